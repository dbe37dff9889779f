"""A progress bar of text, which leaves nothing behind that differs from run to run."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from .arguments import refuse

__all__ = ["progress"]

WIDTH = 30
PAUSE = 0.1  # seconds between two drawings

Item = TypeVar("Item")


def progress(items: Sequence[Item], unit: str = "steps") -> Iterator[Item]:
    """Go through `items` and show how far one is.

    In a notebook a bar takes the place of the line "60 epochs" while it runs, and gives it back in
    the end. In a terminal the bar is on the standard error stream and is wiped away in the end.
    Where nobody watches, in a script with its output in a file, there is none.

    Parameters
    ----------
    items : sequence
        Of known length, such as ``range(60)``.
    unit : str
        What they are called.

    Yields
    ------
    The items, one after another.

    Examples
    --------
    >>> sum(progress(range(4), unit="epochs"))
    6
    """
    try:
        count = len(items)
    except TypeError:
        refuse("items", items, "a list", TypeError)
    show = _display()
    at_rest = f"{count} {unit}"
    if show:
        show(at_rest)
    drawn = time.monotonic()
    try:
        for done, item in enumerate(items):
            if show and time.monotonic() - drawn >= PAUSE:
                show(f"{_bar(done, count)} {done} of {at_rest}")
                drawn = time.monotonic()
            yield item
    finally:
        if show:
            show(at_rest, True)


def _bar(done: int, total: int) -> str:
    filled = WIDTH * done // total
    return "█" * filled + "░" * (WIDTH - filled)


def _display() -> Callable[..., None] | None:
    """Return what shows a text in place of the one before, or None where nobody watches."""
    ipython: Any = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if getattr(shell, "kernel", None) is not None:
        return _Cell(ipython.display.display)
    return _terminal if sys.stderr.isatty() else None


class _Cell:
    """The output of a notebook's cell: shown once, then updated."""

    def __init__(self, display: Any) -> None:
        self.display, self.handle = display, None

    def __call__(self, text: str, last: bool = False) -> None:
        data = {"text/plain": text}
        if self.handle is None:
            self.handle = self.display(data, raw=True, display_id=True)
        else:
            self.handle.update(data, raw=True)


def _terminal(text: str, last: bool = False) -> None:
    sys.stderr.write("\r\x1b[K" + ("" if last else text))
    sys.stderr.flush()
