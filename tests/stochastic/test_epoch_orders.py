"""The errors of the three orders against enumeration of every order."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lecture_lib.stochastic.epoch_orders import order_errors

seeds = st.integers(0, 10**6)


@settings(max_examples=30)
@given(st.lists(st.floats(-3, 3), min_size=2, max_size=5), st.floats(0.05, 0.9))
def test_order_errors_by_enumerating_orders(centres, gamma):
    c = np.array(centres) - np.mean(centres)
    m, q = len(c), 1 - gamma
    ends = []
    for order in itertools.permutations(range(m)):
        w = 0.0
        for i in order:
            w -= gamma * (w - c[i])
        ends.append(w)
    errors = order_errors(centres, 1.0, gamma)
    # an epoch is w -> q^m w + end, with independent ends of mean zero
    assert np.mean(ends) == pytest.approx(0.0, abs=1e-12)
    shuffled = np.mean(np.square(ends)) / (1 - q ** (2 * m))
    assert errors.reshuffled == pytest.approx(shuffled, rel=1e-7, abs=1e-12)
    w = 0.0
    for i in list(range(m)) * 400:
        w -= gamma * (w - c[i])
    assert errors.cyclic == pytest.approx(w * w, rel=1e-7, abs=1e-12)
    fixed = gamma * np.mean(c**2) / (2 - gamma)
    assert errors.randomized == pytest.approx(fixed, rel=1e-9, abs=1e-12)


def test_order_matters_as_much_as_the_lecture_notes_say():
    errors = order_errors([1.0, -1.0], 1.0, 0.1)
    assert errors.randomized == pytest.approx(0.1 / 1.9, rel=1e-12)
    assert errors.cyclic == pytest.approx((0.1 / 1.9) ** 2, rel=1e-12)
    assert errors.reshuffled == pytest.approx(0.1**4 / (1 - 0.9**4), rel=1e-12)
    assert [float(f"{e:.3g}") for e in errors] == [0.0526, 0.00277, 0.000291]


@given(seeds, st.integers(2, 9), st.floats(0.01, 1.99))
def test_reshuffling_is_better_for_steps_below_one_over_the_curvature_and_worse_above(seed, m, h):
    centres = np.random.default_rng(seed).normal(size=m)
    errors, powers = order_errors(centres, 1.0, h), (1 - h) ** np.arange(m)
    share = errors.reshuffled / errors.randomized
    assert share == pytest.approx(
        (m - powers.sum() ** 2 / (powers**2).sum()) / (m - 1), rel=1e-7, abs=1e-9
    )
    if abs(h - 1) > 1e-3:  # at 1 both are the same
        assert (share < 1) == (h < 1)


def test_curvature_only_scales_the_step():
    assert order_errors([1, 2, 4], 2.0, 0.1) == pytest.approx(order_errors([1, 2, 4], 1.0, 0.2))


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1.0], 1.0, 0.1), "at least 2"),
        (([1.0, 2.0], 1.0, 2.0), "step_size < 2/curvature"),
        (([1.0, 2.0], -1.0, 0.1), "curvature"),
    ],
)
def test_what_is_out_of_range_is_said(arguments, message):
    with pytest.raises(ValueError, match=message):
        order_errors(*arguments)
