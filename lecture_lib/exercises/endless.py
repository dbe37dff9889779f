"""A call that ends: a loop of a reader's that goes on and on is stopped, and can be told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

__all__ = ["LINES", "EndlessError", "call"]

#: So many lines a call may run; a right answer to any exercise runs a hundredth of them.
LINES = 100_000


class EndlessError(BaseException):
    """A call ran more than `LINES` lines; a reader's ``except Exception`` lets it through."""


def call(function: Callable[..., Any], *given: Any) -> Any:
    """Call a function, and stop it after `LINES` lines.

    Counted are the lines of the function and of what was written beside it, which is all in a
    notebook's cells; what it calls of a library is not. (Python 3.11 runs ``while True: pass`` in
    one line without telling of any.) Under a debugger, which needs the same place of Python's,
    nothing is counted, and who debugs can stop it himself.

    Raises
    ------
    EndlessError
        Where it is after so many lines.

    Examples
    --------
    >>> def halve(x):
    ...     while x > 0:
    ...         x = x / 2 if x < 1e9 else x
    >>> call(halve, 1.0)
    >>> call(halve, 1e9)
    Traceback (most recent call last):
    lecture_lib.exercises.endless.EndlessError
    """
    written_here = getattr(function, "__globals__", None)
    left = LINES

    def count(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal left
        left -= event == "line"
        if left < 0:
            raise EndlessError
        return count

    def enter(frame: FrameType, event: str, _: Any) -> Any:
        return count if frame.f_globals is written_here else None

    if sys.gettrace() is not None:
        return function(*given)
    sys.settrace(enter)
    try:
        return function(*given)
    finally:
        sys.settrace(None)
