"""Functions of given names: typed, or computed by a Python function, with exact derivatives.

What may be typed says `function_parser`. The JavaScript twin is ``widgets/formula/compiled.js``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import refuse
from ..autodiff import Tensor, variables
from ..autodiff.ieee import quietly
from ..problems.problem import Problem, point
from ..signatures import Numbers, checked
from .expression import from_tensor
from .formula import Formula, greek
from .function_parser import FunctionParser
from .functions import CONSTANTS, FUNCTIONS
from .jets import jets
from .notation import exact_number
from .tokens import NAME, tokenize

__all__ = ["Function", "function_of", "parse_function"]

#: Operations with a kink where the operand is 0, or where both are equal.
KINKED = ("abs", "relu", "maximum", "minimum")
#: Where a Python function and the formula that was taken from it are compared.
TRIED = ((0.7, -1.3, 0.4), (-0.6, 1.1, 2.3), (2.9, 0.2, -0.8), (-3.7, -2.1, 1.7), (0.05, 4.3, -5.2))


@dataclass(frozen=True)
class Function:
    """f(x), f(x, y): its value, gradient and Hessian at one point or at many.

    The derivatives are exact, by `jets`. Where the value is undefined, NaN, they are, too. At a
    kink they are those of `autodiff`: 0 for abs and relu, half of both sides for max and min; which
    points these are, `at_kink` says.

    Attributes
    ----------
    text : str
        What was typed; functions are equal if their formulas are.
    names : tuple of str
        The variables. The formula need not use them all: then the derivative is 0.
    formula : Formula

    Examples
    --------
    >>> f = parse_function("x^2 + sin(x*y)", ["x", "y"])
    >>> f.value([1.0, 0.0]), f.gradient([1.0, 0.0]).tolist(), f.hessian([1.0, 0.0]).tolist()
    (1.0, [2.0, 1.0], [[2.0, 1.0], [1.0, 0.0]])
    >>> f.value([[1.0, 0.0], [2.0, 0.0], [3.0, 0.0]])
    array([1., 4., 9.])
    """

    text: str = field(compare=False)
    names: tuple[str, ...]
    formula: Formula

    @checked
    def value(self, w: Numbers) -> Any:
        """Return f: w of shape (..., n) to shape (...), a float for one point."""
        return self._derivatives(w, 0)

    @checked
    def gradient(self, w: Numbers) -> np.ndarray:
        """Return all partial derivatives: w of shape (..., n) to the same shape."""
        parts: np.ndarray = self._derivatives(w, 1)
        return parts

    @checked
    def hessian(self, w: Numbers) -> np.ndarray:
        """Return all second derivatives: w of shape (..., n) to shape (..., n, n)."""
        n = len(self.names)
        upper = self._derivatives(w, 2)
        pairs = [(i, j) for i in range(n) for j in range(i, n)]
        place = {pair: k for k, pair in enumerate(pairs)}
        rows = [[place[min(i, j), max(i, j)] for j in range(n)] for i in range(n)]
        full: np.ndarray = upper[..., rows]
        return full

    @checked
    def at_kink(self, w: Numbers) -> Any:
        """Whether abs, relu, max or min has its kink there: (..., n) to (...).

        There the derivative is a convention, and f may have none.

        Examples
        --------
        >>> parse_function("max(x, 1) + x^2", ["x"]).at_kink([[0.0], [1.0], [2.0]])
        array([False,  True, False])
        """
        coordinates, shape = self._coordinates(w)
        known = quietly(jets, self.formula.nodes, coordinates, self.names, 1)
        found = np.zeros(shape, dtype=bool)
        for node in self.formula.nodes:
            if node.op not in KINKED or len(set(node.args)) < len(node.args):
                continue
            operands = [known[arg] for arg in node.args]
            if all(part is None for jet in operands for part in jet.first):
                continue
            found |= operands[0].value == (operands[1].value if len(operands) > 1 else 0.0)
        return found if shape else bool(found)

    @checked
    def problem(
        self,
        start: ArrayLike | None = None,
        *,
        name: str | None = None,
        L: float = math.nan,
        mu: float | None = None,
        f_star: float = math.nan,
        w_star: ArrayLike | None = None,
    ) -> Problem:
        """Return the problem to minimise f, with the constants that the caller knows.

        Parameters
        ----------
        start : array_like of shape (n,), optional
            The origin if left out.
        name : str, optional
            The text if left out.
        L, f_star : float, optional
            NaN, not known, if left out.
        mu : float, optional
            If left out, nothing is claimed: the problem is not called convex.
        w_star : array_like of shape (n,), optional

        Examples
        --------
        >>> from lecture_lib.descent import gradient_descent
        >>> bowl = parse_function("(x - 1)^2", ["x"]).problem(start=[3.0])
        >>> gradient_descent(bowl, step_size=0.25, steps=2).iterates.tolist()
        [[3.0], [2.0], [1.5]]
        """
        n = len(self.names)
        return Problem(
            name=self.text if name is None else name,
            dimension=n,
            value=self.value,
            gradient=self.gradient,
            hessian=self.hessian,
            L=L,
            mu=mu,
            f_star=f_star,
            w_star=None if w_star is None else self._place("w_star", w_star),
            start=np.zeros(n) if start is None else self._place("start", start),
            partials=lambda *w: tuple(self.gradient(list(w)).tolist()),
        )

    def _place(self, name: str, value: Any) -> np.ndarray:
        found = np.asarray(value, dtype=float)
        if found.shape != (len(self.names),):
            refuse(name, value, f"{len(self.names)} numbers, one for each variable")
        return found

    def _coordinates(self, w: Any) -> tuple[list[Any], tuple[int, ...]]:
        w = point(w, len(self.names))
        numbers = w.tolist() if w.ndim == 1 else list(np.moveaxis(w, -1, 0))
        return numbers, w.shape[:-1]

    def _derivatives(self, w: Any, order: int) -> Any:
        coordinates, shape = self._coordinates(w)
        jet = quietly(jets, self.formula.nodes, coordinates, self.names, order)[self.formula.result]
        if order == 0:
            return np.broadcast_to(jet.value, shape).copy() if shape else float(jet.value)
        parts = [0.0 if part is None else part for part in (jet.first, jet.second)[order - 1]]
        full = np.stack([np.broadcast_to(part, shape) for part in parts], axis=-1)
        full[np.broadcast_to(np.isnan(jet.value), shape)] = math.nan
        return full + 0.0  # no -0

    def __str__(self) -> str:
        return self.text


@checked
def parse_function(text: str, names: Sequence[str] = ("x",)) -> Function:
    """Return the function of these variables that `text` is.

    Parameters
    ----------
    text : str
        A formula, perhaps after definitions that end with ``;`` or a new line: ``x^2``,
        ``f(x, y) = x^2 + y^2``, ``u = x - 1; u^2 + u*y``.
    names : sequence of str, optional
        The variables.

    Raises
    ------
    ExpressionError
        If it is none: where, what was wrong, and what is allowed or was probably meant.
    ValueError
        If a variable has no name that expressions know.

    Examples
    --------
    >>> parse_function("3").gradient([2.0]).tolist()
    [0.0]
    >>> parse_function("sinx")
    Traceback (most recent call last):
        ...
    lecture_lib.expression.tokens.ExpressionError: column 1: Did you mean sin(x)?
    """
    known = tuple(greek(name) for name in names)
    for name in names:
        if not NAME.fullmatch(name) or name in FUNCTIONS or name in CONSTANTS:
            refuse("names", name, "letters, then digits, and no function or constant")
    if not known or len(set(known)) < len(known):
        refuse("names", names, "one name or more, each once")
    return Function(text, known, FunctionParser(tokenize(text), known).function())


@checked
def function_of(source: Any, names: Sequence[str] = ("x",)) -> Function:
    """Return a function from its text, or from a Python function that computes with tensors.

    Parameters
    ----------
    source : str, Function or callable
        A text for `parse_function`, or a function of as many tensors as there are names.
    names : sequence of str, optional
        The variables.

    Raises
    ------
    ExpressionError, ValueError
        As `parse_function`.
    TypeError, ValueError
        If the callable does not return a tensor or a number, or what it computes is no expression,
        as where it chooses between two formulas by an ``if``; see `expression.from_tensor`.

    Examples
    --------
    >>> from lecture_lib import autodiff
    >>> f = function_of(lambda x, y: x * x + autodiff.sin(x * y), ["x", "y"])
    >>> f.text, f.gradient([1.0, 0.0]).tolist()
    ('x*x + sin(x*y)', [2.0, 1.0])
    """
    if isinstance(source, Function):
        return parse_function(source.text, names)
    if isinstance(source, str):
        return parse_function(source, names)
    if not callable(source):
        refuse("source", source, "a text, or a function of tensors", TypeError)
    found = parse_function(_text_of(_computed(source, names, TRIED[0])), names)
    for numbers in TRIED:
        expected = _computed(source, names, numbers)
        expected = expected.item() if isinstance(expected, Tensor) else float(expected)
        value = found.value(_spread(numbers, len(names)))
        if not np.allclose(value, expected, rtol=1e-9, atol=1e-12, equal_nan=True):
            place = zip(names, _spread(numbers, len(names)), strict=True)
            where = ", ".join(f"{name} = {x:g}" for name, x in place)
            raise ValueError(
                f"the function is not one formula: where {where} it computes something else than "
                f"{found.text}; instead of if, use abs, maximum or minimum of lecture_lib.autodiff"
            )
    return found


def _spread(numbers: Sequence[float], count: int) -> list[float]:
    return [numbers[i % len(numbers)] for i in range(count)]


def _computed(source: Callable[..., Any], names: Sequence[str], numbers: Sequence[float]) -> Any:
    """Return what a Python function makes of tensors with these values."""
    leaves = variables(**dict(zip(names, _spread(numbers, len(names)), strict=True)))
    result = source(*leaves)
    if isinstance(result, bool) or not isinstance(result, Tensor | float | int | np.number):
        refuse("source", result, "a function that returns a tensor, or a number", TypeError)
    return result


def _text_of(result: Any) -> str:
    if not isinstance(result, Tensor):
        return exact_number(float(result))
    if result.op is None:
        return str(result.name) if result.requires_grad else exact_number(result.item())
    return str(from_tensor(result)[0])
