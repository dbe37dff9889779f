"""How the expression of a stepper stands in a link."""

from __future__ import annotations

from lecture_lib.expression import ExpressionError, parse


class Typed:
    """An expression in a link."""

    allowed_in_links = "a formula"

    def written(self, value: str) -> str:
        """Return the text of the expression."""
        return value

    def read(self, text: str) -> str:
        """Return the text, if the parser reads it."""
        try:
            parse(text)
        except ExpressionError as problem:
            raise ValueError(f"a formula that can be read ({problem})") from problem
        return text
