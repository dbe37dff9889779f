import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lecture_lib.schedules import Constant, Cosine, Inverse, InverseSqrt, as_schedule

sizes = st.floats(1e-6, 1e6)
steps = st.integers(1, 10**6)


@given(sizes, steps)
def test_constant(size, k):
    assert Constant(size)(k) == size


@given(sizes, st.floats(0.1, 1e4), steps)
def test_decreasing_schedules_are_their_formulas(size, delay, k):
    assert Inverse(size)(k) == pytest.approx(size / k)
    assert InverseSqrt(size)(k) == pytest.approx(size / math.sqrt(k))
    assert Inverse(size, delay)(k) == pytest.approx(size * delay / (delay + k - 1))
    assert InverseSqrt(size, delay)(k) ** 2 == pytest.approx(size * Inverse(size, delay)(k))


def test_delays_are_the_steps_until_half():
    assert Inverse(1.0, delay=50)(51) == 0.5
    assert InverseSqrt(1.0, delay=50)(151) == 0.5


def test_robbins_and_monros_condition():
    # sum 1/k >= log n without bound, sum 1/k^2 <= pi^2/6; for 1/sqrt(k) the second is not bounded
    t = np.array([Inverse(1.0)(k) for k in range(1, 20001)])
    assert t.sum() > math.log(20000)
    assert (t**2).sum() < math.pi**2 / 6
    assert sum(InverseSqrt(1.0)(k) ** 2 for k in range(1, 20001)) > math.log(20000)


@given(st.data(), sizes)
def test_cosine_rises_in_a_line_and_falls_to_its_end(data, size):
    n = data.draw(st.integers(1, 200))
    warmup = data.draw(st.integers(0, n - 1))
    final = data.draw(st.floats(0.0, 1.0)) * size
    schedule = Cosine(size, n, warmup, final)
    t = np.array([schedule(k) for k in range(1, n + 1)])
    assert t.argmax() == warmup
    assert t[warmup] == pytest.approx(size)
    assert np.allclose(t[:warmup], size * np.arange(1, warmup + 1) / (warmup + 1))
    assert (np.diff(t[warmup:]) <= 1e-9 * size).all()
    assert (t[warmup:] >= final - 1e-9 * size).all()
    # the mean of half a cosine and of its mirror image is the middle
    falling = t[warmup:]
    if len(falling) > 1:
        assert np.allclose(falling[1:] + falling[:0:-1], size + final)


def test_cosine_is_pytorchs_without_warmup():
    # torch.optim.lr_scheduler.CosineAnnealingLR(SGD([w], lr=0.4), T_max=4, eta_min=0.1)
    expected = [0.4, 0.3560660171779821, 0.25, 0.14393398282201787]
    schedule = Cosine(0.4, 4, final=0.1)
    assert [schedule(k) for k in (1, 2, 3, 4)] == pytest.approx(expected, rel=1e-14)


def test_a_schedule_ends_where_it_says():
    with pytest.raises(ValueError, match="k is 6, but this schedule ends at step 5"):
        Cosine(1.0, 5)(6)


SCHEDULES = [Constant(0.1), Inverse(0.1), InverseSqrt(0.1), Cosine(0.1, 10)]


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_steps_count_from_one(schedule):
    with pytest.raises(ValueError, match="k is 0, but must be at least 1"):
        schedule(0)
    for k in (1.0, True, "1"):
        with pytest.raises(TypeError, match="must be an integer"):
            schedule(k)
    assert schedule(np.int64(3)) == schedule(3)


@pytest.mark.parametrize("kind", [Constant, Inverse, InverseSqrt, lambda size: Cosine(size, 3)])
def test_only_positive_finite_step_sizes(kind):
    for size in (0.0, -1.0, math.inf, math.nan):
        with pytest.raises(ValueError, match=f"step_size is {size}, but must be positive"):
            kind(size)
    for size in ("0.1", None, True):
        with pytest.raises(TypeError, match="must be a number"):
            kind(size)


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"steps": 0}, ValueError, "steps is 0, but must be at least 1"),
        ({"steps": 2.0}, TypeError, "steps is 2.0, but must be an integer"),
        ({"steps": 5, "warmup": 5}, ValueError, "warmup is 5, but must be from 0 to 4"),
        ({"steps": 5, "warmup": -1}, ValueError, "warmup is -1"),
        ({"steps": 5, "final": 2.0}, ValueError, "final is 2.0, but must be from 0 to 1"),
        ({"steps": 5, "final": math.nan}, ValueError, "final is nan"),
    ],
)
def test_cosine_says_what_is_out_of_range(arguments, error, message):
    with pytest.raises(error, match=message):
        Cosine(1.0, **arguments)


@pytest.mark.parametrize("kind", [Inverse, InverseSqrt])
def test_a_delay_is_positive(kind):
    with pytest.raises(ValueError, match=r"delay is 0\.0, but must be positive"):
        kind(1.0, delay=0)


def test_numbers_become_constant_schedules_and_schedules_stay():
    assert as_schedule(0.1) == Constant(0.1)
    assert all(as_schedule(schedule) is schedule for schedule in SCHEDULES)
    with pytest.raises(TypeError, match="step_size is 'big'"):
        as_schedule("big")


def test_schedules_are_compared_by_what_they_do():
    assert Inverse(0.1) == Inverse(0.1, delay=1.0)
    assert {Constant(0.1), Constant(0.1)} == {Constant(0.1)}
    assert repr(Inverse(0.1)) == "Inverse(step_size=0.1, delay=1.0)"
