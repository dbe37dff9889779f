"""What search engines and friends are told of a page: a description, an address, a picture.

Where the book stands `addresses.py` knows; else no page says so, and nothing is shown for
a link's preview. A page without a picture shows that of the page which is named in
``page_of_preview``.
"""

import re
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from docutils import nodes
from PIL import Image
from sphinx.application import Sphinx

LONGEST = 160  # characters of a description, about what search engines show
CARD = (1200, 630)  # pixels of a preview's picture
MARKUP = re.compile(r"[\\{}]")  # of a formula that is more than letters


def description(doctree: nodes.document) -> str:
    """Return how a page begins: its first paragraph, and the list if that leads to one."""
    for paragraph in doctree.findall(nodes.paragraph):
        if isinstance(paragraph.parent, nodes.section | nodes.document):
            break
    else:
        return ""
    begins = words(paragraph)
    after = paragraph.next_node(descend=False, siblings=True)
    if isinstance(after, nodes.bullet_list):
        items = [words(item) for item in after]
        begins = " ".join([begins, *(item for item in items if not MARKUP.search(item))])
    return shorten(begins)


def words(node: nodes.Element) -> str:
    """Return what a node says, in one line."""
    return " ".join(node.astext().split())


def shorten(text: str) -> str:
    """Return the text, or its beginning up to the end of a word."""
    if len(text) <= LONGEST:
        return text.rstrip(";,")
    return text[: LONGEST - 1].rpartition(" ")[0].rstrip(".,;:") + "…"


def card(source: Path, target: Path) -> None:
    """Write a preview's picture: one of the book, on white, with a margin."""
    picture = Image.open(source).convert("RGBA")
    room = (CARD[0] - 80, CARD[1] - 60)
    scale = min(room[0] / picture.width, room[1] / picture.height)
    picture = picture.resize((round(picture.width * scale), round(picture.height * scale)))
    ground = Image.new("RGBA", CARD, "white")
    corner = ((CARD[0] - picture.width) // 2, (CARD[1] - picture.height) // 2)
    ground.alpha_composite(picture, corner)
    target.parent.mkdir(parents=True, exist_ok=True)
    ground.convert("RGB").save(target, optimize=True)


def card_of(page: str) -> str:
    """Return the address of a page's card, from the folder of the book."""
    return f"_images/card-{page.replace('/', '-')}.png"


def first_picture(doctree: nodes.document) -> nodes.image | None:
    """Return the first picture of a page."""
    return next(doctree.findall(nodes.image), None)


def _describe(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is None:
        return
    context["description"] = description(doctree)
    if not app.config.html_baseurl:
        return
    if (picture := first_picture(doctree)) is not None:
        card(Path(picture["candidates"]["*"]), Path(app.outdir, card_of(page)))
    shown = page if picture is not None else app.config.page_of_preview
    context["card"] = urljoin(app.config.html_baseurl, card_of(shown))


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_config_value("page_of_preview", "", "html", str)
    app.connect("html-page-context", _describe)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
