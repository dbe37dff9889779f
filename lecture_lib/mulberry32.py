"""A small generator of pseudo-random numbers that Python and the browser share, draw by draw."""

from __future__ import annotations

from .arguments import within
from .signatures import checked

__all__ = ["Mulberry32"]

_MASK = 0xFFFFFFFF
_MOST = 1 << 20  # of what is drawn from: then 32 bits are as good as uniform


class Mulberry32:
    """Pseudo-random draws from a seed, the same as those of ``shared/random.js``.

    Uniform, whole and permuted draws are the same to the last bit in both languages. Everything
    else of the library draws from a ``numpy.random.Generator``; this one is for what a widget
    shows.

    Parameters
    ----------
    seed : int
        From 0 to 2**32 - 1.

    Raises
    ------
    TypeError, ValueError
        If the seed is no integer in that range.

    Notes
    -----
    A Weyl sequence in 32 bits, scrambled twice: period 2**32, by T. Ettinger (2017), public
    domain. Good enough for pictures and small experiments, not for cryptography.

    Examples
    --------
    >>> rng = Mulberry32(1)
    >>> round(rng.random(), 6), rng.integers(10), rng.permutation(4)
    (0.627074, 0, [0, 1, 3, 2])
    """

    @checked
    def __init__(self, seed: int) -> None:
        within("seed", seed, least=0, most=_MASK)
        self._state = seed

    def random(self) -> float:
        """Return a multiple of 2**-32 in [0, 1), each equally likely."""
        self._state = a = (self._state + 0x6D2B79F5) & _MASK
        t = ((a ^ (a >> 15)) * (a | 1)) & _MASK
        t ^= (t + (((t ^ (t >> 7)) * (t | 61)) & _MASK)) & _MASK
        return (t ^ (t >> 14)) / 4294967296.0

    @checked
    def integers(self, n: int) -> int:
        """Return one of 0..n-1, uniform up to n / 2**32; n is from 1 to 2**20."""
        within("n", n, least=1, most=_MOST)
        return self._below(n)

    def _below(self, n: int) -> int:
        return int(self.random() * n)

    @checked
    def permutation(self, n: int) -> list[int]:
        """Return 0..n-1 in random order, by Fisher and Yates' shuffle from the end."""
        within("n", n, least=0, most=_MOST)
        order = list(range(n))
        for i in range(n - 1, 0, -1):
            j = self._below(i + 1)
            order[i], order[j] = order[j], order[i]
        return order

    @checked
    def choice(self, n: int, size: int, replace: bool = False) -> list[int]:
        """Return `size` of 0..n-1: independent ones, or distinct ones by Floyd's method.

        Every set of distinct ones is equally likely, but not every order of it.
        """
        within("n", n, least=1, most=_MOST)
        within("size", size, least=0, most=None if replace else n)
        if replace:
            return [self._below(n) for _ in range(size)]
        chosen: list[int] = []
        for last in range(n - size, n):
            i = self._below(last + 1)
            chosen.append(last if i in chosen else i)
        return chosen
