"""What a tensor computes from itself alone: methods with PyTorch's names.

Of each there is a function of the same name in `functional` or `unary`. An axis may be called
``axis`` or ``dim``, and axes may be kept by ``keepdims`` or ``keepdim``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from ..arguments import refuse
from .misfits import FAILURES, explain, place
from .value import Value, as_data

__all__ = ["Methods"]

PYTORCH = {"dim": "axis", "keepdim": "keepdims"}


def _named(method: Callable[..., Any]) -> Callable[..., Any]:
    """Let a method of an axis take PyTorch's names."""

    @functools.wraps(method)
    def function(self: Any, *args: Any, **named: Any) -> Any:
        for theirs, ours in PYTORCH.items():
            if theirs in named:
                if ours in named:
                    raise TypeError(f"{theirs} and {ours} are two names of the same: give one")
                named[ours] = named.pop(theirs)
        return method(self, *args, **named)

    return function


def _called(method: Callable[..., Any], name: str, doc: str) -> Callable[..., Any]:
    method.__name__ = method.__qualname__ = name
    method.__doc__ = doc
    return method


def _flag(keepdims: Any) -> Any:
    """Refuse what NumPy would take for True."""
    if type(keepdims) is not bool and not isinstance(keepdims, np.bool_):
        refuse("keepdims", keepdims, "True or False", TypeError)
    return keepdims


def _unary(name: str, formula: str) -> Callable[[Any], Any]:
    def method(self: Any) -> Any:
        return self._run(name)

    return _called(method, name, f"{formula}, entry by entry; see `{name}`.")


def _reduction(name: str, formula: str) -> Callable[..., Any]:
    def method(self: Any, axis: Any = None, keepdims: bool = False) -> Any:
        return self._run(name, axis=axis, keepdims=_flag(keepdims))

    doc = f"""{formula} over `axis`: an int, a tuple of ints, or None for all axes.

    With `keepdims`, the axes stay, with length 1.
    """
    return _named(_called(method, name, doc))


def _extreme(name: str, values: Callable[..., Any]) -> Callable[..., Any]:
    """Make max of amax, or min of amin: the same, but for PyTorch's max(dim=...)."""

    @functools.wraps(values)
    def method(self: Any, *args: Any, **named: Any) -> Any:
        if "dim" in named:
            raise TypeError(
                f"{name}(dim=...) has two results in PyTorch: call a{name}(dim=...) for the "
                f"values, or arg{name}(dim=...) for their places"
            )
        return values(self, *args, **named)

    return _called(method, name, str(values.__doc__))


def _spread(name: str, formula: str) -> Callable[..., Any]:
    def method(self: Any, axis: Any = None, correction: float = 1, keepdims: bool = False) -> Any:
        return self._run(name, axis=axis, keepdims=_flag(keepdims), correction=correction)

    doc = f"""{formula} over `axis`: the squared deviations are divided by n - correction.

    As in PyTorch, the correction is 1 unless given; NumPy's own functions divide by n.
    """
    return _named(_called(method, name, doc))


def _classes(name: str, formula: str) -> Callable[..., Any]:
    def method(self: Any, axis: int = -1) -> Any:
        return self._run(name, axis=axis)

    return _named(_called(method, name, f"{formula} over the classes on `axis`."))


class Methods(Value):
    """The part of a tensor that computes something from it alone."""

    __slots__ = ()

    def _run(self, name: str, **params: Any) -> Any:
        """Run an operation of the table `vjps.OPS` on this tensor."""
        raise NotImplementedError

    exp, log, sqrt = _unary("exp", "e^x"), _unary("log", "log x"), _unary("sqrt", "x^(1/2)")
    sin, cos, erf = _unary("sin", "sin x"), _unary("cos", "cos x"), _unary("erf", "erf x")
    abs = __abs__ = _unary("abs", "Absolute value")
    relu, sigmoid = _unary("relu", "max(x, 0)"), _unary("sigmoid", "1/(1 + e^-x)")
    tanh = _unary("tanh", "Hyperbolic tangent")

    sum, mean = _reduction("sum", "Sum"), _reduction("mean", "Mean")
    amax = _reduction("max", "Largest entry, where entries that tie share the gradient evenly,")
    amin = _reduction("min", "Smallest entry, where entries that tie share the gradient evenly,")
    max, min = _extreme("max", amax), _extreme("min", amin)
    prod = _reduction("prod", "Product")
    norm = _reduction("norm", "Euclidean norm, whose derivative at 0 is taken as 0,")
    logsumexp = _reduction("logsumexp", "log of the sum of e^x, which does not overflow,")
    var = _spread("var", "Variance")
    std = _spread("std", "Standard deviation, whose derivative at 0 is taken as 0,")
    softmax = _classes("softmax", "e^x / sum e^x")
    log_softmax = _classes("log_softmax", "log(e^x / sum e^x)")

    @_named
    def cumsum(self, axis: int) -> Any:
        """Add up along an axis: entry k of the result is the sum of entries 0 to k."""
        return self._run("cumsum", axis=axis)

    def _where(self, find: Callable[..., Any], axis: Any, keepdims: bool) -> Any:
        try:
            return find(self._data, axis=axis, keepdims=_flag(keepdims))
        except FAILURES as error:
            explain(error, find.__name__, [self._data], {"axis": axis, "keepdims": keepdims})

    @_named
    def argmax(self, axis: int | None = None, keepdims: bool = False) -> Any:
        """Where the largest entry is, the first of several: a bare int, or an array of them."""
        return self._where(np.argmax, axis, keepdims)

    @_named
    def argmin(self, axis: int | None = None, keepdims: bool = False) -> Any:
        """Where the smallest entry is, the first of several: a bare int, or an array of them."""
        return self._where(np.argmin, axis, keepdims)

    @_named
    def clip(self, min: Any = None, max: Any = None) -> Any:
        """Put entries below `min` or above `max` to these numbers; see `functional.clip`."""
        low = None if min is None else _bound("min", min)
        high = None if max is None else _bound("max", max)
        if low is None and high is None:
            raise ValueError("clip() needs min or max, or both")
        return self._run("clip", low=low, high=high)

    clamp = clip

    def reshape(self, *shape: Any) -> Any:
        """Return the same numbers in another shape: ``reshape(2, 3)`` or ``reshape((2, 3))``."""
        if len(shape) == 1 and shape[0] is None:  # NumPy would return the same shape
            refuse("shape", None, f"a shape of as many entries as {self.shape}", TypeError)
        return self._run("reshape", shape=shape[0] if len(shape) == 1 else shape)

    view = reshape

    def flatten(self, start_dim: int = 0, end_dim: int = -1) -> Any:
        """Make one axis of those from `start_dim` to `end_dim`; of a number, an array of one."""
        shape = self.shape or (1,)
        start, end = place("start_dim", start_dim, shape), place("end_dim", end_dim, shape)
        if start > end:
            raise ValueError(f"start_dim is {start_dim}, behind end_dim, which is {end_dim}")
        count = int(np.prod(shape[start : end + 1]))
        return self._run("reshape", shape=(*shape[:start], count, *shape[end + 1 :]))

    @_named
    def squeeze(self, axis: Any = None) -> Any:
        """Leave out axes of length 1: all of them, or those of `axis` that are so."""
        n = self.ndim
        axes = axis if isinstance(axis, tuple | list) else (axis,)
        chosen = range(n) if axis is None else [place("axis", k, self.shape) for k in axes]
        kept = [size for k, size in enumerate(self.shape) if size != 1 or k not in chosen]
        return self._run("reshape", shape=tuple(kept))

    @_named
    def unsqueeze(self, axis: int) -> Any:
        """Insert an axis of length 1 before `axis`; -1 is behind the last."""
        k = place("axis", axis, self.shape, new=1)
        return self._run("reshape", shape=(*self.shape[:k], 1, *self.shape[k:]))

    def broadcast_to(self, shape: Sequence[int]) -> Any:
        """Repeat the numbers until they have a shape, as an operation on two arrays does."""
        return self._run("broadcast_to", shape=shape)

    def transpose(self, axes: Sequence[int] | None = None) -> Any:
        """Permute the axes: axis i of the result is axis ``axes[i]`` of this; None reverses all."""
        return self._run("transpose", axes=axes)

    @property
    def T(self) -> Any:  # noqa: N802 - the field's name
        """The transpose: all axes reversed."""
        return self.transpose()

    def tolist(self) -> Any:
        """Return the numbers as nested lists, or the one number as a float."""
        return self._data if self.shape == () else self._data.tolist()


def _bound(name: str, value: Any) -> float:
    """Return a bound of clip() as a float."""
    try:
        found = as_data(value)
    except TypeError:
        found = None
    if not isinstance(found, float):
        refuse(name, value, "a number: for an array use maximum() and minimum()", TypeError)
    return found
