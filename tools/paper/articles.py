"""The pages of a built book as XML, in the order of reading, ready to be one document.

What only a screen has is left out, what is folded is open, and every name is one of the whole book:
``adaptive-momentum--summary`` is the section ``summary`` of the page ``book/adaptive/momentum``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
SCRIPT = Path(__file__).with_name("articles.js")
TITLE = "Optimization, step by step"
ANSWERS = "book/reference/answers.html"
#: Pages that are nothing without their scripts.
SCREEN_ONLY = ("book/practice/your_work", "book/practice/workbench")


@dataclass
class Heading:
    """A heading, and the name of the place that it heads."""

    id: str
    level: int
    text: str


@dataclass
class Article:
    """The text of one page."""

    name: str
    part: str
    slug: str
    xml: str
    headings: list[Heading]
    ids: list[str]
    targets: list[str]
    pictures: list[str]  # by their addresses
    widgets: list[str]

    @property
    def title(self) -> str:
        """Return its title."""
        return self.headings[0].text


class BrokenBookError(Exception):
    """A name stands twice, or a link leads nowhere."""


def title(html: Path) -> str:
    """Return the title of a built book; the students' one, without answers, says what it is."""
    return TITLE if (html / ANSWERS).is_file() else f"{TITLE}: the students’ book"


def pages(html: Path) -> list[tuple[str, str]]:
    """Return the pages of a built book for paper in their order, each with the part it is in."""
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    found = [(toc["root"], "")]
    for part in toc["parts"]:
        found += [(name, part["caption"]) for name in _below(part["chapters"])]
    # The students' book is built without some of them.
    return [
        (name, part)
        for name, part in found
        if name not in SCREEN_ONLY and (html / f"{name}.html").is_file()
    ]


def _below(chapters: list[dict[str, Any]]) -> Iterator[str]:
    for chapter in chapters:
        yield chapter["file"]
        yield from _below(chapter.get("sections", []))


def slug(name: str) -> str:
    """Return the name of a page in the whole book.

    Examples
    --------
    >>> slug("book/adaptive/momentum"), slug("book/index")
    ('adaptive-momentum', 'index')
    """
    return name.removeprefix("book/").replace("/", "-")


def articles(blank: Page, html: Path, names: list[tuple[str, str]]) -> list[Article]:
    """Read these pages, each with its part, from a built book; `blank` is any page of a browser.

    A link to what is not among them becomes plain text.
    """
    script = SCRIPT.read_text(encoding="utf-8").strip().removesuffix(";")
    slugs = {f"{name}.html": slug(name) for name, _ in names}
    folder = f"{html.as_uri()}/"
    found = []
    for name, part in names:
        text = (html / f"{name}.html").read_text(encoding="utf-8")
        asked = {"html": text, "address": f"{name}.html", "slugs": slugs, "pictures": folder}
        told = blank.evaluate(f"(page) => ({script}).article(page)", asked)
        told["headings"] = [Heading(**heading) for heading in told["headings"]]
        found.append(Article(name=name, part=part, **told))
    hold_together(found)
    return found


def hold_together(book: list[Article]) -> None:
    """Raise an error if a name stands twice in the book, or a link in it leads nowhere."""
    ids = [id for article in book for id in article.ids]
    if twice := sorted(id for id, times in Counter(ids).items() if times > 1):
        raise BrokenBookError(f"these names stand more than once: {', '.join(twice)}")
    known = set(ids)
    lost = [
        f"{article.name}: #{target}"
        for article in book
        for target in article.targets
        if target not in known
    ]
    if lost:
        raise BrokenBookError(f"these links lead nowhere: {', '.join(lost)}")
