"""Parabolas of one's own in the SamplingExplorer: typed, and their floors."""

import pytest

from lecture_lib.widgets import SamplingExplorer

WIDGET = "[data-widget=SamplingExplorer]"
MODEL = f"document.querySelector('{WIDGET}').closest('.lecture-widget').model"


@pytest.fixture
def page(alone):
    page = alone("SamplingExplorer", {"viewport": {"width": 1280, "height": 1400}})
    control(page, "terms").last.check()
    return page


def control(page, name):
    return page.locator(f"{WIDGET} [data-control={name}]")


def explorer_of(page):
    explorer = SamplingExplorer()
    explorer.set_state(page.evaluate(f"{MODEL}.state"))
    return explorer


def says(page):
    text = page.locator(f"{WIDGET} .lw-says").inner_text()
    return text.replace("\u00a0", " ").replace("\u202f", "")


def write(page, text):
    page.locator(f"{WIDGET} summary").click()
    control(page, "columns").fill(text)


def test_the_chapters_pair_has_a_floor_above_the_formula_for_equal_curvatures(page):
    explorer = explorer_of(page)
    assert explorer.terms == [[0.0, 1.0], [1.0, 3.0]]
    floor, equal = explorer.floors["sgd"], explorer.equal_floors["sgd"]
    assert floor > equal
    assert f"SGD: {floor:.3g}, not {equal:.3g};" in says(page)
    for level in explorer.levels.values():
        assert level < 1e-9 or f"{level:.3g} (" in says(page)


def test_equal_curvatures_have_one_floor(page):
    write(page, "centre curvature\n0 2\n1 2\n-1 2")
    explorer = explorer_of(page)
    assert f"SGD: {explorer.floors['sgd']:.3g};" in says(page)
    assert "Unequal" not in says(page)


def test_a_line_that_cannot_be_read_is_named_and_the_functions_stay(page):
    write(page, "0 1\n1 0")
    alert = page.locator(f"{WIDGET} [role=alert]").inner_text()
    assert alert == "Line 2: a must be a number from 0.01 to 10, not “0”."
    assert explorer_of(page).terms == [[0.0, 1.0], [1.0, 3.0]]


def test_the_start_moves_along_w_and_keeps_what_two_weights_have(page):
    before = explorer_of(page).start
    control(page, "start").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert explorer_of(page).start == [pytest.approx(before[0] + 0.1), before[1]]


def test_a_batch_of_more_than_there_are_is_all_of_them_and_says_so(page):
    control(page, "copies").fill("1")
    assert explorer_of(page).batch_sizes["minibatch"] == 2
    assert "b = 4: all 2" in page.locator(f"{WIDGET} .lw-slider").all_inner_texts()[1]
    assert "b = 2: 0" in says(page)
    control(page, "terms").first.check()
    assert explorer_of(page).terms == []
