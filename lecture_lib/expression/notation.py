"""Names, numbers and formulas as text: w₃, −0.3932, x₁ − σ(w₃x₃).

A piece of a formula is a text with a level, which says how tightly the text holds together; a
style joins pieces into larger ones and sets parentheses where they are needed. The JavaScript twin
is ``widgets/formula/notation.js``: same functions, same strings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite, isnan
from typing import NamedTuple

from .functions import TABLE, constant_sign

__all__ = ["exact_number", "format_number", "pretty_name", "pretty_number"]

_SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
_SUPERSCRIPTS = str.maketrans("-−0123456789", "⁻⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "+")
_FROM_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_FROM_SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")

SUM, PRODUCT, NEGATIVE, POWER, ATOM = 1, 2, 3, 4, 5


class Piece(NamedTuple):
    """A part of a formula, and how tightly it holds together: from SUM to ATOM."""

    text: str
    level: int = ATOM


def pretty_name(name: str) -> str:
    """Return the name as the lecture prints it.

    Examples
    --------
    >>> pretty_name("w3"), pretty_name("net12")
    ('w₃', 'net₁₂')
    """
    return name.translate(_SUBSCRIPTS)


def from_subscript(text: str) -> str:
    """Return the plain digits of subscripts: "₁₂" -> "12"."""
    return text.translate(_FROM_SUBSCRIPTS)


def superscript(text: str) -> str:
    """Return the integer, given as text, raised: "-12" -> "⁻¹²"."""
    return text.translate(_SUPERSCRIPTS)


def from_superscript(text: str) -> str:
    """Return the plain digits of a raised integer: "⁻¹²" -> "-12"."""
    return text.translate(_FROM_SUPERSCRIPTS)


def format_number(x: float, digits: int = 4) -> str:
    """Return `x` with four significant `digits`, ties away from zero.

    Below 1e-4 and from 1e6 on (after rounding) as 1.234×10⁻⁵; no trailing zeros; − is U+2212.

    Examples
    --------
    >>> [format_number(x) for x in (-0.39321, 2.0, 123456.0, 1e6, 1.2345e-5, float("-inf"))]
    ['−0.3932', '2', '123500', '1×10⁶', '1.234×10⁻⁵', '−∞']
    """
    if isnan(x):
        return "NaN"
    sign = "−" if x < 0 else ""
    if not isfinite(x):
        return f"{sign}∞"
    exact = Decimal(abs(x))  # the binary number itself, so that only true ties are ties
    rounded = exact.quantize(Decimal((0, (1,), exact.adjusted() - digits + 1)), ROUND_HALF_UP)
    mantissa, exponent = f"{rounded:.{digits - 1}e}".split("e")
    if -4 <= int(exponent) < 6:
        return sign + exact_number(float(rounded))
    return f"{sign}{exact_number(float(mantissa))}×10{superscript(exponent)}"


def exact_number(x: float) -> str:
    """Return `x` with every digit, in plain text that the parser reads back.

    As JavaScript writes it: no exponent from 1e-6 to below 1e21.

    Examples
    --------
    >>> [exact_number(x) for x in (2.0, -0.1, 1e-5, 1e20, 1.5e-7)]
    ['2', '-0.1', '0.00001', '100000000000000000000', '1.5e-7']
    """
    text = repr(x)
    if x == 0 or 1e-6 <= abs(x) < 1e21:
        return f"{Decimal(text):f}".removesuffix(".0")
    mantissa, exponent = text.split("e")
    return f"{mantissa}e{int(exponent):+d}"


def pretty_number(x: float) -> str:
    """Return `x` with every digit, for readers.

    Examples
    --------
    >>> pretty_number(-0.5), pretty_number(1.5e-7)
    ('−0.5', '1.5×10⁻⁷')
    """
    mantissa, _, exponent = exact_number(x).partition("e")
    if mantissa.startswith("-"):
        mantissa = f"−{mantissa[1:]}"
    return f"{mantissa}×10{superscript(exponent)}" if exponent else mantissa


def number_piece(text: str) -> Piece:
    """Return the piece for a number that is written so."""
    if text.startswith(("-", "−")):
        return Piece(text, NEGATIVE)
    return Piece(text, PRODUCT if "×" in text else ATOM)


def constant_piece(x: float, taken: frozenset[str] = frozenset()) -> Piece:
    """Return the piece for a number: its name if it has one that is not taken, else all digits."""
    name = constant_sign(x, taken)
    return Piece(name) if name else number_piece(exact_number(x))


def _group(piece: Piece, needed: int) -> str:
    return f"({piece.text})" if piece.level < needed else piece.text


class Style:
    """Joins pieces into plain text that the parser reads back: x1 - sigmoid(w3*x3)."""

    def sum(self, parts: Sequence[Piece]) -> Piece:
        """Return a + b + c."""
        rest = [_group(part, PRODUCT) for part in parts[1:]]
        return Piece(" + ".join([_group(parts[0], SUM), *rest]), SUM)

    def minus(self, a: Piece, b: Piece) -> Piece:
        """Return a - b."""
        return Piece(f"{_group(a, SUM)} - {_group(b, PRODUCT)}", SUM)

    def times(self, a: Piece, b: Piece) -> Piece:
        """Return a b."""
        return Piece(f"{_group(a, PRODUCT)}*{_group(b, NEGATIVE)}", PRODUCT)

    def over(self, a: Piece, b: Piece) -> Piece:
        """Return a / b."""
        return Piece(f"{_group(a, PRODUCT)}/{_group(b, NEGATIVE)}", PRODUCT)

    def negative(self, a: Piece) -> Piece:
        """Return -a; -(2) is the negative of the number 2, while -2 is one number."""
        is_number = re.fullmatch(r"[0-9.]+(e.*)?", a.text)
        return Piece(f"-({a.text})" if is_number else f"-{_group(a, NEGATIVE)}", NEGATIVE)

    def power(self, a: Piece, b: Piece) -> Piece:
        """Return a to the power of b."""
        return Piece(f"{_group(a, ATOM)}^{_group(b, NEGATIVE)}", POWER)

    def call(self, op: str, args: Sequence[Piece]) -> Piece:
        """Return op(a, b)."""
        name = TABLE["functions"][op]["spellings"][0]
        return Piece(f"{name}({', '.join(arg.text for arg in args)})")

    def write(self, op: str, args: Sequence[Piece]) -> Piece:
        """Return one operation, written with the pieces of its operands."""
        match op:
            case "add":
                return self.sum(args)
            case "sub":
                return self.minus(*args)
            case "mul":
                return self.times(*args)
            case "div":
                return self.over(*args)
            case "pow":
                return self.power(*args)
            case "neg":
                return self.negative(*args)
        return self.call(op, args)


PLAIN = Style()
