"""On paper: black on white from a dark page too, the text alone, and what is folded open."""

import pytest
from book_pages import PAGES
from test_pages import ask

PAPER = 700  # pixels between the margins of A4
THEME = "document.documentElement.dataset.theme"
FOLDED = "document.querySelectorAll('article details:not([open], .lw details)').length"
LISTEN = f"""() => {{
  window.printed = [];
  addEventListener("beforeprint", () => window.printed.push({THEME}));
}}"""
TOGETHER = """() => [...document.querySelectorAll(
  'article :is(.cell, figure, .lecture-widget, .theorem, .lemma, .definition, div.formula)')]
  .filter((e) => getComputedStyle(e).breakInside !== 'avoid').map((e) => e.className)"""


@pytest.mark.parametrize(("name", "theme"), [*((p, "dark") for p in PAGES), (PAGES[0], "light")])
def test_it_is_black_on_white_and_whole(open_page, name, theme):
    visit = open_page(name, "file", theme, PAPER)
    page = visit.page
    folded = page.evaluate(FOLDED)
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    ask(page, "settle")
    assert ask(page, "unprintable") == []
    assert page.evaluate(TOGETHER) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= PAPER
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    assert page.evaluate(THEME) == theme
    assert page.evaluate(FOLDED) == folded
    assert visit.faults == []


def test_the_browser_prints_the_light_page_and_shows_the_dark_one_again(open_page):
    page = open_page("book/adaptive/momentum", "file", "dark").page
    page.evaluate(LISTEN)
    assert page.pdf(print_background=True).startswith(b"%PDF")
    assert page.evaluate("window.printed") == ["light"]
    assert page.evaluate(THEME) == "dark"
