"""The array of a tensor, as a reader sees it: every change goes through the tensor, or is refused.

A graph goes back through arrays that it remembers. Were one of them written to unnoticed, its
gradients would be wrong without a word.
"""

from __future__ import annotations

from typing import Any, NoReturn

import numpy as np

__all__ = ["Window"]


class Window(np.ndarray):
    """A view of a tensor's array that cannot be written to.

    ``w.data -= step`` gives the tensor a new array, and it takes note of that; the old one stays
    with whoever looks at it. What is computed from a window is a plain array.

    Attributes
    ----------
    owner : Tensor or None
        None for a part of a window, and for a copy.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> w = Tensor([3.0, 4.0])
    >>> before = w.data
    >>> w.data -= 1.0
    >>> before, w.data
    (array([3., 4.]), array([2., 3.]))
    """

    owner: Any

    @classmethod
    def of(cls, owner: Any, array: np.ndarray) -> Window:
        """Make the window through which `array`, held by `owner`, is seen."""
        window = array.view(cls)
        window.flags.writeable = False
        window.owner = owner
        return window

    def __array_finalize__(self, _source: Any) -> None:
        self.owner = None

    def __array_ufunc__(self, ufunc: Any, method: str, *inputs: Any, **kwargs: Any) -> Any:
        plain = [np.asarray(x) if isinstance(x, Window) else x for x in inputs]
        target = kwargs.get("out", (None,))[0]
        if not isinstance(target, Window):
            return getattr(ufunc, method)(*plain, **kwargs)
        if target.owner is None and not target.flags.writeable:
            target.refuse()
        changed = np.array(target)
        getattr(ufunc, method)(*plain, **(kwargs | {"out": (changed,)}))
        if target.owner is None:
            np.copyto(target, changed)
            return target
        target.owner.data = changed
        return target.owner.data

    def __setitem__(self, index: Any, value: Any) -> None:
        if not self.flags.writeable:
            self.refuse()
        super().__setitem__(index, value)

    def refuse(self) -> NoReturn:
        """Say how a tensor is changed."""
        raise ValueError(
            "the array of a tensor is not written to directly, because graphs remember it: write "
            "w.data = ..., or inside no_grad() w[index] = ... or w -= ..."
        )

    def __repr__(self) -> str:
        return repr(np.asarray(self))

    def __str__(self) -> str:
        return str(np.asarray(self))

    def __reduce__(self) -> Any:
        return np.array(self).__reduce__()
