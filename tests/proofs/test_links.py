"""Every link of Step I and Step II: true under its assumptions, false somewhere without them."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sampled_problems import Sampled, convex_problems, descend

from lecture_lib import proofs, rates
from lecture_lib.descent.trajectory import Trajectory
from lecture_lib.problems import absolute_value, double_well, huber, quadratic
from lecture_lib.problems.instances import log_cosh
from lecture_lib.proofs.wording import WORDS


def run(problem, step_sizes, start=None):
    """A trajectory of gradient descent by the tests' own loop."""
    w = descend(problem.gradient, problem.start if start is None else start, step_sizes)
    counts = np.arange(len(w))
    return Trajectory(w, problem.value(w), problem.gradient(w), np.array(step_sizes), counts)


# ---- they hold --------------------------------------------------------------------------------


@given(problem=convex_problems(), h=st.floats(0.01, 1.0), T=st.integers(1, 15))
def test_every_link_holds_along_every_run_with_short_steps(problem, h, T):
    proof = proofs.both_steps(problem, run(problem, [h / problem.L] * T))
    # the sampled f is a difference of larger numbers: its own rounding is judged here
    cancels = 1e-11 * (1 + np.sum(problem.c) * 10 + problem.L * problem.R**2)
    for link in proof:
        if link.key == "II.10":  # solved for T, it divides by a gap that may be all rounding
            continue
        assert np.all(link.slack >= -cancels * (1 + T) * (1 + 1 / h)), link.key


@given(h=st.floats(0.01, 1.0), T=st.integers(1, 30), start=st.floats(0.1, 20.0))
@pytest.mark.parametrize(
    "problem", [log_cosh(), huber(0.3), huber(2.0, 1, 5.0), quadratic([0.7])], ids=repr
)
def test_every_link_holds_on_functions_of_one_variable_to_rounding(problem, h, T, start):
    proof = proofs.both_steps(problem, run(problem, [h / problem.L] * T, [start]))
    assert proof.first_broken() is None


@given(problem=convex_problems(), h=st.floats(1.0, rates.GOLDEN_RATIO), T=st.integers(1, 15))
def test_one_step_the_sum_and_the_rate_hold_up_to_the_golden_ratio(problem, h, T):
    proof = proofs.step_two(problem, run(problem, [h / problem.L] * T))
    cancels = 1e-11 * (1 + np.sum(problem.c) * 10 + problem.L * problem.R**2) * (1 + T)
    for key in ("II.2", "II.4", "II.7", "II.8", "II.9"):
        assert np.all(proof[key].slack >= -cancels), key


@given(problem=convex_problems(), h=st.floats(0.01, 3.0), T=st.integers(1, 8))
def test_identities_hold_for_every_step_size(problem, h, T):
    proof = proofs.both_steps(problem, run(problem, [h / problem.L] * T))
    for link in proof:
        if link.identity:
            assert np.all(link.holds(1e-11)), link.key


def test_the_chains_close():
    """Each conclusion has the sides that the links before it end with."""
    problem = huber(0.3)
    proof = proofs.both_steps(problem, run(problem, [0.9] * 12, [3.0]))
    same = [
        (proof["I.1"].rhs, proof["I.2"].lhs),
        (proof["I.2"].rhs, proof["I.3"].lhs),
        (proof["I.3"].rhs, proof["I.4"].rhs),
        (proof["I.1"].lhs, proof["I.4"].lhs),
        (proof["II.2"].rhs, proof["II.3"].lhs + problem.f_star),
        (proof["II.3"].rhs, proof["II.4"].rhs),
        (np.cumsum(proof["II.4"].rhs), proof["II.5"].lhs),
        (proof["II.5"].rhs, proof["II.6"].lhs),
        (proof["II.6"].rhs, proof["II.7"].rhs),
        (np.cumsum(proof["II.4"].lhs), proof["II.7"].lhs),
        (proof["II.7"].lhs, proof["II.8"].rhs),
        (proof["II.8"].lhs, proof["II.9"].lhs * np.arange(1, 13)),
        (proof["II.7"].rhs, proof["II.9"].rhs * np.arange(1, 13)),
    ]
    for one, other in same:
        assert one == pytest.approx(other, rel=1e-12, abs=1e-14)


def test_the_rate_is_that_of_the_theorem():
    problem = huber(0.3, 1, 2.0)
    proof = proofs.step_two(problem, run(problem, [0.4] * 9, [3.0]))
    expected = rates.gradient_descent_convex(2.0, 3.0, np.arange(1, 10), 0.4)
    assert proof["II.9"].rhs == pytest.approx(expected, rel=1e-12)


@given(length=st.integers(-12, 12), height=st.integers(-12, 12), h=st.floats(0.1, 2.5))
def test_what_counts_as_rounding_does_not_depend_on_the_units(length, height, h):
    """In other units of w and of f (powers of two: exactly) each side and its scale are the same.

    So a chain of tiny numbers and one of huge ones are judged alike.
    """

    def proof(w_unit, f_unit):
        curvatures = np.array([1.0, 0.25]) * f_unit / w_unit**2
        bowl = quadratic(curvatures, w_star=[3.0 * w_unit, -7.0 * w_unit], f_star=0.5 * f_unit)
        start = np.array([1.3, -0.6]) * w_unit
        return proofs.both_steps(bowl, run(bowl, [h / bowl.L] * 4, start))

    unit = 2.0**height
    for one, other in zip(proof(1.0, 1.0), proof(2.0**length, unit), strict=True):
        of = 1.0 if one.key == "II.10" else unit  # that one compares numbers of steps
        assert other.lhs.tolist() == (one.lhs * of).tolist(), one.key
        assert other.rhs.tolist() == (one.rhs * of).tolist(), one.key
        assert other.scale.tolist() == (one.scale * of).tolist(), one.key


# ---- and they fail where an assumption is dropped ---------------------------------------------

BOWL = quadratic([1.0])
START = [2.0]


def other_steps(problem, steps):
    """A trajectory of points that are no gradient steps, though they are said to be."""
    w = np.array([[2.0], *[[2.0 - 0.3 * (i + 1)] for i in range(steps)]])
    return Trajectory(w, problem.value(w), problem.gradient(w), [0.5] * steps, np.arange(len(w)))


COUNTEREXAMPLES = {
    "I.1": ("not smooth", lambda: (absolute_value(), [0.7] * 4, [0.5])),
    "I.2": ("no gradient step", None),
    "I.3": ("a step above 1/L", lambda: (BOWL, [1.2], START)),
    "I.4": ("a step above 1/L", lambda: (BOWL, [1.2], START)),
    "II.1": ("not convex", lambda: (double_well(), [0.2], [0.1])),
    "II.2": ("not convex", lambda: (double_well(), [0.2], [0.1])),
    "II.3": ("no gradient step", None),
    "II.4": ("a step above 1.618/L", lambda: (BOWL, [1.63], START)),
    "II.5": ("steps that change", lambda: (BOWL, [0.5, 0.25], START)),
    "II.7": ("a step above 1.618/L", lambda: (BOWL, [1.7] * 12, START)),
    "II.8": ("values that rise", lambda: (BOWL, [2.1] * 3, START)),
    "II.9": ("not convex", lambda: (double_well(), [0.25] * 8, [1e-3])),
    "II.10": ("not convex", lambda: (double_well(), [0.25] * 8, [1e-3])),
}


@pytest.mark.parametrize("key", COUNTEREXAMPLES)
def test_without_its_assumption_a_link_fails_somewhere(key):
    make = COUNTEREXAMPLES[key][1]
    if make is None:
        problem, trajectory = BOWL, other_steps(BOWL, 3)
    else:
        problem, steps, start = make()
        trajectory = run(problem, steps, start)
    proof = proofs.both_steps(problem, trajectory, L=1.0)
    assert key in [broken.link.key for broken in proof.broken(1e-6)]


def test_every_link_with_an_assumption_has_a_counterexample():
    needing = {key for key, words in WORDS.items() if words[4]}
    assert set(COUNTEREXAMPLES) == needing
    assert set(WORDS) - needing == {"II.6"}  # a square is never negative


@given(
    d=st.integers(1, 3),
    seed=st.integers(0, 2**32 - 1),
    eta=st.floats(0.01, 100.0),
)
def test_dropping_a_square_needs_no_assumption(d, seed, eta):
    rng = np.random.default_rng(seed)
    problem = quadratic(rng.normal(size=d) ** 2 + 0.01)
    w = rng.normal(size=(4, d))
    anything = Trajectory(w, problem.value(w), rng.normal(size=(4, d)), [eta] * 3, np.arange(4))
    assert proofs.step_two(problem, anything)["II.6"].holds().all()


@pytest.mark.parametrize(
    ("problem", "h", "L", "start", "first"),
    [
        (BOWL, 1.2, 1.0, 2.0, "I.3"),
        (BOWL, 2.1, 1.0, 2.0, "I.3"),
        (huber(0.2), 1.2, 1.0, 2.0, "I.3"),
        (double_well(), 0.8, 4.0, 0.1, "II.1"),
        (absolute_value(), 0.7, 1.0, 0.3, "I.1"),
    ],
    ids=str,
)
def test_what_breaks_first(problem, h, L, start, first):
    proof = proofs.both_steps(problem, run(problem, [h / L] * 6, [start]), L=L)
    assert proof.first_broken().link.key == first
    earliest = min(np.argmin(link.holds()) for link in proof if not link.holds().all())
    assert proof.first_broken().step == earliest


@settings(max_examples=20)
@given(h=st.floats(1.01, rates.GOLDEN_RATIO - 0.01))
def test_between_one_and_the_golden_ratio_links_break_but_the_theorem_stands(h):
    proof = proofs.both_steps(BOWL, run(BOWL, [h] * 6, START))
    keys = [broken.link.key for broken in proof.broken()]
    assert keys == ["I.3", "I.4"]


# ---- the table --------------------------------------------------------------------------------


def test_a_run_that_overflows_is_followed_as_far_as_it_is_finite():
    steps = [3.0] * 4
    with np.errstate(all="ignore"):
        w = np.array([[2.0], [-4.0], [np.inf], [np.nan], [np.nan]])
        values = w[:, 0] ** 2 / 2
    trajectory = Trajectory(w, values, w, steps, np.arange(5))
    proof = proofs.both_steps(BOWL, trajectory)
    assert proof.steps == 1
    assert all(np.isfinite(link.slack).all() for link in proof)
    with pytest.raises(ValueError, match="no step with finite values"):
        proofs.step_one(BOWL, Trajectory(w[1:], values[1:], w[1:], steps[1:], np.arange(4)))


def test_gradients_are_computed_where_the_run_has_none():
    trajectory = run(BOWL, [0.5] * 3, START)
    bare = Trajectory(trajectory.iterates, trajectory.values, None, [0.5] * 3, np.arange(4))
    for one, other in zip(
        proofs.both_steps(BOWL, trajectory), proofs.both_steps(BOWL, bare), strict=True
    ):
        assert one.lhs.tolist() == other.lhs.tolist()


def test_at_the_minimum_every_link_holds_and_iterations_are_unlimited():
    proof = proofs.both_steps(BOWL, run(BOWL, [1.0] * 3, START))
    assert proof.first_broken() is None
    assert proof["II.10"].rhs.tolist() == [np.inf] * 3


def test_the_text_shows_both_sides_the_slack_and_what_fails():
    proof = proofs.both_steps(BOWL, run(BOWL, [1.5] * 3, START))
    lines_ = proof.table(0).splitlines()
    assert len(lines_) == 1 + len(proof.links)
    (row,) = [line for line in lines_ if line.startswith("I.3 ")]
    assert row.split()[-5:] == ["0.5000", "≤", "-1.0000", "-1.5000", "FAILS"]
    assert sum("FAILS" in line for line in lines_) == 2
    assert "-0.0000" not in proof.table(1)


def test_a_slack_is_rounding_by_the_size_of_its_terms():
    """Both are 0.0002; terms of 1e9 cannot be told apart so closely, terms of 1 can."""
    sizes = np.array([1e9, 1.0])
    sides = {"lhs": np.zeros(2), "rhs": np.full(2, 2e-4), "scale": sizes}
    link = proofs.Link("I.1", "", "", "", "", False, **sides)
    table = proofs.Proof((link,), steps=2).table
    assert [table(step).splitlines()[1].split()[-1] for step in (0, 1)] == ["0.0000", "0.0002"]


def test_links_are_found_by_their_keys():
    proof = proofs.both_steps(BOWL, run(BOWL, [0.5] * 3, START))
    assert [link.key for link in proof] == list(WORDS)
    assert proof["II.4"].name == "one step"
    with pytest.raises(KeyError, match="there is no link 'III'"):
        proof["III"]
    with pytest.raises(ValueError, match="step is 3, but must be from 0 to 2"):
        proof.table(3)


def test_a_function_that_is_not_smooth_needs_an_L():  # noqa: N802
    problem = absolute_value()
    with pytest.raises(ValueError, match="give a positive finite L"):
        proofs.step_one(problem, run(problem, [0.5] * 3))
    assert proofs.step_one(problem, run(problem, [0.5] * 3), L=1.0).steps == 3


def test_distances_may_be_measured_from_another_minimiser():
    flat = quadratic([1.0, 0.0])
    trajectory = run(flat, [0.5] * 3, [2.0, 1.0])
    near = proofs.step_two(flat, trajectory)["II.9"].rhs
    far = proofs.step_two(flat, trajectory, w_star=[0.0, 5.0])["II.9"].rhs
    assert far == pytest.approx(near * (4 + 16) / 4)
    assert proofs.step_two(flat, trajectory, w_star=[0.0, 5.0]).first_broken() is None


def test_names_and_statements_tell_the_links_apart():
    for a, b in itertools.combinations(WORDS.values(), 2):
        assert a[1] != b[1]
        assert a[2] != b[2]
    assert {key for key, words in WORDS.items() if " = " in words[2]} == {"I.2", "II.3", "II.5"}


def test_the_sampled_problems_are_what_they_claim():
    problem = Sampled(
        a=np.array([[1.0]]), b=np.array([0.0]), c=np.array([2.0]), kinds=np.array([0]),
        w_star=np.array([1.0]), start=np.array([3.0]),
    )  # fmt: skip
    assert (problem.L, problem.mu, problem.R) == (2.0, 2.0, 2.0)
    assert problem.value(np.array([3.0])) == 4.0
