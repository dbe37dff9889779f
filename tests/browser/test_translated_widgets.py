"""Under the translators of browsers, which put elements of their own in the place of texts."""

import pytest
from book_pages import functions
from kinds_of_widgets import EVERY

TOOLS = functions("translator.js")
# No translator may touch these: numbers, formulas, and letters in pictures.
KEPT = "svg text, math *, .lw-slider-name b, .lw-scrub b, td.bs-number"
every_widget = pytest.mark.parametrize("name", EVERY)


def ask(page, question, *arguments):
    """Call a function of translator.js on the widget's element."""
    return page.eval_on_selector(
        ".lecture-widget", f"(e, args) => ({TOOLS}).{question}(e, ...args)", list(arguments)
    )


@every_widget
@pytest.mark.parametrize("everything", [False, True], ids=["obedient", "rude"])
def test_every_text_is_that_of_the_state_after_the_page_was_translated(alone, name, everything):
    assert ask(alone(name), "drive", everything) == []


@every_widget
def test_numbers_and_formulas_are_marked_as_not_to_be_translated(alone, name):
    page = alone(name)
    ask(page, "translate", False)
    assert page.locator("font").count() > 5
    assert page.locator(KEPT).count() > 5
    for kept in KEPT.split(", "):
        assert page.locator(f"{kept} font").count() == 0, kept
