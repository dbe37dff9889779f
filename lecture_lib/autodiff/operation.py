"""What an operation is: its value, and how a gradient goes back through it to each operand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np

__all__ = ["Op", "unbroadcast"]


def unbroadcast(g: Any, shape: tuple[int, ...]) -> Any:
    """Sum `g` over the axes along which an operand of shape `shape` was broadcast.

    The result has the shape `shape`; for (), the shape of a number, it is a float.

    Raises
    ------
    ValueError
        If `shape` does not broadcast to the shape of `g`.

    Examples
    --------
    >>> unbroadcast(np.ones((2, 3)), (3,)).tolist(), unbroadcast(np.ones((2, 3)), (2, 1)).tolist()
    ([2.0, 2.0, 2.0], [[3.0], [3.0]])
    >>> unbroadcast(np.ones((2, 3)), ())
    6.0
    """
    if shape == ():
        return float(np.sum(g))
    extra = g.ndim - len(shape)
    if extra:
        g = np.add.reduce(g, axis=0 if extra == 1 else tuple(range(extra)))
    if g.shape != shape:
        stretched = tuple(i for i, n in enumerate(shape) if n == 1)
        g = g.sum(axis=stretched, keepdims=True)
        if g.shape != shape:
            raise ValueError(
                f"a gradient of shape {g.shape} does not come from an operand of {shape}"
            )
    return g


class Op:
    """One line of the table.

    Attributes
    ----------
    name : str
        Its key in `vjps.OPS`.
    forward : callable
        ``forward(*values, **params)`` is the result.
    vjps : sequence of callables
        ``vjps[i](g, out, *values, **params)`` is the gradient of operand i, before `unbroadcast`;
        None where an operand has no gradient.
    needs : tuple of tuples of int
        ``needs[i]``: the positions in (out, *values) of the values that ``vjps[i]`` uses.
    saves : bool
        Whether any VJP uses a value.
    keeps : bool
        Whether `forward` returns, beside the result, something else for the VJPs, which they take
        as the parameter ``kept``: an intermediate result that would cost much to compute again.
    tangent : str or callable
        How the tangent v of an operand goes forward. "symmetric": the Jacobian is its own
        transpose, as of all that works entry by entry, so the VJP does it. "linear": by `forward`,
        with v in the place of the operand. "joining": the same, with 0 for all other operands.
        "weighted sum": sum over the entries of an operand, along ``axis``, of derivative times v.
        Else by ``tangent(i, v, out, *values, **params)``.
    opaque : {"", "forward", "both"}
        What `operation_count` cannot look into, and so counts as one operation for each entry of
        the result: nothing, the result, or the result and its derivative.

    Examples
    --------
    >>> from lecture_lib.autodiff.vjps import OPS
    >>> OPS["mul"].forward(3.0, 4.0), OPS["mul"].vjps[0](1.0, 12.0, 3.0, 4.0)
    (12.0, 4.0)
    >>> OPS["mul"].needs[0], OPS["exp"].needs[0], OPS["add"].saves
    ((2,), (0,), False)
    """

    __slots__ = ("forward", "keeps", "name", "needs", "opaque", "saves", "tangent", "vjps")

    def __init__(
        self,
        forward: Callable[..., Any],
        *vjps: Any,
        keeps: bool = False,
        tangent: str | Callable[..., Any] = "symmetric",
        opaque: str = "",
    ) -> None:
        self.name = ""
        self.forward = forward
        self.vjps: Any = vjps
        self.needs = tuple(_used_positions(vjp) for vjp in vjps)
        self.keeps = keeps
        self.tangent, self.opaque = tangent, opaque
        self.saves = keeps or any(self.needs)

    def run(self, values: Sequence[Any], params: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
        """Return the result, and the parameters for the VJPs."""
        result = self.forward(*values, **params)
        return (result[0], params | {"kept": result[1]}) if self.keeps else (result, params)

    def __reduce__(self) -> Any:
        raise TypeError("a graph can be neither pickled nor copied: use detach()")

    @classmethod
    def of_many(cls, forward: Callable[..., Any], vjp: Callable[..., Any]) -> Op:
        """Op that joins operands, with the VJP ``vjp(i, g, out, *values, **params)``."""
        op = cls(forward, tangent="joining")
        op.vjps = _Each(vjp)
        return op


class _Each:
    """The VJPs of an op of any number of operands, as an endless sequence."""

    def __init__(self, vjp: Callable[..., Any]) -> None:
        self.vjp = vjp

    def __getitem__(self, i: int) -> Callable[..., Any]:
        return partial(self.vjp, i)


def _used_positions(vjp: Any) -> tuple[int, ...]:
    names = vjp.__code__.co_varnames[1 : vjp.__code__.co_argcount] if vjp else ()
    return tuple(k for k, name in enumerate(names) if not name.startswith("_"))
