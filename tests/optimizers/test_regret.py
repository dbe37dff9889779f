"""AdaGrad's regret along runs, against its bound."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.optimizers import AdaGrad, adagrad_regret_bound

seeds = st.integers(0, 10_000)


@given(seeds, st.floats(0.01, 2.0), st.integers(1, 40))
def test_regret_is_within_the_bound_against_any_point(seed, lr, steps):
    """Random convex functions f_t(x) = c |a'x - b|, which have no smoothness to help."""
    rng = np.random.default_rng(seed)
    theta, u = rng.normal(size=3), rng.normal(size=3)
    optimizer = AdaGrad(theta, lr, eps=1e-100)
    regret, squares, farthest = 0.0, np.zeros(3), np.zeros(3)
    for _ in range(steps):
        a, b = rng.normal(size=3) * rng.integers(0, 2, size=3), rng.normal()
        regret += abs(a @ theta - b) - abs(a @ u - b)
        g = np.sign(a @ theta - b) * a
        farthest = np.maximum(farthest, np.abs(theta - u))
        squares += g * g
        optimizer.step(g)
    assert regret <= adagrad_regret_bound(squares, farthest, lr) + 1e-9


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=60))
def test_a_sum_over_its_own_roots(numbers):
    g = np.array(numbers)
    s = np.cumsum(g * g)
    seen = s > 0
    assert (g[seen] ** 2 / np.sqrt(s[seen])).sum() <= 2 * np.sqrt(s[-1]) * (1 + 1e-12)


def test_the_factor_of_the_lemma_cannot_be_smaller():
    s = np.arange(1.0, 10**6 + 1)  # of gradients that are all 1
    assert (1 / np.sqrt(s)).sum() > 1.998 * np.sqrt(s[-1])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1.0], [1.0, 2.0], 1.0), "squares have shape"),
        (([-1.0], [1.0], 1.0), "at least 0"),
        (([1.0], [np.nan], 1.0), "at least 0"),
        (([1.0], [1.0], 0.0), "lr is 0.0"),
    ],
)
def test_what_no_bound_can_be_made_of(arguments, message):
    with pytest.raises(ValueError, match=message):
        adagrad_regret_bound(*arguments)
