"""What has the class ``dropdown`` is folded: a native ``<details>``, made when the book is built.

Its title becomes the line that is seen. No script is needed to unfold it.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

OPENING = re.compile(r'<div class="(?=[^"]*\badmonition\b)[^"]*\bdropdown\b[^"]*"[^>]*>\s*')
TITLE = re.compile(r'<p class="admonition-title">(.*?)</p>', re.DOTALL)
DIVISION = re.compile(r"<(/?)div\b")
LINK = re.compile(r"</?a\b[^>]*>")


def fold(html: str) -> str:
    """Return a page's text with its dropdowns folded, the inner ones first."""
    for opening in reversed(list(OPENING.finditer(html))):
        start = opening.end()
        end = end_of_division(html, start)
        title = TITLE.match(html, start, end)
        if not title:
            raise ExtensionError(f"a dropdown has no title: {html[start : start + 80]!r}")
        # A press on the line unfolds it, and leads nowhere else.
        summary = f'<summary class="admonition-title">{LINK.sub("", title[1])}</summary>'
        folded = f"<details>{summary}{html[title.end() : end]}</details>"
        html = html[:start] + folded + html[end:]
    return html


def end_of_division(html: str, start: int) -> int:
    """Return where the ``<div>`` ends whose content begins at `start`."""
    depth = 1
    for tag in DIVISION.finditer(html, start):
        depth += -1 if tag[1] else 1
        if depth == 0:
            return tag.start()
    raise ExtensionError(f"a dropdown has no end: {html[start : start + 80]!r}")


def _fold_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if "body" in context:
        context["body"] = fold(context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.connect("html-page-context", _fold_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
