"""Names, numbers and formulas as text: w₃, −0.3932, x₁ − σ(w₃x₃).

A piece of a formula is a text with a level, which says how tightly the text holds together; a
style joins pieces into larger ones and sets parentheses where they are needed. The JavaScript twin
is ``widgets/backprop_stepper/notation.js``: same functions, same strings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import isfinite, isnan
from typing import ClassVar, NamedTuple

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


def format_number(x: float) -> str:
    """Return `x` with four significant digits, ties away from zero.

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
    rounded = exact.quantize(Decimal((0, (1,), exact.adjusted() - 3)), ROUND_HALF_UP)
    mantissa, exponent = f"{rounded:.3e}".split("e")
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


def _group(piece: Piece, needed: int) -> str:
    return f"({piece.text})" if piece.level < needed else piece.text


class Style:
    """Joins pieces into plain text that the parser reads back: x1 - sigmoid(w3*x3)."""

    minus_sign: ClassVar[str] = "-"
    names: ClassVar[dict[str, str]] = {"maximum": "max"}

    def later(self, piece: Piece, needed: int) -> str:
        """Return the text of an operand that follows a sign."""
        return _group(piece, needed)

    def sum(self, parts: Sequence[Piece]) -> Piece:
        """Return a + b + c."""
        rest = [self.later(part, PRODUCT) for part in parts[1:]]
        return Piece(" + ".join([_group(parts[0], SUM), *rest]), SUM)

    def minus(self, a: Piece, b: Piece) -> Piece:
        """Return a - b."""
        return Piece(f"{_group(a, SUM)} {self.minus_sign} {self.later(b, PRODUCT)}", SUM)

    def times(self, a: Piece, b: Piece) -> Piece:
        """Return a b."""
        return Piece(f"{_group(a, PRODUCT)}*{self.later(b, NEGATIVE)}", PRODUCT)

    def over(self, a: Piece, b: Piece) -> Piece:
        """Return a / b."""
        return Piece(f"{_group(a, PRODUCT)}/{self.later(b, NEGATIVE)}", PRODUCT)

    def negative(self, a: Piece) -> Piece:
        """Return -a; -(2) is the negative of the number 2, while -2 is one number."""
        is_number = re.fullmatch(r"[0-9.]+(e.*)?", a.text)
        return Piece(f"-({a.text})" if is_number else f"-{_group(a, NEGATIVE)}", NEGATIVE)

    def power(self, a: Piece, b: Piece) -> Piece:
        """Return a to the power of b."""
        return Piece(f"{_group(a, ATOM)}^{self.later(b, NEGATIVE)}", POWER)

    def call(self, op: str, args: Sequence[Piece]) -> Piece:
        """Return op(a, b)."""
        return Piece(f"{self.names.get(op, op)}({', '.join(arg.text for arg in args)})")

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


class PrettyStyle(Style):
    """Joins pieces into formulas for readers: x₁ − σ(w₃x₃)."""

    minus_sign = "−"
    names: ClassVar[dict[str, str]] = {
        "sigmoid": "σ",
        "relu": "ReLU",
        "sqrt": "√",
        "maximum": "max",
    }

    def later(self, piece: Piece, needed: int) -> str:
        """Return the operand; no minus sign follows another sign directly."""
        return f"({piece.text})" if piece.text.startswith("−") else _group(piece, needed)

    def times(self, a: Piece, b: Piece) -> Piece:
        """Return a b, with a sign if it could be taken for a name, a number or a call."""
        left, right = _group(a, PRODUCT), self.later(b, NEGATIVE)
        ends = re.fullmatch("[^/^×]*[0-9₀-₉⁰¹²³⁴-⁹)]", left)
        if right.startswith("("):
            begins = not re.search("[₀-₉]$", left)
        else:
            begins = not re.match(r"[0-9.\[∞]", right)
        return Piece(f"{left}{'' if ends and begins else ' × '}{right}", PRODUCT)

    def over(self, a: Piece, b: Piece) -> Piece:
        """Return a / b."""
        return Piece(f"{_group(a, PRODUCT)}/{self.later(b, POWER)}", PRODUCT)

    def negative(self, a: Piece) -> Piece:
        """Return -a."""
        return Piece(f"−{self.later(a, NEGATIVE)}", NEGATIVE)

    def power(self, a: Piece, b: Piece) -> Piece:
        """Return a to the power of b, with raised digits for an integer."""
        if re.fullmatch("−?[0-9]+", b.text):
            return Piece(_group(a, ATOM) + superscript(b.text), POWER)
        return super().power(a, b)


class NumericStyle(PrettyStyle):
    """The same with numbers in the place of names: every product has its sign."""

    def times(self, a: Piece, b: Piece) -> Piece:
        """Return a × b."""
        return Piece(f"{_group(a, PRODUCT)} × {self.later(b, NEGATIVE)}", PRODUCT)

    def over(self, a: Piece, b: Piece) -> Piece:
        """Return a / b."""
        return Piece(f"{_group(a, PRODUCT)} / {self.later(b, POWER)}", PRODUCT)


PLAIN, PRETTY, NUMERIC = Style(), PrettyStyle(), NumericStyle()
