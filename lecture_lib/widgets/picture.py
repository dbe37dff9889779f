"""A widget as one picture that needs nothing: what a notebook shows where no widget can live.

The panels of the widget's still are placed in a single SVG file with their style, on white. It goes
into an ``<img>``: there its style changes nothing of the page around, and a viewer that cleans the
HTML of notebooks lets it pass. The sentence of the widget is its text for those who do not see it.
"""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape, unescape

ROOM = 800  # panels stand side by side up to this width, in pixels
GAP = 24.0

SVG_TAG = re.compile(r"<svg\b[^>]*>|</svg>")
PANEL = re.compile(
    r'<svg class="(?P<classes>(?:lw-plot|bs-picture)[^"]*)"[^>]*'
    r' viewBox="0 0 (?P<width>[\d.]+) (?P<height>[\d.]+)"[^>]*>'
)
TAG = re.compile(r'<[A-Za-z][^\s/>]*(?:\s+[^\s=/>]+(?:="[^"]*")?)*\s*/?>')
ATTRIBUTE = re.compile(r'\s+(?P<name>[^\s=/>"]+)(?P<value>="[^"]*")?')
# Of what is moved by hand, read aloud or translated: a picture has none of it.
FOR_HANDS = re.compile(r"tabindex|role|translate|aria-.*|data-.*")
VIEW = re.compile(r'<div class="(lw(?: [^"]*)?)"')
SAYS = re.compile(r'<(\w+)[^>]* aria-live="polite"[^>]*>(.*?)</\1>', re.S)
# The ground is white here, and what draws the picture may not know the newest CSS.
LIGHT_DARK = re.compile(r"light-dark\(([^(),]+),[^()]*\)")
COMMENT = re.compile(r"/\*.*?\*/\s*", re.S)


def image(still: str, style: str) -> str:
    """Return an ``<img>`` of a widget from the HTML of its still and its style."""
    data = b64encode(drawing(still, style).encode()).decode()
    said = SAYS.search(still)
    text = " ".join(unescape(re.sub(r"<[^>]*>", " ", said[2])).split()) if said else ""
    return f'<img alt="{escape(text)}" src="data:image/svg+xml;base64,{data}"/>'


def drawing(still: str, style: str) -> str:
    """Return the panels of a still as one SVG file with its own style."""
    shown = panels(still)
    places, width, height = arranged([(float(p["width"]), float(p["height"])) for p, _ in shown])
    drawn = "".join(
        # A group, as a style gives the panels of a page the width of their frame.
        f'<g class="{panel["classes"]}" transform="translate({x:g} {y:g})">{_bare(inside)}</g>'
        for (panel, inside), (x, y) in zip(shown, places, strict=True)
    )
    view = VIEW.search(still)
    if not view:
        raise ValueError("a still has an element of the class 'lw', and this one has none")
    light = LIGHT_DARK.sub(r"\1", COMMENT.sub("", style)).replace("]]>", "")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}" height="{height:g}"'
        f' viewBox="0 0 {width:g} {height:g}"><style><![CDATA[{light}]]></style>'
        f'<rect width="100%" height="100%" fill="#fff"/><g class="{view[1]}">{drawn}</g></svg>'
    )


def panels(still: str) -> list[tuple[re.Match[str], str]]:
    """Return the panels of a still, the first of each class: its opening tag and what is in it.

    A panel that a still holds for wide and for narrow pages is there twice, the wide one first.
    """
    found: dict[str, tuple[re.Match[str], str]] = {}
    depth = start = 0
    for tag in SVG_TAG.finditer(still):
        opens = tag[0] != "</svg>"
        if opens and depth == 0:
            start = tag.start()
        depth += 1 if opens else -1
        panel = PANEL.match(still, start)
        if depth == 0 and panel:
            found.setdefault(panel["classes"], (panel, still[panel.end() : tag.start()]))
    if not found:
        raise ValueError("a still has a panel of the class 'lw-plot', and this one has none")
    return list(found.values())


def arranged(sizes: list[tuple[float, float]]) -> tuple[list[tuple[float, float]], float, float]:
    """Return the places of panels of these sizes, and the width and height of them all.

    A panel stands below the one before it if their column gets no higher than the highest panel;
    else beside it if there is room, or below them all.

    Examples
    --------
    >>> arranged([(340, 300), (340, 124), (340, 424)])
    ([(24.0, 24.0), (24.0, 324.0), (388.0, 24.0)], 752.0, 472.0)
    >>> arranged([(656, 294), (656, 218)])
    ([(24.0, 24.0), (24.0, 342.0)], 704.0, 584.0)
    """
    highest = max(height for _, height in sizes)
    places: list[tuple[float, float]] = []
    left = top = below = right = bottom = GAP
    for width, height in sizes:
        if places and below + height > top + highest:
            if right + width > ROOM:
                right, top = GAP, bottom + GAP
            left, below = right, top
        places.append((left, below))
        below += height
        right, bottom = max(right, left + width + GAP), max(bottom, below)
    across = max(x + width for (x, _), (width, _) in zip(places, sizes, strict=True))
    return places, across + GAP, bottom + GAP


def _bare(drawn: str) -> str:
    """Return a piece of SVG without the attributes of a living widget, as XML."""

    def kept(attribute: re.Match[str]) -> str:
        # XML has no attribute without a value; those that HTML has here are for scripts.
        idle = FOR_HANDS.fullmatch(attribute["name"]) or not attribute["value"]
        return "" if idle else attribute[0]

    return TAG.sub(lambda tag: ATTRIBUTE.sub(kept, tag[0]), drawn)
