"""Index rules: which examples each step of SGD looks at.

A rule is an iterator without end over arrays of indices 0..m-1, one array per step. The random ones
draw from a generator that the caller passes, so that equal seeds give equal runs: a
``numpy.random.Generator``, or the `lecture_lib.mulberry32.Mulberry32` of the widgets.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import numpy as np

from ..mulberry32 import Mulberry32
from ..signatures import checked

__all__ = ["all_batches", "cyclic", "missed_class_probability", "randomized", "reshuffled"]


def _check(m: int, batch_size: int, distinct: bool = True) -> None:
    if m < 1:
        raise ValueError(f"m is {m}, but there must be at least 1 example")
    if batch_size < 1 or (distinct and batch_size > m):
        allowed = f"from 1 to {m}, the number of examples" if distinct else "at least 1"
        raise ValueError(f"batch_size is {batch_size}, but must be {allowed}")


@checked
def randomized(
    m: int, rng: np.random.Generator | Mulberry32, batch_size: int = 1, replace: bool = False
) -> Iterator[np.ndarray]:
    """Yield a fresh uniform batch each step, independent of all before.

    Parameters
    ----------
    m : int
        Number of examples, at least 1.
    rng : numpy.random.Generator or Mulberry32
    batch_size : int
        b, from 1 to m; any b from 1 on with `replace`.
    replace : bool
        False, the lecture's mini-batch: every set of b distinct indices is equally likely. True:
        b independent indices.

    Yields
    ------
    ndarray of int, shape (b,)

    Raises
    ------
    TypeError, ValueError
        At once, if an argument is not of its kind or out of range.

    Notes
    -----
    Source: lecture slides "Stochastic Gradient Descent" (randomized rule), "Mini-batch SGD".

    Examples
    --------
    >>> rule = randomized(10, np.random.default_rng(0), batch_size=3)
    >>> sorted(set(next(rule).tolist()) - set(range(10))), len(set(next(rule).tolist()))
    ([], 3)
    """
    _check(m, batch_size, distinct=not replace)
    return _randomized(m, rng, batch_size, replace)


def _randomized(m: int, rng: Any, batch_size: int, replace: bool) -> Iterator[np.ndarray]:
    if batch_size == 1 and isinstance(rng, np.random.Generator):
        while True:  # the same law as below, and drawn a thousand at a time
            yield from rng.integers(m, size=(1024, 1))
    while True:
        yield np.asarray(rng.choice(m, batch_size, replace=replace))


@checked
def cyclic(m: int, batch_size: int = 1, drop_last: bool = False) -> Iterator[np.ndarray]:
    """Yield 0, 1, ..., m-1 in this order, b at a time, over and over.

    Parameters
    ----------
    m, batch_size : int
        1 <= batch_size <= m.
    drop_last : bool
        What to do if b does not divide m: False gives each epoch a shorter last batch, True leaves
        the last m mod b examples out.

    Yields
    ------
    ndarray of int, shape (b,), or shorter

    Raises
    ------
    TypeError, ValueError
        At once, if an argument is not of its kind or out of range.

    Notes
    -----
    Source: lecture slide "Two rules for choosing index" (cyclic rule). ``drop_last`` is PyTorch's.

    Examples
    --------
    >>> rule = cyclic(5, batch_size=2)
    >>> [next(rule).tolist() for _ in range(4)]
    [[0, 1], [2, 3], [4], [0, 1]]
    """
    _check(m, batch_size)
    batches = _cut(np.arange(m), batch_size, drop_last)
    return (batch.copy() for batch in itertools.cycle(batches))


@checked
def reshuffled(
    m: int, rng: np.random.Generator | Mulberry32, batch_size: int = 1, drop_last: bool = False
) -> Iterator[np.ndarray]:
    """Yield each epoch's examples once, b at a time, in an order drawn anew for every epoch.

    Parameters
    ----------
    m, rng, batch_size, drop_last
        As for `randomized` and `cyclic`.

    Yields
    ------
    ndarray of int, shape (b,), or shorter

    Raises
    ------
    TypeError, ValueError
        At once, if an argument is not of its kind or out of range.

    Notes
    -----
    What practice uses; PyTorch's ``DataLoader(shuffle=True)``. Of an epoch only the first step is
    unbiased in general: where a later one starts depends on what is no longer to be drawn.

    Examples
    --------
    >>> rule = reshuffled(6, np.random.default_rng(0), batch_size=2)
    >>> sorted(np.concatenate([next(rule) for _ in range(3)]).tolist())
    [0, 1, 2, 3, 4, 5]
    """
    _check(m, batch_size)
    return _reshuffled(m, rng, batch_size, drop_last)


def _reshuffled(m: int, rng: Any, batch_size: int, drop_last: bool) -> Iterator[np.ndarray]:
    while True:
        yield from _cut(np.asarray(rng.permutation(m)), batch_size, drop_last)


def _cut(order: np.ndarray, batch_size: int, drop_last: bool) -> list[np.ndarray]:
    stop = len(order) - batch_size + 1 if drop_last else len(order)
    return [order[i : i + batch_size] for i in range(0, stop, batch_size)]


@checked
def all_batches(m: int, batch_size: int, replace: bool = False) -> Iterator[tuple[int, ...]]:
    """Yield every batch that `randomized` can draw, each as likely as any other.

    Without replacement these are the C(m, b) sets, with replacement the m^b sequences: a mean over
    them is an expectation, with no error of sampling.

    Examples
    --------
    >>> list(all_batches(3, 2))
    [(0, 1), (0, 2), (1, 2)]
    >>> len(list(all_batches(3, 2, replace=True)))
    9
    """
    _check(m, batch_size, distinct=not replace)
    if replace:
        return itertools.product(range(m), repeat=batch_size)
    return itertools.combinations(range(m), batch_size)


@checked
def missed_class_probability(counts: Sequence[int], draws: int, replace: bool = False) -> Fraction:
    """P(some class has no example among the draws) = sum over S != {} of (-1)^(|S|+1) P(S missed).

    The sum is over sets S of classes (inclusion and exclusion); with m examples of which m_S are
    in S, P(S missed) = C(m - m_S, b) / C(m, b) without, ((m - m_S)/m)^b with replacement.

    Parameters
    ----------
    counts : sequence of int
        Examples of each class, all at least 1.
    draws : int
        b, from 1; without replacement at most the sum of the counts.
    replace : bool
        Whether an example may be drawn twice.

    Returns
    -------
    Fraction

    Raises
    ------
    TypeError, ValueError
        If there is no class, a class has no example, or there are too few or too many draws.

    Notes
    -----
    Exact. The lecture's slide "Making things efficient" draws 3 of 5 + 5.

    Examples
    --------
    >>> missed_class_probability([5, 5], 3), missed_class_probability([5, 5], 3, replace=True)
    (Fraction(1, 6), Fraction(1, 4))
    """
    if not counts or min(counts) < 1:
        raise ValueError(f"counts are {list(counts)}, but every class needs at least 1 example")
    m = int(sum(counts))
    _check(m, draws, distinct=not replace)

    def missed(size: int) -> Fraction:
        if replace:
            return Fraction(m - size, m) ** int(draws)
        return Fraction(math.comb(m - size, draws), math.comb(m, draws))

    total = Fraction(0)
    for classes in range(1, len(counts) + 1):
        for missing in itertools.combinations(counts, classes):
            total -= (-1) ** classes * missed(int(sum(missing)))
    return total
