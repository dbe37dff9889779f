"""Sums of products in Einstein's notation, made of the table's operations."""

from __future__ import annotations

from typing import Any

import numpy as np

from ..arguments import refuse
from .tensor import Tensor, apply
from .vjps import OPS

__all__ = ["einsum"]


def einsum(subscripts: str, *operands: Any) -> Any:
    """Multiply entries and add up over the letters that the result lacks: "ij,jk->ik" is a @ b.

    Parameters
    ----------
    subscripts : str
        A letter for each axis: of each operand, and of the result behind "->". Without a result,
        it has the letters that occur once, in the order of the alphabet.
    *operands : Tensor, float or array

    Returns
    -------
    Tensor, or float or array.

    Raises
    ------
    ValueError
        If letters and axes do not fit.

    Notes
    -----
    NumPy's and PyTorch's function, without the dots "...". Operands are joined from left to right,
    two at a time.

    Examples
    --------
    >>> einsum("ij,jk->ik", [[1.0, 2.0]], Tensor([[3.0], [4.0]]))
    Tensor([[11.]])
    >>> einsum("ii", [[1.0, 5.0], [5.0, 2.0]])
    3.0
    """
    if not isinstance(subscripts, str):
        refuse("subscripts", subscripts, "a text such as 'ij,jk->ik'", TypeError)
    tensors = [x if isinstance(x, Tensor) else Tensor(x) for x in operands]
    terms, result = _read(subscripts, tensors)
    pairs = [_diagonal(term, x) for term, x in zip(terms, tensors, strict=True)]
    own, tensor = pairs[0]
    for k, (other, x) in enumerate(pairs[1:], start=1):
        later = result + "".join(term for term, _ in pairs[k + 1 :])
        kept = "".join(letter for letter in dict.fromkeys(own + other) if letter in later)
        named = {"subscripts": f"{own},{other}->{kept}"}
        own, tensor = kept, apply(OPS["einsum"], (tensor, x), named)
    summed = tuple(i for i, letter in enumerate(own) if letter not in result)
    if summed:
        tensor = tensor.sum(axis=summed)
        own = "".join(letter for letter in own if letter in result)
    if own != result:
        tensor = tensor.transpose([own.index(letter) for letter in result])
    return tensor if any(isinstance(x, Tensor) for x in operands) else tensor._data


def _read(subscripts: str, operands: list[Tensor]) -> tuple[list[str], str]:
    """Return the letters of each operand and of the result, or say what does not fit."""
    left, arrow, result = subscripts.replace(" ", "").partition("->")
    terms = left.split(",")
    letters = "".join(terms)
    if not (letters + result + "a").isalpha() or not subscripts.isascii():
        raise ValueError(f"subscripts {subscripts!r} may have letters, commas and one -> only")
    if len(terms) != len(operands):
        raise ValueError(
            f"subscripts {subscripts!r} are for {len(terms)} operands, not for {len(operands)}"
        )
    if not arrow:
        result = "".join(sorted(letter for letter in set(letters) if letters.count(letter) == 1))
    if len(set(result)) < len(result) or not set(result) <= set(letters):
        raise ValueError(
            f"the result of {subscripts!r} must have letters of the operands, each once"
        )
    for i, (term, x) in enumerate(zip(terms, operands, strict=True)):
        if len(term) != x.ndim:
            raise ValueError(
                f"operand {i} of {subscripts!r} has {len(term)} letters, but the shape {x.shape}"
            )
    return terms, result


def _diagonal(term: str, x: Tensor) -> tuple[str, Tensor]:
    """Return the letters, each once, and the entries whose indices agree where letters do."""
    once = "".join(dict.fromkeys(term))
    if once == term:
        return term, x
    sizes = dict(zip(term, x.shape, strict=True))
    if any(sizes[letter] != size for letter, size in zip(term, x.shape, strict=True)):
        raise ValueError(f"axes that share a letter in {term!r} differ in length: {x.shape}")
    places = np.indices([sizes[letter] for letter in once])
    return once, x[tuple(places[once.index(letter)] for letter in term)]
