"""The library's reference as it is built: every public name, each with a sentence, no other."""

import importlib
import inspect
import re
from functools import cache
from html import unescape

import pytest
from book_pages import HTML, PAGES

OVERVIEW = "book/reference/api"
GROUPS = [name for name in PAGES if name.startswith(f"{OVERVIEW}/")]
SIGNATURE = re.compile(r'<dt class="sig sig-object py"[^>]* id="([^"]+)">(.*?)</dt>', re.S)
ROW = re.compile(r'<tr class="row-\w+"><td>.*?href="([^"]+)".*?</td>\s*<td>(.*?)</td>', re.S)
MODULE = re.compile(r'id="module-(lecture_lib[\w.]+)"')
VOLATILE = re.compile(r"0x[0-9a-f]{4,}|<[\w.]+ (object|function|at)|/(home|root|work|tmp|usr)/")


@cache
def article(page):
    """Return the HTML of a page without what stands around the text."""
    html = (HTML / f"{page}.html").read_text(encoding="utf-8")
    return html[html.index("<article") : html.index("</article>")]


def text(html):
    return " ".join(unescape(re.sub("<[^>]+>", "", html)).split())


def offered(page):
    """Return the full names of all that the modules of a page offer."""
    return [
        f"{module}.{name}"
        for module in MODULE.findall(article(page))
        for name in importlib.import_module(module).__all__
    ]


@pytest.mark.parametrize("page", GROUPS)
def test_page_describes_what_its_modules_offer_and_no_more(page):
    # A method or an attribute stands under its class, whose name then begins its own.
    public = offered(page)
    there = [name for name, _ in SIGNATURE.findall(article(page))]
    members = [name for name in there if name.rpartition(".")[0] in public]
    assert [name for name in there if name not in members] == public


def test_overview_lists_what_the_pages_describe_and_leads_to_it():
    links = [
        f"api/{page.rpartition('/')[2]}.html#{name}" for page in GROUPS for name in offered(page)
    ]
    assert [link for link, _ in ROW.findall(article(OVERVIEW))] == links


def test_every_row_of_the_overview_says_what_the_source_says():
    for link, sentence in ROW.findall(article(OVERVIEW)):
        module, _, name = link.partition("#")[2].rpartition(".")
        thing = getattr(importlib.import_module(module), name)
        if inspect.isroutine(thing) or inspect.isclass(thing):
            opening = inspect.getdoc(thing).partition("\n\n")[0]
            assert text(sentence) == " ".join(opening.replace("`", "").split())
        else:  # Python's own words on the type of a constant are no description of it
            assert len(text(sentence)) > 10
            assert text(sentence) not in inspect.getdoc(type(thing))


@pytest.mark.parametrize("page", GROUPS)
def test_signatures_can_be_read(page):
    signatures = [text(html) for _, html in SIGNATURE.findall(article(page))]
    assert [each for each in signatures if VOLATILE.search(each) or "*args, **kw" in each] == []


@pytest.mark.parametrize("page", GROUPS)
def test_docstrings_are_read_as_they_are_meant(page):
    said = text(article(page))
    assert [mark for mark in ("``", "-----", " -- ", "|x|)", ":param") if mark in said] == []
