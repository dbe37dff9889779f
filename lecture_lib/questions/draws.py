"""What of a question is drawn: its numbers, and the order in which choices and items stand.

Everything is drawn by `Mulberry32` from the question's key, ``chapter/id``, the same in both
languages. The JavaScript twin is ``widgets/question/draws.js``.
"""

from __future__ import annotations

import re
from itertools import product
from typing import Any

from ..expression.formula import greek, parse_formula
from ..expression.notation import format_number
from ..mulberry32 import Mulberry32

__all__ = [
    "LETTERS",
    "count",
    "filled",
    "numbers",
    "right_orders",
    "seed_of",
    "shown_order",
    "value",
]

#: What names the options of a choice and the items of an order, as they stand.
LETTERS = "abcdefg"

_DRAWN = re.compile("⟪([^⟪⟫]*)⟫")


def seed_of(key: str) -> int:
    """Return the seed of a question: the FNV-1a hash of ``chapter/id``, 32 bits.

    Examples
    --------
    >>> seed_of("a")
    3826002220
    """
    seed = 2166136261
    for byte in key.encode():
        seed = ((seed ^ byte) * 16777619) & 0xFFFFFFFF
    return seed


def count(question: dict[str, Any]) -> int:
    """Return how many draws of its numbers there are; 1 if they do not vary."""
    total = 1
    for options in question.get("vary", {}).values():
        total *= len(options)
    return total


def numbers(question: dict[str, Any], key: str, draw: int) -> dict[str, float]:
    """Return the numbers of a draw by name.

    Draw 0 has the first of each list; the others come in random order, and none comes again before
    all have been seen.

    Examples
    --------
    >>> question = {"vary": {"w": [1, 2], "eta": [0.1, 0.5]}}
    >>> numbers(question, "momentum/two-steps", 0)
    {'eta': 0.1, 'w': 1.0}
    >>> numbers(question, "momentum/two-steps", 4) == numbers(question, "momentum/two-steps", 0)
    True
    """
    # By name: a saved state may have its names in another order than the file.
    vary = dict(sorted(question.get("vary", {}).items()))
    draw %= count(question)
    order = Mulberry32(seed_of(key)).permutation(count(question) - 1) if draw else []
    place = order[draw - 1] + 1 if draw else 0
    chosen = list(product(*vary.values()))[place]
    return dict(zip(vary, map(float, chosen), strict=True))


def value(expression: str | float, drawn: dict[str, float]) -> float:
    """Return the value of an expression over the drawn names, or of a number as it stands."""
    if not isinstance(expression, str):
        return float(expression)
    values = {greek(name): x for name, x in drawn.items()}
    return parse_formula(expression, list(values)).evaluate(values)[0]


def filled(text: str, drawn: dict[str, float]) -> str:
    """Return a text with the numbers of a draw in it.

    Examples
    --------
    >>> filled("w is ⟪w⟫, so 2w is ⟪2*w⟫", {"w": 0.5})
    'w is 0.5, so 2w is 1'
    """
    return _DRAWN.sub(lambda found: format_number(value(found[1], drawn)), text)


def shown_order(question: dict[str, Any], key: str) -> list[int]:
    """Return which option or item stands in each place when the question is asked.

    Options are shuffled unless their order means something; items until their order is not right.
    """
    size = len(question.get("options") or question.get("items", []))
    if question["kind"] == "choice" and question.get("keep_order"):
        return list(range(size))
    rng = Mulberry32(seed_of(key))
    order = rng.permutation(size)
    while question["kind"] == "order" and order in right_orders(question):
        order = rng.permutation(size)
    return order


def right_orders(question: dict[str, Any]) -> list[list[int]]:
    """Return all right orders of the items, the one of the book first."""
    return [list(range(len(question["items"]))), *question.get("accept", [])]
