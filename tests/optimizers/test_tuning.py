"""Tuning: every rate with every seed, the best median, and runs that go astray."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.optimizers import tune

results = st.floats(-5, 5) | st.just(np.inf) | st.just(np.nan)
tables = st.integers(1, 5).flatmap(
    lambda seeds: st.lists(st.lists(results, min_size=seeds, max_size=seeds), min_size=1)
)


@given(tables.filter(lambda table: len(table) <= 6))
def test_the_best_has_the_smallest_median(table):
    clean = np.array([[r if np.isfinite(r) else np.inf for r in row] for row in table])
    medians = [float(np.median(row)) if np.isfinite(row).all() else None for row in clean]
    rates, seeds = range(len(table)), range(len(table[0]))
    try:
        tuned = tune(lambda lr, seed: table[int(lr)][seed], rates, seeds)
    except ValueError:
        assert all(median is None for median in medians)
        return
    np.testing.assert_array_equal(tuned.results, clean[int(tuned.lr)])
    for median, ours in zip(medians, tuned.medians, strict=True):
        assert median is None or np.isclose(median, ours)
        assert tuned.medians[int(tuned.lr)] <= ours


def test_every_pair_is_tried_once():
    pairs = []
    tune(lambda lr, seed: pairs.append((lr, seed)) or 0.0, [0.1, 0.2], [5, 6])
    assert pairs == [(0.1, 5), (0.1, 6), (0.2, 5), (0.2, 6)]


def test_what_cannot_be_tuned():
    with pytest.raises(ValueError, match="at least one rate"):
        tune(lambda lr, seed: 0.0, [], [1])
    with pytest.raises(ValueError, match="went astray"):
        tune(lambda lr, seed: np.nan, [1.0], [1, 2])
