"""Letters twice as large, as a reader sets them in the browser, and a page twice as large."""

import pytest
from test_pages import ask

# One of each kind: the overview, a chapter with widgets, much code, the reference, a long list.
NAMES = [
    "book/index",
    "book/adaptive/momentum",
    "book/backprop/examples",
    "book/reference/api",
    "book/reference/theorems",
]
WHOLE = "article * { content-visibility: visible !important; }"


@pytest.fixture
def cut_or_covered(open_page):
    """Open a page, lay it out whole, and return what is wrong: ``(name, width, letter)``."""

    def found(name, width, letter):
        page = open_page(name, "file", "light", width).page
        sizes = {"standard": letter, "fixed": letter}
        page.context.new_cdp_session(page).send("Page.setFontSizes", {"fontSizes": sizes})
        page.add_style_tag(content=WHOLE)
        ask(page, "settle")
        assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == f"{letter}px"
        return ask(page, "cutOrCovered")

    return found


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_or_covered_when_letters_are_twice_as_large(cut_or_covered, name, width):
    assert cut_or_covered(name, width, 32) == []


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_cut_or_covered_when_a_page_is_twice_as_large(cut_or_covered, name):
    assert cut_or_covered(name, 640, 16) == []


def test_what_is_cut_and_what_is_covered_is_found(open_page):
    page = open_page(NAMES[0], "file").page
    page.evaluate(
        """() => document.querySelector("article.bd-article").insertAdjacentHTML("beforeend",
             `<p style="overflow: hidden; white-space: nowrap; width: 3em">Words that are cut</p>
              <p>Covered</p><p style="margin-top: -3em">Covering</p>`)"""
    )
    found = ask(page, "cutOrCovered")
    assert "cut: Words that are cut" in found
    assert any("Cover" in fault for fault in found if "|" in fault)
