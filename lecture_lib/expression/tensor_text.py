"""A scalar graph of tensors, written as the text of an expression.

This is how `expression.from_tensor` takes over a graph that was built by plain Python arithmetic.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from ..autodiff import Tensor, topological_order
from .functions import CONSTANTS, FUNCTIONS, meant
from .notation import PLAIN, Piece, constant_piece
from .tokens import NAME, tokenize

__all__ = ["tensor_text"]

OPERATIONS = ("add", "sub", "mul", "div", "pow", "neg", *dict.fromkeys(FUNCTIONS.values()))
MAX_TENSORS = 1000


def tensor_text(result: Tensor) -> tuple[str, dict[str, float]]:
    """Return the text of the expression that computes `result`, and the values of its leaves.

    Parameters
    ----------
    result : Tensor
        A single number, not yet released by ``backward()``. Leaves that require a gradient or have
        a name are variables, other leaves are constants. Variables without a name are called x1,
        x2, ...; an unnamed result of an operation that is used twice is called v1, v2, ...

    Raises
    ------
    TypeError
        If `result` is no tensor, or an operation in the graph is none of expressions.
    ValueError
        If a tensor is not a single number, the graph is released or too large, a constant is not
        finite, or the names are not usable: each must be a name of expressions, and occur once.

    Examples
    --------
    >>> from lecture_lib.autodiff import sigmoid, variables
    >>> x1, w3, x3 = variables(x1=3.0, w3=0.5, x3=2.0)
    >>> tensor_text(x1 - 2 * sigmoid(w3 * x3))
    ('f = x1 - 2*sigmoid(w3*x3)', {'x1': 3.0, 'w3': 0.5, 'x3': 2.0})
    """
    if not isinstance(result, Tensor):
        raise TypeError(f"a tensor is needed, not {type(result).__name__}")
    if result.op is None:
        raise ValueError("the tensor is not the result of an operation on variables")
    order = topological_order(result)
    if len(order) > MAX_TENSORS:
        raise ValueError(f"the graph is too large; at most {MAX_TENSORS} tensors are allowed")
    for tensor in order:
        _check(tensor)
    names = _names(order)
    taken = frozenset(names.values())
    pieces: dict[int, Piece] = {}
    lines = []
    for tensor in order:
        name = names.get(id(tensor))
        if tensor.op is not None:
            piece = PLAIN.write(tensor.op, [pieces[id(parent)] for parent in tensor.parents])
            if name is not None:
                lines.append(f"{name} = {piece.text}")
        else:
            piece = constant_piece(tensor.item(), taken)
        pieces[id(tensor)] = piece if name is None else Piece(name)
    leaves = [tensor for tensor in order if _is_variable(tensor)]
    return "; ".join(lines), {names[id(leaf)]: leaf.item() for leaf in leaves}


def _is_variable(tensor: Tensor) -> bool:
    return tensor.op is None and (tensor.requires_grad or tensor.name is not None)


def _check(tensor: Tensor) -> None:
    if tensor.shape != ():
        raise ValueError(f"every tensor must be a single number; one has the shape {tensor.shape}")
    if tensor.op is None:
        if not _is_variable(tensor) and not math.isfinite(tensor.item()):
            raise ValueError(f"a constant must be finite; one is {tensor.item()}")
    elif tensor.op not in OPERATIONS:
        allowed = ", ".join(OPERATIONS)
        raise TypeError(f"the operation {tensor.op} is none of expressions; they are {allowed}")
    elif not tensor.parents:
        raise ValueError(
            "the graph was released by backward(); take the expression before that, or call "
            "backward(retain_graph=True)"
        )


def _names(order: list[Tensor]) -> dict[int, str]:
    """Return the names of the variables, of the tensors that have one, and of those in need."""
    result = order[-1]
    names: dict[int, str] = {}
    for tensor in order:
        if tensor.name is not None:
            names[id(tensor)] = _read_name(tensor.name, tensor.op is not None)
    twice = [name for name, count in Counter(names.values()).items() if count > 1]
    if twice:
        raise ValueError(f"two tensors are called {twice[0]}; every name may occur once")
    if id(result) not in names:
        if "f" in names.values():
            raise ValueError("a variable is called f; name the result, as in result.name = 'y'")
        names[id(result)] = "f"
    uses = Counter(id(parent) for tensor in order for parent in tensor.parents)
    unnamed = [tensor for tensor in order if id(tensor) not in names]
    _call(names, "x", (tensor for tensor in unnamed if _is_variable(tensor)))
    _call(names, "v", (tensor for tensor in unnamed if tensor.op and uses[id(tensor)] > 1))
    return names


def _call(names: dict[int, str], letter: str, tensors: Iterable[Tensor]) -> None:
    """Give the tensors the names x1, x2, ... that are not taken."""
    taken = set(names.values())
    number = 0
    for tensor in tensors:
        number += 1
        while f"{letter}{number}" in taken:
            number += 1
        names[id(tensor)] = f"{letter}{number}"


def _read_name(name: str, computed: bool) -> str:
    if not NAME.fullmatch(name):
        raise ValueError(f"{name!r} is no name of expressions; a name is letters, then digits")
    if name in FUNCTIONS:
        raise ValueError(f"{name} is a function; a tensor needs another name")
    read = str(tokenize(name)[0].value)
    if not computed and (read in CONSTANTS or meant(read)):
        question = meant(read) or f"{name} is a constant."
        raise ValueError(f"{question} A variable needs another name, such as x1")
    return read
