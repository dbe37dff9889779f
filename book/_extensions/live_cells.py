"""Live cells in the built book: a Sphinx extension.

``tools/live_cells`` has made the packs of Python and the scripts of the page; this copies them and
has each page with code cells load the small one that shows the buttons. Where they were not made,
since Pyodide's wheels cannot be had, the pages are what they are without.
"""

from __future__ import annotations

import json
import shutil
import sys
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

MADE = Path(sys.prefix) / "var" / "live"
#: The parts of the book that end with a cell of the reader's own.
PARTS = ("backprop", "descent", "stochastic", "adaptive", "practice")
SCRATCH = """<section class="live-scratch d-print-none" id="your-own">
<h2>Your own</h2>
<p>A cell for whatever you want to try; it knows what the cells above have made. {reference}</p>
<div class="cell docutils container live-own" id="own-cell">
<div class="cell_input docutils container">
<div class="highlight-ipython3 notranslate"><div class="highlight"><pre>{code}
</pre></div></div></div>
</div>
</section>
"""
REFERENCE = (
    'What it can call is in the <a class="reference internal" href="{address}">'
    "reference of the library</a>."
)


def made() -> bool:
    """Whether there is what the pages need."""
    return (MADE / "packs" / "manifest.json").exists() and (MADE / "scripts" / "page.js").exists()


def is_code(node: nodes.Node) -> bool:
    """Whether a node is the input of a code cell."""
    return isinstance(node, nodes.container) and "cell_input" in node.get("classes", ())


def imports(doctree: nodes.document) -> str:
    """Return the imports of a page's first cell, with which a reader may begin."""
    first = next(doctree.findall(is_code), None)
    lines = first.astext().splitlines() if first else []
    return "\n".join(line for line in lines if line.startswith(("import ", "from ")))


class LiveCell(SphinxDirective):
    """A code cell that stands for itself: the page runs it, the notebooks do not know it.

    Its argument is its id, under which the browser keeps what a reader changes in it.
    """

    required_arguments = 1
    has_content = True
    option_spec = {"class": directives.class_option}  # noqa: RUF012 - docutils' protocol

    def run(self) -> list[nodes.Node]:
        """Return the cell in the form that myst-nb gives to cells."""
        own = self.options.get("class", [])
        cell = nodes.container(classes=["cell", "live-own", *own], ids=self.arguments)
        code = "\n".join(self.content)
        input_ = nodes.container("", nodes.literal_block(code, code, language="ipython3"))
        input_["classes"] = ["cell_input"]
        cell += input_
        return [cell]


def _add_scratch(app: Sphinx, doctree: nodes.document, page: str) -> None:
    if not made() or not page.startswith(tuple(f"book/{part}/" for part in PARTS)):
        return
    code = imports(doctree)
    if code:
        address = app.builder.get_relative_uri(page, "book/reference/api")
        reference = REFERENCE.format(address=address)
        html = SCRATCH.format(code=escape(code), reference=reference)
        doctree += nodes.raw("", html, format="html")


def _add_files(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if doctree is not None and made() and next(doctree.findall(is_code), None) is not None:
        app.add_css_file("live/live.css")
        app.add_js_file("live/page.js", loading_method="defer")


def _copy(app: Sphinx, problem: Exception | None) -> None:
    if problem or app.builder.format != "html":
        return
    folder = Path(app.outdir) / "_static" / "live"
    shutil.rmtree(folder, ignore_errors=True)
    if not made():
        return
    folder.mkdir(parents=True)
    manifest = json.loads((MADE / "packs" / "manifest.json").read_text(encoding="utf-8"))
    text = f"lectureLive.manifest={json.dumps(manifest, sort_keys=True)};\n"
    (folder / "manifest.js").write_text(text, encoding="utf-8")
    for path in [*(MADE / "packs").glob("*.js"), *(MADE / "scripts").iterdir()]:
        shutil.copyfile(path, folder / path.name)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.add_directive("live-cell", LiveCell)
    app.connect("doctree-resolved", _add_scratch)
    app.connect("html-page-context", _add_files)
    app.connect("build-finished", _copy)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
