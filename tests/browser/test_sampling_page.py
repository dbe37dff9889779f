"""The SamplingExplorer in its chapter: copies, budgets and draws, and every number is Python's."""

import pytest
from lessons import Lesson

from lecture_lib.widgets import SamplingExplorer

PAGE = "book/stochastic/sgd"
WIDGET = "[data-widget=SamplingExplorer]"
LESSON = Lesson(
    PAGE,
    "SamplingExplorer",
    "[data-control=copies]",
    3 * ["ArrowRight"],
    {},
    lambda w: [f"{value:.3g}" for value in (*w.levels.values(), *w.floors.values())],
)
MODEL = f"document.querySelector('{WIDGET}').closest('.lecture-widget').model"


def control(page, name):
    return page.locator(f"{WIDGET} [data-control={name}]").first


def explorer_of(page):
    widget = SamplingExplorer()
    widget.set_state(page.evaluate(f"{MODEL}.state"))
    return widget


def says(page):
    return page.locator(f"{WIDGET} .lw-says").inner_text().replace("\u202f", "")


def put(page, **state):
    page.evaluate(
        f"(state) => {{ for (const name in state) {MODEL}.set(name, state[name]); "
        f"{MODEL}.save_changes(); }}",
        state,
    )


def path_of(page, method):
    return page.locator(f"{WIDGET} .sa-track.sa-{method}").get_attribute("d")


def assert_it_says_what_python_computes(page):
    explorer, text = explorer_of(page), says(page)
    for value in (*explorer.levels.values(), *explorer.floors.values()):
        assert f"{value:.3g}" in text
    for run in explorer.runs.values():
        assert f"{run.steps} steps" in text or f"{run.evaluations[-1]} gradients" in text


@pytest.mark.parametrize("rule", ["randomized", "cyclic", "reshuffled"])
def test_the_numbers_are_pythons(page, rule):
    assert_it_says_what_python_computes(page)
    page.locator(f"{WIDGET} [data-control=rule][value={rule}]").check()
    put(page, step_size=0.1, batch_size=3, copies=2, budget=300)
    assert_it_says_what_python_computes(page)
    page.locator(f"{WIDGET} [data-control=axis][value=iterations]").check()
    put(page, budget=40)
    assert_it_says_what_python_computes(page)


def test_copies_leave_the_path_of_sgd_and_take_steps_from_gradient_descent(page):
    slider = control(page, "copies")
    before = path_of(page, "sgd"), path_of(page, "gd")
    slider.focus()
    for _ in range(15):
        page.keyboard.press("ArrowRight")
    assert explorer_of(page).copies == 20
    assert path_of(page, "sgd") == before[0]
    assert before[1].startswith(path_of(page, "gd"))
    assert "(6 steps)" in says(page)
    assert_it_says_what_python_computes(page)


def test_drawing_again_changes_what_is_random(page):
    before = path_of(page, "sgd"), path_of(page, "gd")
    control(page, "seed").click()
    assert explorer_of(page).seed == 2
    assert path_of(page, "sgd") != before[0]
    assert path_of(page, "gd") == before[1]


def test_the_start_is_dragged_and_moved_by_keys(page):
    handle = control(page, "start")
    handle.scroll_into_view_if_needed()
    box = handle.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 40, steps=4)
    page.mouse.up()
    moved = explorer_of(page).start
    assert moved[0] > -2.2
    assert moved[1] < 2.2
    handle.press("ArrowLeft")
    assert explorer_of(page).start == pytest.approx([moved[0] - 0.1, moved[1]])
    assert_it_says_what_python_computes(page)


def test_a_run_that_diverges_says_at_which_step(page):
    put(page, step_size=2.0, copies=20, rule="cyclic", budget=10000, axis="iterations")
    runs = explorer_of(page).runs
    assert [run.status for run in runs.values()] == ["finished", "diverged", "diverged"]
    step = runs["sgd"].steps + 1
    assert f"SGD diverged at step {step}" in says(page)


def test_ten_thousand_steps_are_a_few_hundred_points(page):
    put(page, axis="iterations", budget=10000, batch_size=2)
    texts = page.locator(f"{WIDGET} path").evaluate_all("e => e.map((x) => x.getAttribute('d'))")
    assert max(map(len, texts)) < 30000
    assert len(texts) < 80  # with the axes of three pictures
    assert f"{explorer_of(page).levels['sgd']:.3g}" in says(page)


def draws_of(page):
    """Return the number of the step and of the example, in places of the picture, of each dot."""
    dots = page.locator(f"{WIDGET} .sa-dots").get_attribute("d")
    return [tuple(map(float, dot.removesuffix("h0").split())) for dot in dots.split("M")[1:]]


def test_the_strip_shows_what_each_rule_draws(page):
    epochs = page.locator(f"{WIDGET} .sa-epochs")
    put(page, copies=1)
    heights = [y for _, y in draws_of(page)]
    assert len(heights) == 40
    assert len(set(heights[:8])) < 8  # the randomized rule repeats itself
    assert not epochs.get_attribute("d")
    for rule in ("cyclic", "reshuffled"):
        page.locator(f"{WIDGET} [data-control=rule][value={rule}]").check()
        heights = [y for _, y in draws_of(page)]
        passes = [heights[i : i + 8] for i in range(0, 40, 8)]
        assert all(sorted(one) == sorted(set(heights)) for one in passes)
        assert all(one == sorted(one) for one in passes) == (rule == "cyclic")
        assert epochs.get_attribute("d").count("M") == 4


def test_the_floor_follows_the_schedule(page):
    def heights():
        line = page.locator(f"{WIDGET} .sa-floor.lw-backward").get_attribute("d")
        return [float(point.split()[1]) for point in line[1:].split("L")]

    constant = heights()
    assert len(set(constant)) == 1
    control(page, "schedule").select_option("inverse")
    falling = heights()
    assert falling == sorted(falling)  # down is up in a picture
    assert falling[0] == pytest.approx(constant[0], abs=0.02)
    assert falling[-1] > falling[0] + 50
