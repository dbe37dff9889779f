"""Formulas as traits of widgets and in links: kept as they were typed, if they can be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import traitlets

from lecture_lib.expression import ExpressionError, Function, function_of
from lecture_lib.widgets.traits import Saved

__all__ = ["Typed", "TypedFunction"]


class Typed:
    """A text in a link that `parse` reads, or of which it raises an ExpressionError."""

    allowed_in_links = "a formula"

    def __init__(self, parse: Callable[[str], Any]) -> None:
        self.parse = parse

    def written(self, value: str) -> str:
        """Return the text."""
        return value

    def read(self, text: str) -> str:
        """Return the text, if the parser reads it."""
        try:
            self.parse(text)
        except ExpressionError as problem:
            raise ValueError(f"a formula that can be read ({problem})") from problem
        return text


class TypedFunction(Saved):
    """A function of given variables, as its text; a Python function of tensors becomes one.

    Examples
    --------
    >>> class Model(traitlets.HasTraits):
    ...     formula = TypedFunction("x^2", ["x"], "The function")
    >>> Model(formula=lambda x: x * x + 1).formula
    'x*x + 1'
    >>> Model(formula="x^")
    Traceback (most recent call last):
        ...
    traitlets.traitlets.TraitError: formula must be a function of x: column 3: a number, a name, a \
function or '(' is missing before the end of the line
    """

    def __init__(self, default: str, variables: Sequence[str], help: str) -> None:
        self.variables = list(variables)
        super().__init__(default, f"a function of {' and '.join(variables)}", help)

    def accepted(self, value: Any) -> str:
        """Return the text of a text, a Function, or a Python function."""
        if not (isinstance(value, str | Function) or callable(value)):
            raise ValueError
        return function_of(value, self.variables).text

    def validate(self, obj: Any, value: Any) -> Any:
        """Return the text, or raise a TraitError that says what cannot be read, and where."""
        try:
            return self.accepted(value)
        except (ValueError, TypeError) as problem:
            what = str(problem) or f"got {value!r}"
            message = f"{self.name} must be {self.allowed}: {what}"
            raise traitlets.TraitError(message) from problem

    @property
    def allowed_in_links(self) -> str:
        """What a link may say."""
        return Typed.allowed_in_links

    def read(self, text: str) -> str:
        """Return the text of a link, if it can be read."""
        return Typed(self.accepted).read(text)
