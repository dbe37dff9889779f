"""The functions and constants of expressions, from the one table that both languages read.

In ``functions.json`` a function has the name of its operation in `vjps.OPS`, and besides:

- ``spellings``: what may be typed; the first is the one of the canonical text.
- ``sign``: how formulas write it, if not by the first spelling; "|" stands around the operand.
- ``node``: how the picture of a graph writes it, if not by its sign.
- ``arguments``: how many, if not 1.
- ``derivative``: an expression of its operand a; or ``symbol``, where none says it, of its operand
  a and the other one b. Without either it is written with a prime, as tanh′(a).

A constant has spellings, a sign and its value. ``meant`` lists names that look like functions or
constants but are none, and what was probably meant. JavaScript reads the table in
``widgets/formula/functions.js``.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

__all__ = ["CONSTANTS", "FUNCTIONS", "FUNCTION_NAMES", "TABLE", "arity", "constant_sign", "meant"]

TABLE: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("functions.json").read_text(encoding="utf-8")
)

#: What may be typed: the operation that it is.
FUNCTIONS = {
    spelling: op for op, entry in TABLE["functions"].items() for spelling in entry["spellings"]
}

#: What may be typed: the number that it is.
CONSTANTS = {
    spelling: float(entry["value"])
    for entry in TABLE["constants"].values()
    for spelling in entry["spellings"]
}


def _listed() -> str:
    names = [
        first + "".join(f" (or {other})" for other in others)
        for first, *others in (entry["spellings"] for entry in TABLE["functions"].values())
    ]
    return f"{', '.join(names[:-1])} and {names[-1]}"


FUNCTION_NAMES = _listed()


def arity(op: str) -> int:
    """Return how many arguments a function takes."""
    return int(TABLE["functions"][op].get("arguments", 1))


def constant_sign(value: float, taken: frozenset[str] = frozenset()) -> str | None:
    """Return the name of a number that has one, unless the expression calls something else so.

    Examples
    --------
    >>> import math
    >>> constant_sign(math.pi), constant_sign(3.14), constant_sign(math.e, frozenset("e"))
    ('pi', None, None)
    """
    for name, entry in TABLE["constants"].items():
        if entry["value"] == value and name not in taken:
            return name
    return None


def meant(name: str) -> str | None:
    """Say what was probably meant by a name that looks like a function or a constant but is none.

    Returns
    -------
    str or None
        A question; None for any other name.

    Examples
    --------
    >>> meant("Pi"), meant("x")
    ('Did you mean the constant pi?', None)
    """
    if name in FUNCTIONS or name in CONSTANTS or not name.isascii():
        return None
    lower = name.lower()
    near = lower if lower in FUNCTIONS or lower in CONSTANTS else TABLE["meant"].get(lower, "")
    if near == "":
        return None
    if near is None:
        return f"Did you mean a function? {name} is none of those known here: {FUNCTION_NAMES}."
    kind = "function" if near in FUNCTIONS else "constant"
    return f"Did you mean the {kind} {near}?"
