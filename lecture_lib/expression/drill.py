"""Graphs to practise on, drawn anew from a seed: by level, and always with readable numbers.

The shapes of each level stand in ``drills.json``, which both languages read: expressions in which
``[ + | - ]`` stands for one of the signs or names in it. The JavaScript twin is
``widgets/backprop_stepper/drill.js``: the same level and seed give the same graph there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..arguments import within
from ..mulberry32 import Mulberry32
from ..signatures import checked
from .expression import Expression, parse
from .functions import TABLE
from .trace import trace

__all__ = ["LEVELS", "draw", "is_readable"]

_DRILLS: dict[str, Any] = json.loads(
    Path(__file__).with_name("drills.json").read_text(encoding="utf-8")
)

#: What is new at each level, from level 1 on.
LEVELS: tuple[str, ...] = tuple(level["name"] for level in _DRILLS["levels"])


@checked
def draw(level: int, seed: int) -> tuple[Expression, dict[str, float]]:
    """Return an expression of a level and the values of its leaves, drawn by `seed`.

    Parameters
    ----------
    level : int
        From 1 to 5: one path, a branch, a function, a reused node, a layer.
    seed : int
        From 0 to 2**32 - 1. Seeds that follow each other give different shapes.

    Returns
    -------
    Expression, dict of str to float
        The leaves have different values, small integers, halves or quarters. `is_readable` holds.

    Raises
    ------
    TypeError, ValueError
        If `level` or `seed` is no integer in its range.

    Examples
    --------
    >>> expression, values = draw(level=4, seed=2)
    >>> str(expression), values
    ('x2 = w*x1; x3 = w*x2; f = x3 - y', {'w': 4.0, 'x1': -1.5, 'y': -2.0})
    """
    within("level", level, least=1, most=len(LEVELS))
    rng = Mulberry32(seed)
    shapes: list[str] = _DRILLS["levels"][level - 1]["shapes"]
    numbers: list[float] = _DRILLS["values"]

    def chosen(found: re.Match[str]) -> str:
        options = found[1].split("|")
        return options[rng.integers(len(options))]

    expression = parse(re.sub(r"\[(.*?)\]", chosen, shapes[seed % len(shapes)]))
    while True:
        places = rng.permutation(len(numbers))
        values = {leaf: float(numbers[places[i]]) for i, leaf in enumerate(expression.leaves)}
        if is_readable(expression, values):
            return expression, values


def is_readable(expression: Expression, values: Mapping[str, float]) -> bool:
    """Say whether every number of both passes is one to reckon with.

    All of them are from 0.05 to 50 in size, so that no gradient, local derivative or contribution
    is 0; only a value may be. A number that was not rounded has at most three significant digits.
    What stands under a function is at most 3 in size, so that no sigmoid is saturated. Not every
    leaf has the gradient 1 or -1.

    Parameters
    ----------
    expression : Expression
    values : mapping of str to float
        One number for each leaf.

    Examples
    --------
    >>> f = parse("x1*x2")
    >>> [is_readable(f, dict(x1=x1, x2=3.0)) for x1 in (2.0, 0.0, 17.0, 1.125)]
    [True, False, False, False]
    """
    result = trace(expression, values)
    numbers = [value for value in result.values if value != 0]
    for step in result.steps:
        numbers += [x for x in (step.local, step.contribution, step.total) if x is not None]
    under = [node.args[0] for node in expression.nodes if node.op in TABLE["functions"]]
    gradients = [result.gradients[expression.index(leaf)] for leaf in expression.leaves]
    return (
        all(map(_is_plain, numbers))
        and all(abs(result.values[node]) <= 3 for node in under)
        and not set(gradients) <= {1, -1}
    )


def _is_plain(x: float) -> bool:
    # What has few binary digits was not rounded, and would be written with all its decimals.
    is_short = x == float(f"{x:.3g}") or not (4096 * x).is_integer()
    return is_short and 0.05 <= abs(x) <= 50
