"""A code exercise: a function that a reader writes, and what its answers are held to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

__all__ = ["Exercise", "Formula", "Mistake"]

SEED = 6


@dataclass(frozen=True)
class Formula:
    """A function of numbers that a reader's function is given, with the text that shows it.

    Examples
    --------
    >>> square = Formula("x**2", lambda x: x**2)
    >>> square(3.0), square
    (9.0, x**2)
    """

    text: str
    value: Callable[..., Any]

    def __call__(self, *arguments: Any) -> Any:
        """Return its value."""
        return self.value(*arguments)

    def __repr__(self) -> str:
        return self.text


class Mistake:
    """A usual mistake: what to say to who makes it, and each usual way to write it."""

    def __init__(self, why: str, *variants: Callable[..., Any]) -> None:
        self.why = why
        self.variants = variants


@dataclass(frozen=True)
class Exercise:
    """What a reader's function of the name of `right` is held to.

    Parameters
    ----------
    chapter
        The last name of the chapter's file.
    right
        The function that gives the right answers, by the library's own means. The reader's has
        its name, and its parameters name the inputs.
    inputs
        The arguments of one call after another, the simplest first; random ones are drawn from the
        generator, which is always the same.
    mistakes
        Usual mistakes. One is known if the reader's function does on every input what one of its
        variants does: returns the same, or nothing, or stops.
    results
        Names of what is returned, where it is several things.
    fault
        Where many answers are right: what is wrong with one, in words, or None. It is given
        the answer, which has the form of the right one, and the inputs.
    rtol, atol
        How near an answer has to be, relative to the right one and absolutely.
    """

    chapter: str
    right: Callable[..., Any]
    inputs: Callable[[np.random.Generator], Iterable[tuple[Any, ...]]]
    mistakes: tuple[Mistake, ...] = ()
    results: tuple[str, ...] = ()
    fault: Callable[..., str | None] | None = None
    rtol: float = 1e-8
    atol: float = 1e-10

    @property
    def name(self) -> str:
        """The name that the reader's function has to have."""
        return self.right.__name__

    def trials(self) -> Iterator[tuple[Any, ...]]:
        """Yield the same inputs every time."""
        yield from self.inputs(np.random.default_rng(SEED))
