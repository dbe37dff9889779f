"""A gallery of the widgets: the picture of each, small and at rest, with a link to its chapter.

A line of the directive ``gallery`` names a widget, with what is to be different from its first
state, and a link::

    DeepNetExplorer {"step": 9}: [Walk through a net](backprop/deep_networks.ipynb)

The pictures are drawn when the book is built, by the widgets' own scripts.
"""

import json
import re
from typing import Any

from bs4 import BeautifulSoup
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from lecture_lib import widgets
from lecture_lib.widgets.static_page import add_styles, kind_of, page_element

LINE = re.compile(r"(?P<widget>\w+)\s*(?P<changes>\{.*\})?\s*: (?P<link>.+)")
# Attributes of what is moved by hand or read aloud.
FOR_HANDS = re.compile(r"tabindex|role|aria-.*|data-control|data-lm-.*")


class Thumbnail(nodes.raw):
    """The HTML of one small picture."""


class Gallery(SphinxDirective):
    """Draws a widget for each line of its content."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return a list with a picture and a link in each item."""
        gallery = nodes.bullet_list(classes=["gallery"])
        for line in self.content:
            name, changes, link = parts(line)
            item = nodes.list_item()
            item += Thumbnail("", thumbnail(name, changes), format="html", widget=name)
            self.state.nested_parse(StringList([link]), self.content_offset, item)
            gallery += item
        return [gallery]


def parts(line: str) -> tuple[str, dict[str, Any], str]:
    """Return the widget's name, what is different from its first state, and the link."""
    found = LINE.fullmatch(line)
    if not found:
        raise ExtensionError(f'a line of a gallery is "Widget {{changes}}: link", not {line!r}')
    return found["widget"], json.loads(found["changes"] or "{}"), found["link"]


def thumbnail(name: str, changes: dict[str, Any]) -> str:
    """Return the first picture of a widget, without letters and with nothing to take hold of."""
    kind_of(name)  # refuses what is no widget
    state = getattr(widgets, name)(**changes).state()
    view = BeautifulSoup(page_element(name, state), "html.parser").select_one(".lw")
    picture = view.select_one("svg[role]") if view else None
    if not view or not picture:
        raise ExtensionError(f"the still of {name} has no picture")
    for letters in picture.select("text, title"):
        letters.decompose()
    for part in (picture, *picture.find_all(True)):
        for attribute in filter(FOR_HANDS.fullmatch, list(part.attrs)):
            del part[attribute]
    classes = " ".join(view["class"])
    # All widgets at rest would share their ids.
    drawn = str(picture).replace("still-", f"{name}-")
    return f'<div class="{classes}" data-picture="{name}" aria-hidden="true">{drawn}</div>'


def _add_styles(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is not None:
        add_styles(app, sorted(each["widget"] for each in doctree.findall(Thumbnail)))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_directive("gallery", Gallery)
    app.connect("html-page-context", _add_styles)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
