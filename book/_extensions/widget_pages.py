"""For each widget a page of its own in the book, which it fills, and on paper the way there.

The page of the BackpropStepper is ``widgets/BackpropStepper.html``; its address takes a state, as
``lecture_lib.widgets.links`` says. The directive ``widget-pages`` lists them all. Where the book
knows its address (``html_baseurl``), a widget that is printed has beside it a QR code of its page,
in the state that the chapter begins with.
"""

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

import segno
from docutils import nodes
from gallery import Thumbnail, thumbnail
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from lecture_lib import widgets
from lecture_lib.widgets import alone
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.scripts import shared_scripts
from lecture_lib.widgets.static_page import WidgetNode

FOLDER = "widgets"
#: Styles and scripts, from the folder of the pages; the host comes when all else is there.
HEAD = """<link rel="icon" href="../_static/favicon.svg">
<script src="../_static/theme.js"></script>
<link rel="stylesheet" href="../_static/widgets/theme.css">
<link rel="stylesheet" href="../_static/widgets/{name}.css">
<link rel="stylesheet" href="../_static/widgets/share.css">
{scripts}"""
SCRIPT = '<script src="../_static/widgets/{file}" defer></script>'
#: Error correction of the codes: a seventh of one may be lost.
LOSS = "m"


def kinds() -> Iterator[type[LectureWidget]]:
    """Yield the widgets that have a page of their own."""
    for name in widgets.__all__:
        kind = getattr(widgets, name)
        if kind.has_page:
            yield kind


def page(kind: type[LectureWidget], book: str, first_page: str, address: str) -> str:
    """Return the page of a widget in the book that is called so, with its first page."""
    widget = kind.led_by({})
    names = dict.fromkeys([*shared_scripts(alone.SHARE), *alone.scripts(kind), "Share"])
    files = [*(f"{name}.js" for name in names), alone.HOST]
    scripts = "\n".join(SCRIPT.format(file=file) for file in files)
    return alone.page(
        widget,
        HEAD.format(name=kind.__name__, scripts=scripts),
        title=f"{kind.__name__} – {book}",
        beside=f'<a href="../{first_page}">{escape(book)}</a>',
        below=code(widget.link(address)) if address else "",
    )


def code(link: str) -> str:
    """Return what stands on paper beside a widget: the QR code of its page, and the address."""
    drawn = segno.make(link, error=LOSS, micro=False).svg_inline(omitsize=True, border=0)
    return (
        f'<div class="lw-code" aria-hidden="true">{drawn}<span>Alive at {escape(link)}</span></div>'
    )


class WidgetPages(SphinxDirective):
    """Lists the pages of the widgets, each with its picture."""

    def run(self) -> list[nodes.Node]:
        """Return a list with a picture and a link in each item."""
        up = "../" * self.env.docname.count("/")
        gallery = nodes.bullet_list(classes=["gallery"])
        for kind in kinds():
            name = kind.__name__
            to = nodes.reference("", name, internal=True, refuri=f"{up}{FOLDER}/{name}.html")
            item = nodes.list_item()
            item += Thumbnail("", thumbnail(name, {}), format="html", widget=name)
            item += nodes.paragraph("", "", to)
            gallery += item
        return [gallery]


def _add_codes(app: Sphinx, doctree: nodes.document, page: str) -> None:
    if app.builder.format != "html" or not app.config.html_baseurl:
        return
    for node in list(doctree.findall(WidgetNode)):
        kind = getattr(widgets, node["widget"])
        if not kind.has_page:
            continue
        widget = kind.led_by({})
        widget.set_state(node["state"])
        html = code(widget.link(app.config.html_baseurl))
        node.parent.insert(node.parent.index(node) + 1, nodes.raw("", html, format="html"))


def _write_pages(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    folder = Path(app.outdir) / FOLDER
    folder.mkdir(exist_ok=True)
    first_page = f"{app.config.root_doc}.html"
    for kind in kinds():
        html = page(kind, app.config.html_title, first_page, app.config.html_baseurl)
        (folder / f"{kind.__name__}.html").write_text(html, encoding="utf-8")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the extension (Sphinx calls this)."""
    app.add_directive("widget-pages", WidgetPages)
    app.connect("doctree-resolved", _add_codes)
    app.connect("build-finished", _write_pages)  # before styles.py asks which files are named
    return {"parallel_read_safe": True, "parallel_write_safe": True}
