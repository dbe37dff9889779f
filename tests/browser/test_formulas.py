"""The formulas of the built pages: all are typeset, in the one font that they are made for."""

import re
import unicodedata

import pytest
from book_pages import HTML, PAGES, ROOT
from bs4 import BeautifulSoup
from fontTools.ttLib import TTFont

FONT = ROOT / "book" / "_static" / "fonts" / "lecture-math.woff2"
SIGNS = set(map(chr, TTFont(FONT).getBestCmap()))
ITALIC = {"h": "ℎ"} | {
    unicodedata.normalize("NFKC", chr(code)): chr(code)
    for code in [*range(0x1D434, 0x1D468), *range(0x1D6E2, 0x1D71C)]
    if unicodedata.category(chr(code)) != "Cn"
}


def soup(name):
    return BeautifulSoup((HTML / f"{name}.html").read_text(encoding="utf-8"), "html.parser")


def drawn(token):
    """Return the signs that a browser draws: of a letter that stands alone, its italic form."""
    text = token.text.strip()
    alone = token.name == "mi" and token.get("mathvariant") != "normal"
    return {ITALIC.get(text, text)} if alone and len(text) == 1 else set(text)


@pytest.mark.parametrize("name", PAGES)
def test_their_font_has_every_sign(name):
    signs = set().union(*map(drawn, soup(name).select("math :is(mi, mo, mn, mtext)")))
    assert signs - SIGNS == set()


@pytest.mark.parametrize("name", PAGES)
def test_no_tex_is_left(name):
    page = soup(name)
    for code in page.select("script, style, pre, code, [data-host]"):
        code.decompose()
    assert re.findall(r".{0,20}(?:\\[a-zA-Z(\[{]|\$).{0,20}", page.text) == []


def test_there_are_formulas_and_they_are_drawn_in_their_font(open_page):
    visit = open_page("book/reference/notation")
    assert visit.page.locator("article math").count() > 200
    loaded = "document.fonts.ready.then(() => document.fonts.check('20px \"Lecture Math\"'))"
    assert visit.page.evaluate(loaded)
    widths = visit.page.evaluate(
        """() => [...document.querySelectorAll("article math")].slice(0, 20).map((formula) => {
          const ours = formula.getBoundingClientRect().width;
          formula.style.fontFamily = "monospace";
          return [ours, formula.getBoundingClientRect().width];
        })"""
    )
    assert all(ours != other for ours, other in widths)
    assert visit.faults == []
