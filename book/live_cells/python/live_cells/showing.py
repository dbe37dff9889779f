"""Show a value: what it says of itself in the forms that a page can draw."""

import base64
import itertools
import json
import sys

from live_cells import figures, page

METHODS = {
    "text/html": "_repr_html_",
    "text/latex": "_repr_latex_",
    "image/svg+xml": "_repr_svg_",
    "image/png": "_repr_png_",
}
_counter = itertools.count(1)


def forms(value):
    """Return a value's forms by MIME type."""
    own = getattr(value, "_repr_mimebundle_", None)
    if own is not None and not isinstance(value, type):
        answer = own()
        bundle = answer[0] if isinstance(answer, tuple) else answer
        if bundle:
            return {kind: tidy(content) for kind, content in bundle.items()}
    bundle = {"text/plain": text(value)}
    if not isinstance(value, type):
        for kind, method in METHODS.items():
            content = getattr(value, method, lambda: None)()
            if content is not None:
                bundle[kind] = tidy(content)
        bundle |= getattr(value, "_repr_page_", dict)()  # what a value says to the page alone
    if figures.is_figure(value):
        bundle["image/png"] = figures.png(value)
    return bundle


def text(value):
    """Return the text of a value as a notebook prints it."""
    from IPython.lib.pretty import pretty

    return pretty(value)


def tidy(content):
    """Return what JSON can carry: bytes as base64."""
    if isinstance(content, tuple):  # with metadata
        content = content[0]
    return base64.b64encode(content).decode() if isinstance(content, bytes) else content


def show_value(value):
    """Show the value of an expression, and keep it as `_` (the hook of sys.displayhook)."""
    if value is None:
        return
    sys.stdout.flush()
    if not figures.is_shown_later(value):
        page.tell("display", data=json_able(forms(value)), result=True)
    import __main__

    __main__._ = value


def json_able(bundle):
    """Leave out what is no text and no JSON."""
    return json.loads(json.dumps(bundle, default=str))


class Handle:
    """What `display(..., display_id=True)` returns: it can be shown anew in its place."""

    def __init__(self, name):
        self.name = name

    def update(self, value, raw=False):
        """Show another value in the place of the first."""
        sys.stdout.flush()
        page.tell("update", id=self.name, data=json_able(value if raw else forms(value)))


def display(*values, raw=False, display_id=None, **_):
    """Show values, as in a notebook."""
    sys.stdout.flush()
    name = f"display-{next(_counter)}" if display_id is True else display_id
    for value in values:
        page.tell(
            "display",
            id=name,
            data=json_able(value if raw else forms(value)),
            result=False,
        )
    return Handle(name) if name else None
