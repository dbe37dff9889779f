"""The generator against a plain 64-bit re-implementation, and the laws of its draws.

Bounds: a frequency of n draws has standard deviation at most 1/(2 sqrt n), and differs from its
probability by more than 4 of them once in 16000 times; seeds are fixed, so it never changes.
"""

import math
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.mulberry32 import Mulberry32

seeds = st.integers(0, 2**32 - 1)


def plain(seed, count):
    """Mulberry32 with NumPy's 32-bit arithmetic, which wraps around by itself."""
    u = np.uint32
    a, out = np.array([seed], dtype=u), []
    for _ in range(count):
        a = a + u(0x6D2B79F5)
        t = (a ^ (a >> u(15))) * (a | u(1))
        t = t ^ (t + (t ^ (t >> u(7))) * (t | u(61)))
        out.append(int((t ^ (t >> u(14)))[0]) / 2**32)
    return out


@given(seeds)
def test_uniform_draws(seed):
    rng = Mulberry32(seed)
    assert [rng.random() for _ in range(20)] == plain(seed, 20)


def test_known_draws():
    rng = Mulberry32(0)
    assert [rng.random() for _ in range(3)] == [
        0.26642920868471265,
        0.0003297457005828619,
        0.2232720274478197,
    ]


@given(seeds, st.integers(1, 40))
def test_a_permutation_and_a_choice_hold_each_index_once(seed, n):
    rng = Mulberry32(seed)
    assert sorted(rng.permutation(n)) == list(range(n))
    size = rng.integers(n + 1)
    chosen = rng.choice(n, size)
    assert len(set(chosen)) == len(chosen) == size
    assert set(chosen) <= set(range(n))
    assert len(rng.choice(n, 3 * n, replace=True)) == 3 * n


def frequencies(draw, count=12000, seed=3):
    rng = Mulberry32(seed)
    tally = Counter(draw(rng) for _ in range(count))
    return {key: number / count for key, number in tally.items()}


@pytest.mark.parametrize(
    ("draw", "outcomes"),
    [
        (lambda rng: rng.integers(7), 7),
        (lambda rng: tuple(rng.permutation(3)), 6),
        (lambda rng: frozenset(rng.choice(4, 2)), 6),
        (lambda rng: tuple(rng.choice(2, 2, replace=True)), 4),
    ],
)
def test_every_outcome_is_equally_likely(draw, outcomes):
    found = frequencies(draw)
    assert len(found) == outcomes
    p = 1 / outcomes
    bound = 4 * math.sqrt(p * (1 - p) / 12000)
    assert all(abs(share - p) < bound for share in found.values())


@pytest.mark.parametrize("seed", [-1, 2**32])
def test_a_seed_out_of_range(seed):
    with pytest.raises(ValueError, match=f"seed is {seed}, but must be from 0 to 4294967295"):
        Mulberry32(seed)


@pytest.mark.parametrize("seed", [1.0, True, None, "1"])
def test_a_seed_is_an_integer(seed):
    with pytest.raises(TypeError, match="must be an integer"):
        Mulberry32(seed)


def test_draws_out_of_range():
    rng = Mulberry32(1)
    with pytest.raises(ValueError, match="n is 0, but must be from 1 to 1048576"):
        rng.integers(0)
    with pytest.raises(ValueError, match="size is 4, but must be from 0 to 3"):
        rng.choice(3, 4)
