"""Texts of questions: sentences with ``$TeX$`` and `` `code` `` -> plain text, and what is drawn.

A drawn number, ``⟪2*w⟫``, may stand in a formula: it comes out as a number whose text is ``⟪2*w⟫``.
"""

import re
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import line_ends
import mathml
import plain_text
from formulas import AFTER, BEFORE

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
    >>> converted("Let $w$ be `0`")["shown"]
    ['Let ', ['span', {'class': 'formula'}, ['math', ['mi', 'w']]], ' be ', ['code', '0']]
    """
    words, *others = text.split("$")
    plain, shown = words.replace("`", ""), _with_code(words)
    for tex, following in zip(others[::2], others[1::2], strict=True):
        before, after = _neighbours(shown, following)
        if before:
            shown[-1] = shown[-1][: -len(before)]
        shown.append(["span", {"class": "formula"}, *_formula(tex, before, after)])
        shown += _with_code(following[len(after) :])
        plain += _numbered(plain_text.of(mathml.tree(_marked(tex))), tex)
        plain += following.replace("`", "")
    return {"plain": plain, "shown": [piece for piece in shown if piece]}


def _neighbours(shown: list[Any], following: str) -> tuple[str, str]:
    """Return what no line end parts from a formula, before it and after it."""
    leads = BEFORE.search(shown[-1]) if shown and isinstance(shown[-1], str) else None
    follows = AFTER.match(following)
    after = follows[0] if follows and "`" not in follows[0] else ""
    return leads[0] if leads else "", after


def _marked(tex: str) -> str:
    """Return TeX with a text in the place of each drawn number: its own place among them."""
    places = iter(range(len(DRAWN.findall(tex))))
    return DRAWN.sub(lambda _: rf"\text{{⟪{next(places)}⟫}}", tex)


def _numbered(text: str, tex: str) -> str:
    """Return a text with the drawn numbers of a formula in their places."""
    drawn = DRAWN.findall(tex)
    return MARK.sub(lambda found: f"⟪{drawn[int(found[1])]}⟫", text)


def _formula(tex: str, before: str, after: str) -> list[Any]:
    """Return the parts of a formula between which a line may end."""
    html = line_ends.markup(_marked(tex), before=before, after=after).replace("<wbr>", "<wbr/>")
    parts = ElementTree.fromstring(f"<span>{html}</span>")
    for element in parts.iter():
        if MARK.fullmatch(element.text or ""):
            element.tag, element.text = "mn", _numbered(element.text or "", tex)
    return _listed(parts)[1:]


def _with_code(words: str) -> list[Any]:
    pieces = enumerate(words.split("`"))
    return [["code", piece] if i % 2 else piece for i, piece in pieces if piece]


def _listed(element: Element) -> list[Any]:
    own: list[Any] = [dict(element.attrib)] if element.attrib else []
    text = [element.text] if element.text else []
    inside = [each for child in element for each in (_listed(child), child.tail) if each]
    return [element.tag, *own, *text, *inside]
