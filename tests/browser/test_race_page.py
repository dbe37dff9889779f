"""The OptimizerRace in its chapter: dragged, ticked, tuned, and as Python has it."""

import re

import pytest
from lessons import Lesson

from lecture_lib.widgets import OptimizerRace
from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES, METHODS

PAGE = "book/adaptive/momentum"
WIDGET = "[data-widget=OptimizerRace]"
LESSON = Lesson(
    PAGE,
    "OptimizerRace",
    "[data-control=start]",
    ["ArrowLeft", "ArrowUp"],
    {},
    lambda w: [f"{run.gaps[-1]:.3g}" for run in w.runs.values()],
)
LOWERED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
MODEL = f"document.querySelector('{WIDGET}').closest('.lecture-widget').model"


def control(page, name):
    return page.locator(f"{WIDGET} [data-control='{name}']")


def race_of(page):
    race = OptimizerRace()
    race.set_state(page.evaluate(f"{MODEL}.state"))
    return race


def says(page):
    return page.locator(f"{WIDGET} .lw-says").inner_text()


def lines(page):
    return page.eval_on_selector_all(
        f"{WIDGET} .lw-plot-land .or-line", "lines => lines.map((line) => line.getAttribute('d'))"
    )


def test_all_paths_follow_the_start_that_is_dragged(page):
    handle, before = control(page, "start"), lines(page)
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 25, y + 12, steps=3)
    page.mouse.up()
    after = lines(page)
    assert len(after) == len(before) == 4
    assert all(new != old for new, old in zip(after, before, strict=True))
    assert race_of(page).start != list(LANDSCAPES["rosenbrock"].start)


def gaps_in(words):
    """Return the gaps that a sentence names, the lowest first, as numbers."""
    found = re.findall(r"[a-zA-Z=] ([0-9.]*[0-9])(?:×10([⁻⁰¹²³⁴-⁹]+))?", words.split("with", 1)[1])
    return [float(f"{digits}e{power.translate(LOWERED) or 0}") for digits, power in found]


def test_the_gaps_it_names_are_pythons(page):
    boxes = control(page, "methods")
    for i in range(boxes.count()):
        boxes.nth(i).check()
    for landscape in LANDSCAPES:
        control(page, "landscape").select_option(landscape)
        race = race_of(page)
        assert race.state() == OptimizerRace(landscape, list(METHODS), tuned="momentum").state()
        gaps = sorted(float(result.gaps[-1]) for result in race.runs.values())
        # three digits are shown; below 1e-10 there is little but rounding
        named = gaps_in(page.locator(f"{WIDGET} .lw-says span").nth(1).inner_text())
        assert sorted(named) == pytest.approx(gaps, rel=6e-3, abs=1e-10)


def test_who_is_unticked_leaves_both_pictures(page):
    control(page, "methods").nth(0).uncheck()
    assert len(lines(page)) == 3
    assert "GD" not in page.locator(f"{WIDGET} .lw-plot").all_inner_texts()
    assert race_of(page).methods == ["sgd", "momentum", "nesterov"]


def test_rare_numbers_are_folded_and_opened_by_key(page):
    control(page, "tuned").select_option("adam")
    assert control(page, "settings.lr").is_visible()
    assert not control(page, "settings.beta2").is_visible()
    page.locator(f"{WIDGET} summary").focus()
    page.keyboard.press("Enter")
    control(page, "settings.beta2").focus()
    page.keyboard.press("Home")
    control(page, "settings.convention").select_option("keras")
    adam = race_of(page).settings["adam"]
    assert (adam["beta2"], adam["convention"]) == (0.0, "keras")
    assert "m/(√s + ε)" in says(page)


def test_a_second_racer_of_a_method_is_added_tuned_and_removed(page):
    before = race_of(page)
    control(page, "second").click()
    race = race_of(page)
    assert race.methods == [*before.methods[:3], "momentum2", *before.methods[3:]]
    assert race.tuned == "momentum2"
    assert race.settings["momentum2"]["lr"] == race.settings["momentum"]["lr"] / 2
    control(page, "settings.lr").focus()
    page.keyboard.press("End")
    assert "momentum 2 diverged at step" in says(page)
    one, two = (
        page.locator(f"{WIDGET} .lw-plot-land .or-mark.or-momentum{own}").evaluate(
            "mark => [getComputedStyle(mark).fill, getComputedStyle(mark).stroke]"
        )
        for own in (":not(.or-second)", ".or-second")
    )
    assert len({one[0], two[0], two[1]}) == 3  # filled, and hollow in another shade
    control(page, "second").click()
    race = race_of(page)
    assert (race.methods, race.tuned) == (before.methods, "momentum")


def test_the_box_is_zoomed_and_moved_by_buttons_keys_and_mouse(page):
    whole = race_of(page).window
    control(page, "zoom-in").click()
    x0, x1, *_ = closer = race_of(page).box
    assert x1 - x0 == pytest.approx((whole[1] - whole[0]) * 2 / 3, rel=1e-2)
    control(page, "box").focus()
    page.keyboard.press("ArrowRight")
    moved = race_of(page).box
    assert moved[0] - x0 == pytest.approx(0.05 * (x1 - x0), rel=0.05)
    assert moved[2:] == closer[2:]
    page.locator(f"{WIDGET} .lw-plot-land").scroll_into_view_if_needed()
    ground = page.locator(f"{WIDGET} .or-ground").bounding_box()
    x, y = ground["x"] + ground["width"] / 2, ground["y"] + ground["height"] / 8
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 40, y - 20, steps=4)
    page.mouse.up()
    dragged = race_of(page).box
    assert dragged[0] < moved[0]
    assert dragged[2] < moved[2]
    control(page, "whole").click()
    assert race_of(page).box is None


def test_a_function_of_ones_own_is_typed(page):
    control(page, "landscape").select_option("own")
    field = control(page, "formula")
    field.fill("x*log(x) + y^2 +")
    before = race_of(page)
    assert before.formula != "x*log(x) + y^2 +"
    field.fill("x*log(x) + y^2")
    race = race_of(page)
    assert (
        race.state()
        == OptimizerRace(formula="x*log(x) + y^2", methods=race.methods, tuned="momentum").state()
    )
    assert "minimum at (0.368, 0) with f = −0.368" in says(page)
    assert "Where the ground is shaded f is not defined." in says(page)
    control(page, "settings.lr").focus()
    page.keyboard.press("End")
    left = race_of(page).runs["momentum"].left
    assert f"momentum left, at step {left}, where f is defined" in says(page)


def test_noise_is_at_hand_only_where_somebody_sees_it(page):
    assert control(page, "noise").is_visible()
    for i, method in enumerate(METHODS):
        control(page, "methods").nth(i).set_checked(method in ("gd", "adam_lecture", "adam"))
    assert control(page, "noise").count() == control(page, "seed").count() == 0
    control(page, "landscape").select_option("noisy")
    before = lines(page)
    control(page, "seed").click()
    changed = [new != old for new, old in zip(lines(page), before, strict=True)]
    assert changed == [False, True, True]  # gradient descent sees none


def test_a_run_that_diverges_says_at_which_step(page):
    control(page, "settings.lr").focus()
    page.keyboard.press("End")
    diverged = race_of(page).runs["momentum"].diverged
    assert f"momentum diverged at step {diverged}" in says(page)
    control(page, "reset").click()
    assert "diverged" not in says(page)
