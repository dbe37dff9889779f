"""Letters twice as large, as a reader sets them in the browser, and a page twice as large."""

import pytest
from book_pages import PAGES
from test_pages import ask

BENCH = "book/practice/workbench"
# What a live cell says at the most.
LONG = "Stopped. What was computed is gone; the cells above run again at the next Run."


@pytest.fixture
def cut_or_covered(open_page):
    """Open a page, lay it out whole, and return what is wrong: ``(name, width, letter)``."""

    def found(name, width, letter, prepare=lambda page: None):
        page = open_page(name, "file", "light", width).page
        sizes = {"standard": letter, "fixed": letter}
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
        prepare(page)
        ask(page, "settle")
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{letter}px"
        return ask(page, "outOfReach") + ask(page, "cutOrCovered")

    return found


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_or_covered_when_letters_are_twice_as_large(cut_or_covered, name, width):
    assert cut_or_covered(name, width, 32) == []


@pytest.mark.parametrize("name", PAGES)
def test_nothing_is_cut_or_covered_when_a_page_is_twice_as_large(cut_or_covered, name):
    assert cut_or_covered(name, 640, 16) == []


def edit_and_say(page):
    """Open an editor, and have all cells say their longest sentence."""
    cell = page.locator(".cell:has([data-live-do=edit])").first
    cell.locator("[data-live-do=edit]").click()
    cell.locator(".cm-content").wait_for()
    words = page.locator(".live-word")
    words.evaluate_all("(all, text) => all.forEach((e) => { e.textContent = text; })", LONG)
    assert words.count() > 1


@pytest.mark.parametrize(("width", "letter"), [(1280, 32), (390, 32), (640, 16), (320, 16)])
@pytest.mark.parametrize("name", [BENCH, "book/stochastic/minibatch"])
def test_nor_in_cells_that_are_edited_and_say_something(cut_or_covered, name, width, letter):
    assert cut_or_covered(name, width, letter, edit_and_say) == []


def test_what_is_cut_and_what_is_covered_is_found(open_page):
    page = open_page(PAGES[0], "file").page
    page.evaluate(
        """() => document.querySelector("article.bd-article").insertAdjacentHTML("beforeend",
             `<p style="overflow: hidden; white-space: nowrap; width: 3em">Words that are cut</p>
              <p>Covered</p><p style="margin-top: -3em">Covering</p>`)"""
    )
    found = ask(page, "cutOrCovered")
    assert "cut: Words that are cut" in found
    assert any("Cover" in fault for fault in found if "|" in fault)
