"""What a browser's translator must leave as it is carries ``translate="no"``.

Sphinx marks code and output with the class ``notranslate``, which not every translator knows, and
the signatures of the reference not at all.
"""

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

MARKED = re.compile(r'(<\w+ [^>]*?class="[^"]*\b(?:notranslate|sig-object)\b[^"]*")(?! translate=)')


def untranslated(html: str) -> str:
    """Return a page's text in which all code says that it is not to be translated.

    Examples
    --------
    >>> untranslated('<p>The <code class="literal notranslate">mean</code>')
    '<p>The <code class="literal notranslate" translate="no">mean</code>'
    """
    return MARKED.sub(r'\1 translate="no"', html)


def _mark_page(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if "body" in context:
        context["body"] = untranslated(context["body"])


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.connect("html-page-context", _mark_page)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
