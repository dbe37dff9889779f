"""A widget on a page of its own, which it fills: one file with all in it, or one of a book.

Its state is in the address (`lecture_lib.widgets.links`), read by the scripts of the folder
``share``. The page needs no server and asks no other host for anything.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape
from typing import Any

from lecture_lib.widgets.scripts import FOLDER, script_of, shared_scripts
from lecture_lib.widgets.stills import can_draw, still

__all__ = ["HOST", "SHARE", "element", "one_file", "page", "scripts", "share_script", "stylesheet"]

HOST = "static_host.js"
SHARE = FOLDER / "share"

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<meta name="description" content="{description}">
{head}
</head>
<body class="lw-page">
<main>
<header><h1>{name}</h1>{beside}</header>
{element}
{below}
</main>
</body>
</html>
"""


def stylesheet(*folders: Any) -> str:
    """Return the style shared by all widgets followed by those in folders."""
    paths = [FOLDER / "shared" / "theme.css", *(folder / "style.css" for folder in folders)]
    return "".join(path.read_text(encoding="utf-8") for path in paths)


def element(kind: type[Any], state: dict[str, Any], *, waits: bool = False) -> str:
    """Return the HTML element that shows a widget's still picture and carries its state.

    Its scripts come when a reader comes near, if it `waits` on this page or on every one.
    """
    name = kind.__name__
    state = kind.page_state(state)
    text = json.dumps(state, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    drawn = still(name, kind.folder, text) if can_draw() else ""
    files = " ".join(f"{script}.js" for script in scripts(kind))
    later = f' data-scripts="{files}"' if waits or kind.waits else ""
    anchor = kind.anchor(state)
    named = f' id="{anchor}"' if anchor else ""
    # Between single quotes most of a JSON text stands as it is.
    state_text = escape(text, quote=False).replace("'", "&#39;")
    return (
        f'<div class="lecture-widget"{named} data-host="{escape(name)}"{later} '
        f"data-state='{state_text}'>{drawn}</div>"
    )


def scripts(kind: type[Any]) -> list[str]:
    """Return the names of the scripts that a widget needs, without the ``.js``, in their order."""
    return [*shared_scripts(kind.folder), kind.__name__]


def share_script(kinds: Iterable[type[Any]]) -> str:
    """Return the script of what is shared, which knows these widgets: first states and traits."""
    known = {
        kind.__name__: {
            "first": kind.led_by({}).state(),
            "traits": json.loads((kind.folder / "traits.json").read_text(encoding="utf-8")),
        }
        for kind in kinds
    }
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return f"{script_of(SHARE)}Object.assign(Share.known,{text});Share.begin();\n"


def page(widget: Any, head: str, *, title: str = "", beside: str = "", below: str = "") -> str:
    """Return the page of a widget in its state.

    Parameters
    ----------
    widget : LectureWidget
        What stands on the page.
    head : str
        The HTML of its styles and scripts: those of all widgets, its own, those of the folder
        ``share``, and at last the host.
    title : str, optional
        What a browser calls the page; the widget's name if left out.
    beside, below : str, optional
        HTML beside the name and below the widget.
    """
    kind = widget.kind()
    name = kind.__name__
    about = (kind.__doc__ or name).partition("\n")[0]
    return PAGE.format(
        title=escape(title or name),
        description=escape(about),
        head=head,
        name=name,
        beside=beside,
        element=element(kind, widget.state()),
        below=below,
    )


def one_file(widget: Any) -> str:
    """Return the page of a widget with everything that it needs in it."""
    kind = widget.kind()
    host = (FOLDER / HOST).read_text(encoding="utf-8")
    shared = shared_scripts(kind.folder) | shared_scripts(SHARE)
    texts = [*shared.values(), script_of(kind.folder), share_script([kind]), host]
    below = "".join(f"<script>{inside(text)}</script>\n" for text in texts)
    style = f"<style>{stylesheet(kind.folder, SHARE)}</style>"
    # Scripts stand in the body, below what they bring to life.
    return page(widget, style, below=below)


def inside(script: str) -> str:
    """Return a script that can stand in a page: no text in it ends it."""
    return script.replace("</script", "<\\/script").replace("<!--", "<\\!--")
