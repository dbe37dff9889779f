"""The same number of trials for every method: a comparison that is fair."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..arguments import number
from ..signatures import checked

__all__ = ["Tuned", "tune"]


class Tuned(NamedTuple):
    """The best learning rate, and what it gave.

    Attributes
    ----------
    lr : float
    results : ndarray of float64
        One for each seed, in the order of the seeds.
    medians : ndarray of float64
        The median over the seeds for each rate that was tried, in their order.
    """

    lr: float
    results: NDArray[np.float64]
    medians: NDArray[np.float64]


@checked
def tune(run: Callable[[float, int], float], rates: Iterable[float], seeds: Iterable[int]) -> Tuned:
    """Try every learning rate with every seed; the best has the smallest median result.

    Parameters
    ----------
    run : callable
        A learning rate and a seed to a result, where less is better. One that is not finite
        counts as infinite: the run went astray.
    rates : iterable of float
    seeds : iterable of int

    Returns
    -------
    Tuned
        Of rates with the same median, the first.

    Raises
    ------
    ValueError
        If there is no rate or no seed, or no rate has a finite median.

    Examples
    --------
    >>> tune(lambda lr, seed: (lr - 0.3) ** 2 + seed, [0.1, 0.3, 1.0], [0, 1, 2]).lr
    0.3
    """
    tried, chosen = [number("one of rates", lr) for lr in rates], list(seeds)
    if not tried or not chosen:
        raise ValueError("tuning needs at least one rate and one seed")
    found = np.array([[run(lr, seed) for seed in chosen] for lr in tried], dtype=float)
    found[~np.isfinite(found)] = np.inf
    ordered = np.sort(found, axis=1)
    low, high = ordered[:, (len(chosen) - 1) // 2], ordered[:, len(chosen) // 2]
    medians = (low + high) / 2
    best = int(np.argmin(medians))
    if not np.isfinite(medians[best]):
        raise ValueError("no rate gave a finite median: all of them went astray")
    return Tuned(tried[best], found[best], medians)
