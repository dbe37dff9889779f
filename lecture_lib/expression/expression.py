"""Expressions: text or tensors -> a graph that can be evaluated, stepped through and written.

``parse("x1 - sigmoid(w3*x3)")`` and ``parse("x₁ − σ(w₃x₃)")`` give the same graph; the grammar
stands in `grammar`. The JavaScript twin is ``widgets/backprop_stepper/expression.js``.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import reduce
from numbers import Real
from typing import Any

from .. import autodiff
from ..autodiff import Tensor
from ..autodiff.vjps import OPS
from ..signatures import checked
from .functions import TABLE
from .grammar import Node
from .notation import PLAIN, Piece, constant_piece
from .program import parse_nodes
from .tensor_text import tensor_text
from .tokens import ExpressionError

__all__ = ["Expression", "ExpressionError", "Node", "from_tensor", "parse"]

_ON_TENSORS: dict[str, Callable[..., Any]] = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
    "pow": operator.pow,
    "neg": operator.neg,
    **{op: getattr(autodiff, op) for op in TABLE["functions"]},
}


@dataclass(frozen=True)
class Expression:
    """The graph of an expression.

    Attributes
    ----------
    nodes : tuple of Node
        In the order of evaluation; a leaf stands where it is first met. The last one is the output.
    text : str
        What was parsed. ``str(expression)`` is the canonical text, which parses to an equal
        expression; expressions are equal if their nodes are.

    Examples
    --------
    >>> e = parse("x₁ − σ(w₃x₃)")
    >>> str(e), e.leaves
    ('x1 - sigmoid(w3*x3)', ('x1', 'w3', 'x3'))
    >>> e.evaluate({"x1": 3.0, "w3": 0.0, "x3": 2.0})
    [3.0, 0.0, 2.0, 0.0, 0.5, 2.5]
    """

    nodes: tuple[Node, ...]
    text: str = field(compare=False)

    @property
    def leaves(self) -> tuple[str, ...]:
        """The names of the variables, in the order of their first appearance."""
        return tuple(node.name for node in self.nodes if node.op == "leaf" and node.name)

    @checked
    def index(self, name: str) -> int:
        """Return the index of the node with this name.

        Raises
        ------
        ValueError
            If no node has the name.
        """
        names = [node.name for node in self.nodes]
        if name not in names:
            known = ", ".join(known for known in names if known)
            raise ValueError(f"no node is called {name}; the names are {known}")
        return names.index(name)

    @checked
    def evaluate(self, values: Mapping[str, float]) -> list[float]:
        """Return the value of every node.

        Parameters
        ----------
        values : mapping of str to float
            One number for each leaf, infinities and NaN included.

        Raises
        ------
        ValueError
            If the value of a leaf is missing, or a name is no leaf.
        TypeError
            If a value is not a real number.
        """
        leaf_values = self._checked(values)
        result: list[float] = []
        for node in self.nodes:
            operands = [result[arg] for arg in node.args]
            if node.value is not None:
                result.append(node.value)
            elif not node.args:
                result.append(leaf_values[str(node.name)])
            elif node.op == "add":
                result.append(reduce(OPS["add"].forward, operands))
            else:
                result.append(OPS[node.op].forward(*operands))
        return result

    @checked
    def build(self, values: Mapping[str, float]) -> Tensor:
        """Return the output as a tensor, computed by `autodiff` from leaves that carry the names.

        Raises
        ------
        ValueError, TypeError
            As `evaluate`.

        Examples
        --------
        >>> f = parse("x2 = x3 + x5 + x4; f = x1 - x2").build(dict(x1=3, x3=1, x5=1, x4=1))
        >>> f.name, f.item(), f.parents[1].name
        ('f', 0.0, 'x2')
        """
        leaf_values = self._checked(values)
        result: list[Tensor] = []
        for node in self.nodes:
            operands = [result[arg] for arg in node.args]
            if node.value is not None:
                tensor = Tensor(node.value)
            elif not node.args:
                tensor = Tensor(leaf_values[str(node.name)], requires_grad=True)
            elif node.op == "add":
                tensor = reduce(operator.add, operands)
            else:
                tensor = _ON_TENSORS[node.op](*operands)
            tensor.name = node.name
            result.append(tensor)
        return result[-1]

    def _checked(self, values: Mapping[str, float]) -> dict[str, float]:
        needed = ", ".join(self.leaves)
        for name in values:
            if name not in self.leaves:
                raise ValueError(
                    f"{name} is no variable of the expression; its variables are {needed}"
                )
        for name in self.leaves:
            if name not in values:
                raise ValueError(f"the value of {name} is missing; needed are {needed}")
            if not isinstance(values[name], Real) or isinstance(values[name], bool):
                raise TypeError(f"the value of {name} is not a number")
        return {name: float(values[name]) for name in self.leaves}

    def __str__(self) -> str:
        taken = frozenset(node.name for node in self.nodes if node.name)
        pieces: list[Piece] = []
        lines = []
        for node in self.nodes:
            if node.value is not None:
                pieces.append(constant_piece(node.value, taken))
            elif not node.args:
                pieces.append(Piece(str(node.name)))
            else:
                piece = PLAIN.write(node.op, [pieces[arg] for arg in node.args])
                pieces.append(Piece(node.name) if node.name else piece)
                if node.name:
                    lines.append(f"{node.name} = {piece.text}")
        return "; ".join(lines) if len(lines) > 1 else lines[0].removeprefix("f = ")


@checked
def parse(text: str) -> Expression:
    """Return the graph of the expression that `text` is.

    Parameters
    ----------
    text : str
        One expression, or definitions that end with ``;`` or a new line, the last one being the
        result: ``"net2 = w3*x3 + w4*x4; x2 = sigmoid(net2); f = x1 - x2"``.

    Raises
    ------
    ExpressionError
        If `text` is anything else; the message says where, what was wrong and what is allowed.

    Examples
    --------
    >>> parse("x_1 − 2x₂²") == parse("x1 - 2*x2^2")
    True
    >>> parse("x1 - sine(x2)")
    Traceback (most recent call last):
        ...
    lecture_lib.expression.tokens.ExpressionError: column 6: Did you mean the function sin? A \
variable needs another name, such as x1
    """
    return Expression(parse_nodes(text), text)


@checked
def from_tensor(result: Tensor) -> tuple[Expression, dict[str, float]]:
    """Return the expression that computes a tensor, and the values of its leaves.

    Parameters
    ----------
    result : Tensor
        A single number built by plain Python arithmetic, not yet released by ``backward()``.
        Leaves that require a gradient or have a name are variables, other leaves are constants.
        Variables without a name are called x1, x2, ...; an unnamed result of an operation that is
        used twice is called v1, v2, ...

    Raises
    ------
    TypeError, ValueError
        If the graph holds anything that an expression does not: see `tensor_text.tensor_text`.

    Notes
    -----
    ``from_tensor(e.build(values))`` gives back ``(e, values)``, with two exceptions: definitions
    that do not need each other may come back in another order, and a part that is made of numbers
    alone comes back as one number, because autodiff does not record it.

    Examples
    --------
    >>> from lecture_lib.autodiff import variables
    >>> x1, x2 = variables(x1=3.0, x2=2.0)
    >>> expression, values = from_tensor(x1 - x2 * x2)
    >>> str(expression), values
    ('x1 - x2*x2', {'x1': 3.0, 'x2': 2.0})
    """
    text, values = tensor_text(result)
    return parse(text), values
