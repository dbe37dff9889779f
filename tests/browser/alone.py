"""A widget alone on a page of its own: no book around it, and whatever host the test names."""

import json

from kinds_of_widgets import make

from lecture_lib import widgets
from lecture_lib.widgets.alone import stylesheet
from lecture_lib.widgets.scripts import FOLDER, whole_script
from lecture_lib.widgets.static_page import page_element

PAGE = """<!doctype html>
<html lang="en" {html}>
<meta charset="utf-8"><title>{name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>body {{ margin: 16px; }}</style>
<style>{style}</style>
<body {body}>
{above}
{element}
{below}
<script>{bundle}</script>
<script>{host}</script>
"""


def page_with(name: str, *, html="", body="", above="", below="", state=None) -> str:
    """Return the HTML of a page with the widget called `name` on it.

    `html` and `body` are attributes of these elements, `above` and `below` stand around the widget,
    and `state` is what is different from the widget's first state.
    """
    whole = make(name).state() | (state or {})
    folder = getattr(widgets, name).folder
    return PAGE.format(
        name=name,
        html=html,
        body=body,
        above=above,
        below=below,
        element=page_element(name, json.loads(json.dumps(whole))),
        style=stylesheet(folder),
        bundle=whole_script(folder),
        host=(FOLDER / "static_host.js").read_text(encoding="utf-8"),
    )
