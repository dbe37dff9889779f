"""The seconds of a step, by a clock that the test winds."""

import itertools

import numpy as np
import pytest

from lecture_lib.problems import least_squares
from lecture_lib.stochastic import seconds_per_step, timing


@pytest.fixture
def problem():
    rng = np.random.default_rng(0)
    return least_squares(rng.normal(size=(6, 2)), rng.normal(size=6), mean=True)


def test_the_fastest_run_counts_and_the_first_does_not(problem, monkeypatch):
    # runs of 1 s (not counted), 5 s, 3 s and 4 s
    times = iter([0, 1, 10, 15, 20, 23, 30, 34])
    monkeypatch.setattr(timing.time, "perf_counter", lambda: float(next(times)))
    assert seconds_per_step(problem, 2, steps=6, tries=3) == 0.5
    assert next(times, None) is None


def test_it_times_steps_of_that_many_examples(problem, monkeypatch):
    seen = []

    def counting(problem, **how):
        batches = itertools.islice(how["batches"], how["steps"])
        seen.append([len(batch) for batch in batches])

    monkeypatch.setattr(timing, "sgd", counting)
    assert seconds_per_step(problem, 3, steps=4, tries=2) > 0
    assert seen == 3 * [[3, 3, 3, 3]]


def test_a_step_on_many_examples_takes_longer_than_on_one():
    rng = np.random.default_rng(0)
    large = least_squares(rng.normal(size=(20000, 20)), rng.normal(size=20000), mean=True)
    assert seconds_per_step(large, 20000, steps=3) > seconds_per_step(large, 1, steps=100)


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({"batch_size": 1, "steps": 0}, "steps is 0, but must be at least 1"),
        ({"batch_size": 1, "steps": 1, "tries": 0}, "tries is 0, but must be at least 1"),
        ({"batch_size": 7, "steps": 1}, "batch_size is 7, but must be from 1 to 6"),
    ],
)
def test_arguments_out_of_range(problem, how, words):
    with pytest.raises(ValueError, match=words):
        seconds_per_step(problem, **how)
