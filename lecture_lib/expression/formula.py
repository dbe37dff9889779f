"""Formulas in given names, and plain numbers: what a reader types as an answer.

The grammar is that of `grammar`; other than a program of `program`, a formula may be a number or a
name alone, and its names are given: any other name is asked about. A name before ``=`` at the start
is stepped over, and Greek letters may be spelled out, as in eta1. The JavaScript twin is
``widgets/formula/formula.js``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import reduce

from ..autodiff.vjps import OPS
from .definitions import Definitions
from .functions import CONSTANTS, meant
from .grammar import Node
from .notation import pretty_name
from .tokens import Token, tokenize

__all__ = ["Formula", "greek", "parse_formula"]

#: Spelled letters that may be typed for Greek ones; pi is a number, and sigma a function.
GREEK = {
    unicodedata.name(letter).rpartition(" ")[2].lower().replace("lamda", "lambda"): letter
    for letter in "αβγδεηθκλμνρτφω"
}


@dataclass(frozen=True)
class Formula:
    """A formula that has been read.

    Attributes
    ----------
    nodes : tuple of Node
        In the order of evaluation, the value of the formula last but for unused names.
    result : int
        The node that is the formula's value.
    """

    nodes: tuple[Node, ...]
    result: int

    def evaluate(self, values: Mapping[str, float]) -> tuple[float, float]:
        """Return the value, and the largest size of any finite number on the way to it.

        The value is as IEEE arithmetic has it: NaN or infinite where the formula is undefined.

        Parameters
        ----------
        values : mapping of str to float
            A number for each name, Greek letters as such.

        Examples
        --------
        >>> parse_formula("1000 - 999.5*x", ["x"]).evaluate({"x": 1.0})
        (0.5, 1000.0)
        """
        found: list[float] = []
        for node in self.nodes:
            operands = [found[arg] for arg in node.args]
            if node.value is not None:
                found.append(node.value)
            elif not node.args:
                found.append(float(values[str(node.name)]))
            elif node.op == "add":
                found.append(reduce(OPS["add"].forward, operands))
            else:
                found.append(float(OPS[node.op].forward(*operands)))
        sizes = [abs(x) for x in found if abs(x) < float("inf")]
        return found[self.result], max(sizes, default=0.0)


def greek(name: str) -> str:
    """Return a name with its spelled Greek letter as such: eta1 -> η1."""
    letters = name.rstrip("0123456789")
    return GREEK.get(letters, letters) + name[len(letters) :]


class FormulaParser(Definitions):
    """Reads a formula in given names."""

    def __init__(self, tokens: list[Token], names: Sequence[str]) -> None:
        super().__init__(tokens)
        self.allowed = [greek(name) for name in names]

    def formula(self) -> Formula:
        """Read all of the text."""
        if self.token.kind == "name" and self.tokens[1].kind == "=":
            self.position = 2
        if self.token.kind == "end":
            self.fail("nothing is written yet")
        result = self.sum()
        if self.token.kind != "end":
            self.refuse()
        return Formula(tuple(self.nodes), result)

    def variable(self, start: Token) -> int:
        """Return the node of a name that is allowed."""
        name = greek(start.value)
        if name not in self.allowed and name not in CONSTANTS and name not in self.names:
            self.fail(self.question(name, start.typed), start)
        return super().variable(start._replace(value=name))

    def question(self, name: str, typed: str) -> str:
        """Say what was probably meant by a name that is not allowed."""
        if not self.allowed:
            return f"{typed} is a name; a number is asked for, such as 0.5, 3/4 or 2*exp(-1)"
        for known in self.allowed:
            if known.lower() == name.lower():
                return f"Did you mean {pretty_name(known)}?"
        parts = _split(name, self.allowed)
        if parts:
            return f"Did you mean {'*'.join(pretty_name(part) for part in parts)}?"
        other = meant(name)
        if other:
            return other
        return f"{typed} is {self.otherwise()}"

    def otherwise(self) -> str:
        """Say of a name that it is not allowed, and which are."""
        listed = ", ".join(pretty_name(known) for known in self.allowed)
        return f"no name of this question; its names are {listed}"


def _split(name: str, known: Sequence[str]) -> list[str] | None:
    """Return the known names that stand side by side in a longer one: wx -> w, x."""
    if not name:
        return []
    for first in known:
        if name.startswith(first):
            rest = _split(name[len(first) :], known)
            if rest is not None:
                return [first, *rest]
    return None


def parse_formula(text: str, names: Sequence[str] = ()) -> Formula:
    """Return the formula, in these names, that `text` is; without names, the number.

    Raises
    ------
    ExpressionError
        If it is none: where, what was wrong, and what is allowed or was probably meant.

    Examples
    --------
    >>> parse_formula("3/4").evaluate({})[0]
    0.75
    >>> parse_formula("w2 = (1 − eta)²w", ["w", "η"]).evaluate({"w": 4.0, "η": 0.5})[0]
    1.0
    >>> parse_formula("wx", ["w", "x"])
    Traceback (most recent call last):
        ...
    lecture_lib.expression.tokens.ExpressionError: column 1: Did you mean w*x?
    """
    if not isinstance(text, str):
        raise TypeError(f"a formula is a text such as 'x1 - x2', not {type(text).__name__}")
    return FormulaParser(tokenize(text), names).formula()
