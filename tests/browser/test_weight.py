"""No page is heavier than a slow line allows, and none moves while it comes.

The book is served as a usual server does, with gzip. What Lighthouse says beside it, `make audit`
shows.
"""

import os
import re
from pathlib import Path

import pytest
from addresses import pages
from audit import limits, moved, weigh
from book_pages import HTML, PAGES
from bs4 import BeautifulSoup, SoupStrainer
from PIL import Image
from serving import served


@pytest.fixture(scope="module")
def root():
    with served() as address:
        yield address


@pytest.mark.parametrize("name", PAGES)
def test_page_is_light(browser, root, name):
    page = browser.new_page()
    kilobytes, requests, _ = weigh(page, f"{root}{name}.html")
    page.close()
    assert kilobytes <= limits(name).kilobytes
    assert requests <= limits(name).requests


@pytest.mark.parametrize("name", PAGES)
def test_page_does_not_move_while_it_comes(browser, root, name):
    assert moved(browser, f"{root}{name}.html") <= limits(name).moved


def test_a_heavy_page_and_one_that_moves_are_found(browser, root):
    page = browser.new_page()
    light = weigh(page, f"{root}book/reference/bibliography.html")
    page.close()
    page = browser.new_page()
    page.add_init_script("addEventListener('load', () => fetch('/_static/book.css?again'))")
    heavy = weigh(page, f"{root}book/reference/bibliography.html")
    page.close()
    assert heavy[1] == light[1] + 1
    assert heavy[0] > light[0] + 10

    class Moving:
        """A browser whose pages get a line above their text a while after they came."""

        def new_page(self, **options):
            moving = browser.new_page(**options)
            moving.add_init_script(
                """addEventListener("load", () => setTimeout(() => {
                     const above = document.createElement("div");
                     above.style.height = "200px";
                     document.querySelector("article").prepend(above);
                   }, 100))"""
            )
            return moving

    assert moved(Moving(), f"{root}book/reference/notation.html") > 0.02


def parsed(name, *tags):
    """Return the elements of some kinds in a page as it was written, before a script has run."""
    text = (HTML / f"{name}.html").read_text(encoding="utf-8")
    return BeautifulSoup(text, "html.parser", parse_only=SoupStrainer(tags))


@pytest.mark.parametrize("name", [*PAGES, "search"])
def test_nothing_stands_before_the_first_picture(name):
    page = parsed(name, "script", "link")
    scripts = {
        script.get("src", "").split("/")[-1].split("?")[0]: script for script in page("script")
    }
    assert [script.text for script in scripts.values() if script.text] == []  # a strict policy
    at_once = [name for name, script in scripts.items() if not {"defer", "async"} & {*script.attrs}]
    assert at_once == ["theme.js"]
    assert len(page.select("link[rel=stylesheet]")) == 1
    searching = [script for script in scripts if script.startswith("search")]
    assert bool(searching) == (name == "search")


@pytest.mark.parametrize("name", PAGES)
def test_pictures_have_their_room(name):
    for picture in parsed(name, "img"):
        file = picture["src"].split("?")[0]
        assert file.endswith(".webp")
        with Image.open((HTML / f"{name}.html").parent / file) as image:
            ratio = image.width / image.height
        assert ratio == pytest.approx(int(picture["width"]) / int(picture["height"]), rel=0.02)


def test_every_page_has_a_title_and_a_description_of_its_own():
    heads = [
        re.search("<head>(.*?)</head>", (HTML / f"{name}.html").read_text(encoding="utf-8"), re.S)[
            1
        ]
        for name in PAGES
    ]
    for pattern in ("<title>([^<]+)</title>", '<meta name="description" content="([^"]+)">'):
        found = [re.findall(pattern, head) for head in heads]
        assert all(len(each) == 1 for each in found)
        assert len({each[0] for each in found}) == len(PAGES)
    search = (HTML / "search.html").read_text(encoding="utf-8")
    assert '<meta name="description" content="Search – ' in search
    lit = bool(pages("", os.environ))  # as on a forge, which says where the pages will stand
    assert all(("og:" in head) == ("canonical" in head) == lit for head in heads)


def test_no_file_is_delivered_that_nobody_names():
    text = "".join(path.read_text(encoding="utf-8") for path in HTML.rglob("*.html"))
    text += (HTML / "_static" / "book.css").read_text(encoding="utf-8")
    ours = {path.name for path in (Path(__file__).parents[2] / "book" / "_static").rglob("*")}
    live = HTML / "_static" / "live"  # whose script asks for its files by itself
    files = [
        path.name
        for path in (HTML / "_static").rglob("*")
        if path.is_file() and live not in path.parents
    ]
    assert [name for name in files if name not in text and name not in ours] == []
