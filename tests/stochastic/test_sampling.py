"""Index rules: what must hold of every draw, and exact expectations by enumeration.

Where frequencies are compared, the seed is fixed and the bound is 4 standard deviations of a
frequency, sqrt(p(1-p)/n).
"""

import itertools
import math
from collections import Counter
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.mulberry32 import Mulberry32
from lecture_lib.stochastic.sampling import (
    all_batches,
    cyclic,
    missed_class_probability,
    randomized,
    reshuffled,
)

generators = st.builds(
    lambda kind, seed: kind(seed),
    st.sampled_from([np.random.default_rng, Mulberry32]),
    st.integers(0, 2**32 - 1),
)


def flat(batches):
    return list(itertools.chain.from_iterable(batches))


def take(rule, count):
    return [batch.tolist() for batch in itertools.islice(rule, count)]


@st.composite
def sizes(draw, most=30):
    m = draw(st.integers(1, most))
    return m, draw(st.integers(1, m))


@given(sizes(), generators)
def test_a_randomized_batch_has_distinct_indices(size, rng):
    m, b = size
    for batch in take(randomized(m, rng, b), 20):
        assert len(batch) == len(set(batch)) == b
        assert set(batch) <= set(range(m))


@given(st.integers(1, 5), st.integers(1, 20), generators)
def test_with_replacement_a_batch_may_be_larger_than_the_data(m, b, rng):
    for batch in take(randomized(m, rng, b, replace=True), 5):
        assert len(batch) == b
        assert set(batch) <= set(range(m))


@pytest.mark.parametrize("make", [np.random.default_rng, Mulberry32])
@pytest.mark.parametrize(("m", "b", "replace"), [(5, 1, False), (4, 2, False), (3, 2, True)])
def test_every_batch_is_equally_likely(make, m, b, replace):
    count = 6000
    tidy = tuple if replace else lambda batch: tuple(sorted(batch))
    tally = Counter(map(tidy, take(randomized(m, make(1), b, replace), count)))
    expected = set(all_batches(m, b, replace))
    assert set(tally) == expected
    p = 1 / len(expected)
    bound = 4 * math.sqrt(p * (1 - p) / count)
    assert all(abs(number / count - p) < bound for number in tally.values())


@given(sizes())
def test_cyclic_is_the_remainder(size):
    m, b = size
    count = -(-m // b)
    epoch = take(cyclic(m, b), count)
    assert flat(epoch) == list(range(m))
    assert all(len(batch) == b for batch in epoch[:-1])
    assert take(cyclic(m, b), 2 * count) == epoch + epoch
    ones = take(cyclic(m), 3 * m)
    assert ones == [[k % m] for k in range(3 * m)]


@given(sizes(), generators)
def test_every_epoch_of_reshuffling_holds_each_index_once(size, rng):
    m, b = size
    count = -(-m // b)
    rule = reshuffled(m, rng, b)
    for _ in range(3):
        assert sorted(flat(take(rule, count))) == list(range(m))


@given(sizes(), generators)
def test_dropping_the_last_leaves_only_full_batches(size, rng):
    m, b = size
    for rule in (cyclic(m, b, drop_last=True), reshuffled(m, rng, b, drop_last=True)):
        epoch = take(rule, m // b)
        assert all(len(batch) == b for batch in epoch)
        assert len(set(flat(epoch))) == (m // b) * b
        assert len(next(rule)) == b


def test_orders_are_drawn_anew_and_equally_likely():
    rule = reshuffled(3, np.random.default_rng(2), 3)
    tally = Counter(map(tuple, take(rule, 6000)))
    assert len(tally) == 6
    bound = 4 * math.sqrt(5 / 36 / 6000)
    assert all(abs(number / 6000 - 1 / 6) < bound for number in tally.values())


@pytest.mark.parametrize("make", [np.random.default_rng, Mulberry32])
def test_equal_seeds_give_equal_runs(make):
    for rule in (lambda rng: randomized(50, rng, 7), lambda rng: reshuffled(50, rng, 7)):
        assert take(rule(make(1)), 20) == take(rule(make(1)), 20)
        assert take(rule(make(1)), 20) != take(rule(make(2)), 20)


@given(st.integers(1, 6), st.integers(1, 4))
def test_all_batches_are_as_many_as_they_must_be(m, b):
    if b <= m:
        sets = list(all_batches(m, b))
        assert len({frozenset(batch) for batch in sets}) == len(sets) == math.comb(m, b)
    sequences = list(all_batches(m, b, replace=True))
    assert len(set(sequences)) == len(sequences) == m**b


@given(
    st.lists(st.fractions(-5, 5, max_denominator=9), min_size=2, max_size=6),
    st.integers(1, 4),
    st.booleans(),
)
def test_the_mean_of_a_batch_is_unbiased_exactly(gradients, b, replace):
    b = b if replace else min(b, len(gradients))
    batches = list(all_batches(len(gradients), b, replace))
    means = [sum(gradients[i] for i in batch) / Fraction(b) for batch in batches]
    assert sum(means) / len(means) == sum(gradients) / Fraction(len(gradients))


@given(st.lists(st.integers(1, 3), min_size=1, max_size=4), st.integers(1, 4), st.booleans())
def test_the_probability_of_missing_a_class_is_counted_out(counts, draws, replace):
    labels = [c for c, count in enumerate(counts) for _ in range(count)]
    draws = draws if replace else min(draws, len(labels))
    batches = list(all_batches(len(labels), draws, replace))
    missing = sum(len({labels[i] for i in batch}) < len(counts) for batch in batches)
    exact = missed_class_probability(counts, draws, replace)
    assert exact == Fraction(missing, len(batches))


def test_the_lectures_three_of_ten_pictures():
    assert missed_class_probability([5, 5], 3) == Fraction(1, 6)
    assert missed_class_probability([5, 5], 3, replace=True) == Fraction(1, 4)
    assert missed_class_probability([5, 5], 6) == 0


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda rng: randomized(0, rng), ValueError, "m is 0, but there must be at least 1"),
        (lambda rng: randomized(3, rng, 4), ValueError, "batch_size is 4, but must be from 1 to 3"),
        (lambda rng: randomized(3, rng, 0, replace=True), ValueError, "must be at least 1"),
        (lambda rng: randomized(3.0, rng), TypeError, "m is 3.0, but must be an integer"),
        (lambda rng: cyclic(3, True), TypeError, "batch_size is True, but must be an integer"),
        (lambda rng: cyclic(3, 4), ValueError, "from 1 to 3, the number of examples"),
        (lambda rng: reshuffled(3, rng, 0), ValueError, "batch_size is 0"),
        (lambda rng: randomized(3, 7), TypeError, "rng is 7, but must be a numpy Generator"),
        (lambda rng: reshuffled(3, np.random), TypeError, "rng is <module"),
        (lambda rng: all_batches(2, 3), ValueError, "batch_size is 3"),
        (lambda rng: missed_class_probability([], 1), ValueError, "every class needs at least 1"),
        (lambda rng: missed_class_probability([2, 0], 1), ValueError, r"counts are \[2, 0\]"),
        (lambda rng: missed_class_probability([1, 1], 3), ValueError, "from 1 to 2"),
    ],
)
def test_what_is_wrong_is_said_at_once(call, error, message):
    with pytest.raises(error, match=message):
        call(np.random.default_rng(0))


def test_what_a_reader_does_to_a_batch_does_not_come_back():
    rule = cyclic(4, 2)
    for _ in range(3):
        first, second = next(rule), next(rule)
        assert (first.tolist(), second.tolist()) == ([0, 1], [2, 3])
        first[:], second[:] = 7, 7
