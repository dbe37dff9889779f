"""Widgets in the static book: a Sphinx extension and a renderer for saved widget outputs.

A notebook stores a widget as a small JSON output (`lecture_widget.MIME`). In the page it becomes
a still picture, drawn when the book is built by the widget's own script, inside an element that
carries the state. ``static_host.js`` brings it to life in place: no kernel, no server, and as the
still picture has the size of the living one, nothing on the page moves. Pages without a widget
load no script at all.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from myst_nb.core.render import MimeData, NbElementRenderer
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from lecture_lib import widgets
from lecture_lib.widgets import alone
from lecture_lib.widgets.alone import HOST, SHARE
from lecture_lib.widgets.lecture_widget import MIME, LectureWidget
from lecture_lib.widgets.scripts import FOLDER, SHARED, script_of


class WidgetNode(nodes.raw):
    """The HTML of one widget; its class lets the extension find the pages that need scripts."""


def kind_of(name: str) -> type[LectureWidget]:
    """Return the class of the widget called `name`, e.g. ``BackpropStepper``."""
    if name not in widgets.__all__:
        raise ExtensionError(f"unknown widget {name!r}; this book has {', '.join(widgets.__all__)}")
    kind: type[LectureWidget] = getattr(widgets, name)
    return kind


def scripts(name: str) -> list[str]:
    """Return the names of the scripts that a widget needs, without the ``.js``, in their order."""
    return alone.scripts(kind_of(name))


def page_element(name: str, state: dict[str, Any], *, waits: bool = False) -> str:
    """Return the HTML element that shows a widget's still picture and carries its state.

    Its scripts come when a reader comes near, if it `waits` on this page or on every one.
    """
    return alone.element(kind_of(name), state, waits=waits)


class WidgetRenderer:
    """The myst-nb renderer of a saved widget (entry point ``myst_nb.mime_renderers``)."""

    mime_priority_overrides = [("html", MIME, 1)]  # noqa: RUF012 - myst-nb's protocol

    @staticmethod
    def handle_mime(
        renderer: NbElementRenderer, data: MimeData, inline: int
    ) -> list[nodes.Element] | None:
        """Render our own MIME type, and leave every other to myst-nb."""
        if inline or data.mime_type != MIME:
            return None
        saved = data.content if isinstance(data.content, dict) else json.loads(data.content)
        html = page_element(saved["widget"], saved["state"])
        return [WidgetNode("", html, format="html", **saved)]


def add_styles(app: Sphinx, names: list[str]) -> None:
    """Have the page that is being written load the styles of widgets, after the one of them all."""
    for style in ("theme", *names) if names else ():
        app.add_css_file(f"widgets/{style}.css")


def _add_files(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is None:
        return
    found = list(doctree.findall(WidgetNode))
    names = sorted({node["widget"] for node in found})
    add_styles(app, names)
    waiting = {node["widget"] for node in found if node.get("waits")}
    at_once = [name for name in names if not (name in waiting or getattr(widgets, name).waits)]
    for script in dict.fromkeys(script for name in at_once for script in scripts(name)):
        app.add_js_file(f"widgets/{script}.js", loading_method="defer")
    if names:
        app.add_js_file(f"widgets/{HOST}", loading_method="defer")


def _write_files(app: Sphinx) -> None:
    if app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / "widgets"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / HOST).write_bytes((FOLDER / HOST).read_bytes())
    (folder / "theme.css").write_bytes((FOLDER / "shared" / "theme.css").read_bytes())
    for name, path in SHARED.items():
        (folder / f"{name}.js").write_text(script_of(path), encoding="utf-8")
    kinds = [getattr(widgets, name) for name in widgets.__all__]
    script = alone.share_script(kind for kind in kinds if kind.has_page)
    (folder / "Share.js").write_text(script, encoding="utf-8")
    (folder / "share.css").write_bytes((SHARE / "style.css").read_bytes())
    for kind in kinds:
        (folder / f"{kind.__name__}.js").write_text(script_of(kind.folder), encoding="utf-8")
        (folder / f"{kind.__name__}.css").write_bytes((kind.folder / "style.css").read_bytes())


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.connect("builder-inited", _write_files)
    app.connect("html-page-context", _add_files)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
