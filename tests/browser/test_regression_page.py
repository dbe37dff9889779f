"""The RegressionExplorer in its chapter: turned and stretched by hand, its counts are Python's."""

import re

import pytest
from lessons import Lesson

from lecture_lib.widgets import RegressionExplorer

PAGE = "book/descent/linear_regression"
WIDGET = "[data-widget=RegressionExplorer]"
LESSON = Lesson(
    PAGE,
    "RegressionExplorer",
    "[data-control=start]",
    ["ArrowRight", "ArrowDown"],
    {},
    lambda w: [f"after {w.iterations} step", f"promises it after {w.linear_iterations}"],
)
MODEL = f"document.querySelector('{WIDGET}').closest('.lecture-widget').model"


def control(page, name):
    return page.locator(f"{WIDGET} [data-control={name}]")


def explorer_of(page):
    explorer = RegressionExplorer()
    explorer.set_state(page.evaluate(f"{MODEL}.state"))
    return explorer


def says(page):
    return page.locator(f"{WIDGET} .lw-says").inner_text().replace("\u00a0", " ")


def count(words, pattern):
    """Return the whole number after a phrase, written with narrow spaces between thousands."""
    return int(re.search(pattern + r" ([\d\u202f]+)", words)[1].replace("\u202f", ""))


@pytest.mark.parametrize(("kappa", "step"), [(0, 0.5), (60, 1.0), (90, 0.31)])
def test_the_counts_it_names_are_pythons(page, kappa, step):
    control(page, "epsilon").fill("90")  # 0.001
    control(page, "kappa").fill(str(kappa))
    control(page, "step").fill(str(step))
    explorer, words = explorer_of(page), says(page)
    assert count(words, "after") == explorer.iterations
    assert count(words, "promises it after") == explorer.linear_iterations
    assert count(words, "asks for") == explorer.sublinear_iterations
    shown = page.locator(f"{WIDGET} .re-count text, {WIDGET} .lw-plot-curves .lw-name")
    numbers = [re.sub(r"\D", "", text) for text in shown.all_text_contents()]
    assert str(explorer.iterations) in numbers


def test_the_picture_turns_with_the_eigenvectors(page):
    turned = page.locator(f"{WIDGET} .lw-plot-plane g[transform*=rotate]")
    control(page, "angle").fill("-40")
    assert "rotate(40)" in turned.get_attribute("transform")
    control(page, "frame").last.check()
    assert "rotate(0)" in turned.get_attribute("transform")


def test_a_step_that_is_too_long_diverges_and_says_why(page):
    control(page, "step").fill("2.1")
    assert "diverges from its first step on" in says(page)
    assert "η > 2/λ₁" in says(page)
    assert not explorer_of(page).converges
    control(page, "step").fill("2")
    assert "swings for ever" in says(page)


def test_without_a_second_eigenvalue_a_line_is_optimal(page):
    control(page, "deficient").check()
    assert page.locator(f"{WIDGET} .re-valley").count() == 1
    assert "every point of the dashed line is optimal" in says(page)
    assert "λ₂ = 0 along v₂" in page.locator(f"{WIDGET} figcaption").first.inner_text()


def test_the_start_is_moved_in_the_frame_that_is_shown(page):
    before = explorer_of(page).start
    handle = control(page, "start")
    handle.press("Shift+ArrowRight")
    assert explorer_of(page).start == pytest.approx([before[0] + 1.0, before[1]])
    control(page, "frame").last.check()
    handle.press("ArrowUp")
    start = explorer_of(page).start
    moved = [start[0] - before[0] - 1.0, start[1] - before[1]]
    assert sum(x * x for x in moved) == pytest.approx(0.01)
