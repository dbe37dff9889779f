"""No element of a page carries a style of its own, which a strict policy forbids.

Formulas, tables and still pictures come with ``style="..."`` here and there. When all pages are
written, each becomes ``data-style="..."``, and the rules for what these say go into the book's
sheet, where they count as much as before.
"""

import re
from pathlib import Path

from sphinx.application import Sphinx
from styles import EXTRA, files_of

STYLE = re.compile(r'(<[a-zA-Z][^<>]*?) style="([^"]*)"')
MOVED = re.compile(r'<[a-zA-Z][^<>]*? data-style="([^"]*)"')


def moved(html: str) -> str:
    """Return the HTML of a page without styles of elements.

    Examples
    --------
    >>> moved('<td style="left:0"><b class="a" style="top:0">style="x"</b>')
    '<td data-style="left:0"><b class="a" data-style="top:0">style="x"</b>'
    """
    return STYLE.sub(r'\1 data-style="\2"', html)


def rules(pages: list[str]) -> str:
    """Return the rules for what pages say; an element's own style counts as much as an id.

    Examples
    --------
    >>> print(rules(['<p data-style="left:0">', '<p data-style="left:0">']), end="")
    [data-style="left:0"]:not(#_){left:0}
    """
    said = sorted({text for page in pages for text in MOVED.findall(page)})
    return "".join(f'[data-style="{text}"]:not(#_){{{text}}}\n' for text in said)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.format != "html":
        return
    out = Path(app.outdir)
    pages = []
    for path in files_of(out):
        if path.suffix == ".html":
            html = path.read_text(encoding="utf-8")
            pages.append(moved(html))
            if pages[-1] != html:
                path.write_text(pages[-1], encoding="utf-8")
    (out / "_static" / EXTRA).write_text(rules(pages), encoding="utf-8")


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.connect("build-finished", _finish, priority=890)  # before the one sheet is made
    return {"parallel_read_safe": True, "parallel_write_safe": True}
