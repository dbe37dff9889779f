"""The tokens of an expression: numbers, names, signs; and the error that says what is allowed.

The JavaScript twin is ``widgets/formula/tokens.js``.
"""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any, NamedTuple, NoReturn

from .functions import FUNCTION_NAMES
from .notation import from_subscript, from_superscript

__all__ = ["ExpressionError", "Token", "tokenize"]

MAX_LENGTH = 20000
MAX_NAME = 20

SPACES = re.compile("[ \t\r\u00a0\u2009\u202f\u2061\u2062]+")
NUMBER = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+\-−–]?[0-9]+)?")
NAME = re.compile("√|([A-Za-zΑ-ΡΣ-Ωα-ωµϑϕϵ]+)(?:_?([0-9]+|[₀-₉]+))?")
RAISED = re.compile("⁻?[⁰¹²³⁴-⁹]+")
OPERATOR = re.compile(r"\*\*|[-+−–*·×⋅∗/÷∕^(),=;\n]")
MEANING = dict(zip("−–·×⋅∗÷∕\n", "--****//;", strict=True)) | {"**": "^"}
LETTERS = str.maketrans("µϑϕϵ", "μθφε")


class ExpressionError(ValueError):
    """A text that is no expression; the message says where, what was wrong and what is allowed.

    Attributes
    ----------
    column : int
        Where, in code points from 1.
    """

    def __init__(self, column: int, message: str) -> None:
        super().__init__(f"column {column}: {message}")
        self.column = column


class Token(NamedTuple):
    """A number, a name, a raised integer, a sign (kind is the sign itself), or the end."""

    kind: str
    typed: str
    column: int
    value: Any = None


def _describe(character: str) -> str:
    # What cannot be seen, such as a zero-width space that was pasted, has only its number.
    if ord(character) < 0xD800 and unicodedata.category(character)[0] in "LNPS":
        return f"'{character}'"
    return f"U+{ord(character):04X}"


def _refuse_character(character: str, column: int) -> NoReturn:
    messages = {
        "_": "'_' stands only between the letters and the number of a name, as in x_3",
        "⁻": "'⁻' needs raised digits after it, as in x⁻¹",
        ".": "'.' needs a digit beside it, as in 0.5",
    }
    if "₀" <= character <= "₉":
        raise ExpressionError(
            column, f"'{character}' stands only right after the letters of a name, as in x₃"
        )
    otherwise = (
        f"{_describe(character)} is not allowed; allowed are numbers, names such as x3 or w₃, "
        f"+ - * / ^ = ( ) , ; and the functions {FUNCTION_NAMES}"
    )
    raise ExpressionError(column, messages.get(character, otherwise))


def _read_number(text: str, typed: str, column: int) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ExpressionError(
            column, f"{typed} is too large for a floating-point number; the largest is 1.79e308"
        )
    if value == 0 and re.match("[0.]*[1-9]", typed):
        raise ExpressionError(
            column, f"{typed} is too small for a floating-point number; the smallest is 5e-324"
        )
    return value


def _read_name(found: re.Match[str], column: int) -> str:
    letters, digits = found.groups()
    if letters is None:
        return found[0]  # √
    name = letters.translate(LETTERS) + from_subscript(digits or "")
    if len(name) > MAX_NAME:
        raise ExpressionError(
            column, f"the name is too long; at most {MAX_NAME} letters and digits are allowed"
        )
    return name


def tokenize(text: str) -> list[Token]:
    """Return the tokens of `text`; the last one is its end.

    Raises
    ------
    ExpressionError
        At a character that is not allowed, a number that is no float, or a name or text that is
        too long.

    Examples
    --------
    >>> [token.kind for token in tokenize("w₃x₃ − 2²")]
    ['name', 'name', '-', 'number', 'raised', 'end']
    >>> tokenize("w₃")[0].value
    'w3'
    """
    if len(text) > MAX_LENGTH:
        raise ExpressionError(
            MAX_LENGTH + 1, f"the text is too long; at most {MAX_LENGTH} characters are allowed"
        )
    tokens = []
    start = 0
    while start < len(text):
        column = start + 1
        if found := SPACES.match(text, start):
            pass
        elif found := NUMBER.match(text, start):
            plain = re.sub("[−–]", "-", found[0])
            tokens.append(Token("number", found[0], column, _read_number(plain, found[0], column)))
        elif found := NAME.match(text, start):
            tokens.append(Token("name", found[0], column, _read_name(found, column)))
        elif found := RAISED.match(text, start):
            plain = from_superscript(found[0])
            tokens.append(Token("raised", found[0], column, _read_number(plain, found[0], column)))
        elif found := OPERATOR.match(text, start):
            tokens.append(Token(MEANING.get(found[0], found[0]), found[0], column))
        else:
            _refuse_character(text[start], column)
        start = found.end()
    tokens.append(Token("end", "", start + 1))
    return tokens
