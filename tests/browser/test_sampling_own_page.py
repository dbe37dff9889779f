"""Parabolas of one's own in the SamplingExplorer: typed, and their floors."""

import pytest
from own_modes import OwnMode

OWN = OwnMode("SamplingExplorer")


@pytest.fixture
def page(alone):
    page = alone(OWN.name, {"viewport": {"width": 1280, "height": 1400}})
    OWN.control(page, "terms").last.check()
    return page


def test_the_chapters_pair_has_a_floor_above_the_formula_for_equal_curvatures(page):
    explorer = OWN.in_python(page)
    assert explorer.terms == [[0.0, 1.0], [1.0, 3.0]]
    floor, equal = explorer.floors["sgd"], explorer.equal_floors["sgd"]
    assert floor > equal
    assert f"SGD: {floor:.3g}, not {equal:.3g};" in OWN.says(page)
    for level in explorer.levels.values():
        assert level < 1e-9 or f"{level:.3g} (" in OWN.says(page)


def test_equal_curvatures_have_one_floor(page):
    OWN.write(page, "centre curvature\n0 2\n1 2\n-1 2")
    explorer = OWN.in_python(page)
    assert f"SGD: {explorer.floors['sgd']:.3g};" in OWN.says(page)
    assert "Unequal" not in OWN.says(page)


def test_a_line_that_cannot_be_read_is_named_and_the_functions_stay(page):
    OWN.write(page, "0 1\n1 0")
    assert OWN.alert(page) == "Line 2: a must be a number from 0.01 to 10, not “0”."
    assert OWN.in_python(page).terms == [[0.0, 1.0], [1.0, 3.0]]


def test_the_start_moves_along_w_and_keeps_what_two_weights_have(page):
    before = OWN.in_python(page).start
    OWN.control(page, "start").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowUp")
    assert OWN.in_python(page).start == [pytest.approx(before[0] + 0.1), before[1]]


def test_a_batch_of_more_than_there_are_is_all_of_them_and_says_so(page):
    OWN.control(page, "copies").fill("1")
    assert OWN.in_python(page).batch_sizes["minibatch"] == 2
    assert "b = 4: all 2" in page.locator(f"{OWN.widget} .lw-slider").all_inner_texts()[1]
    assert "b = 2: 0" in OWN.says(page)
    OWN.control(page, "terms").first.check()
    assert OWN.in_python(page).terms == []
