"""Texts of questions: sentences with ``$TeX$`` and `` `code` `` -> plain text, and what is drawn.

A drawn number, ``⟪2*w⟫``, may stand in a formula: it comes out as a number whose text is ``⟪2*w⟫``.
"""

import re
from typing import Any
from xml.etree.ElementTree import Element

import mathml
import plain_text

DRAWN = re.compile("⟪([^⟪⟫]*)⟫")
MARK = re.compile("⟪([0-9]+)⟫")


def converted(text: str) -> dict[str, Any]:
    """Return a text in both forms, as `lecture_lib.questions.Text` describes them.

    Raises
    ------
    mathml.FormulaError
        If what stands between two $ is no formula.

    Examples
    --------
    >>> converted("Let $w = ⟪2*w⟫$.")["plain"]
    'Let w = ⟪2*w⟫.'
    >>> converted("Let $w$.")["shown"]
    ['Let ', ['math', ['mi', 'w']], '.']
    """
    plain, shown = "", []
    for i, part in enumerate(text.split("$")):
        if i % 2:
            tree = _formula(part)
            plain += plain_text.of(tree)
            shown.append(_listed(tree))
        else:
            plain += part.replace("`", "")
            shown += _with_code(part)
    return {"plain": plain, "shown": shown}


def _formula(tex: str) -> Element:
    """Return a formula; the converter reads a drawn number as a text, its place in their list."""
    drawn = DRAWN.findall(tex)
    places = iter(range(len(drawn)))
    tree = mathml.tree(DRAWN.sub(lambda found: rf"\text{{⟪{next(places)}⟫}}", tex))
    for element in tree.iter():
        if found := MARK.fullmatch(element.text or ""):
            element.tag, element.text = "mn", f"⟪{drawn[int(found[1])]}⟫"
    return tree


def _with_code(part: str) -> list[Any]:
    pieces = enumerate(part.split("`"))
    return [["code", piece] if i % 2 else piece for i, piece in pieces if piece]


def _listed(element: Element) -> list[Any]:
    own = [dict(element.attrib)] if element.attrib else []
    text = [element.text] if element.text else []
    return [element.tag, *own, *text, *map(_listed, element)]
