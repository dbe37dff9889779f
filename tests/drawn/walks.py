"""Walks: what a reader may do with a widget, one thing after the other, and what is then shown."""

import random
import re
from dataclasses import dataclass
from functools import cache

from kinds_of_widgets import make
from living import Living

from lecture_lib import widgets
from lecture_lib.widgets.alone import stylesheet

LENGTH = 90
WIDTHS = (1280, 340)
RULE = re.compile(r"([^{}]+)\{[^{}]*\}")
# What stands around a widget, and what a pointer or a key does to it, is not on this page.
ELSEWHERE = re.compile(
    r"vscode|bd-content|cell_output|jp-|data-jp|data-theme|lecture-widget|\.dark|\.light|:root|"
    r"^html|^body|@|lw-beside|lw-large|:fullscreen|:popover|marimo|:host"
)
STATES = re.compile(r"::?[a-z-]+(\([^()]*(\([^()]*\)[^()]*)*\))?")


@dataclass
class Sight:
    """What was there after a deed."""

    deed: list
    state: dict
    shown: str
    said: str
    wrong: list
    classes: set
    found: set


def selectors(name):
    """Return the selectors of a widget's style, without what depends on a pointer."""
    css = re.sub(r"/\*.*?\*/", "", stylesheet(getattr(widgets, name).folder), flags=re.S)
    found = set()
    for rule in RULE.findall(re.sub(r"@(media|supports|container)[^{]*\{", "", css)):
        for one in STATES.sub("", rule.rsplit(";", 1)[-1]).split(","):
            if not ELSEWHERE.search(one):
                found.add(one.strip(" \n>+~"))
    return sorted(one for one in found if re.search(r"\.\w", one))


@cache
def walk(name, seed=0):
    """Let a reader do one thing after the other, each control as often as any other."""
    page, chance = Living(name), random.Random(f"{name} {seed}")
    page.run(f"(Math.random = () => {(seed + 1) / 10}, page.width = {WIDTHS[seed % 2]})")
    asked = selectors(name)
    page.bring(make(name).state())
    sights = []
    for _ in range(LENGTH):
        deeds = page.deeds()
        control = chance.choice(sorted({deed[3] for deed in deeds}))
        deed = chance.choice([one for one in deeds if one[3] == control])
        page.do(deed)
        sights.append(
            Sight(
                deed,
                page.state(),
                page.shown(),
                page.said(),
                page.run("[...hands.wrongMarkup(), ...hands.outside()]"),
                set(page.run("hands.classes()")),
                set(page.run(f"hands.matched({asked!r})")),
            )
        )
    page.close()
    return sights
