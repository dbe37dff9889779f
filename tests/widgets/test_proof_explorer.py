"""The Python side of the ProofExplorer: bad values, and the library's own numbers."""

import math

import numpy as np
import pytest
import traitlets
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from lecture_lib import proofs, rates
from lecture_lib.descent import gradient_descent
from lecture_lib.problems import quadratic
from lecture_lib.widgets import ProofExplorer
from lecture_lib.widgets.proof_explorer.examples import EXAMPLES, STEPS


@pytest.fixture
def explorer():
    return ProofExplorer()


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("function", "cubic", "one of 'quadratic', 'Huber', 'log-cosh', 'double well', 'abs"),
        ("h", 0.0, "a number above 0 and at most 2.4, got 0.0"),
        ("h", 2.5, "a number above 0 and at most 2.4"),
        ("h", math.inf, "a number above 0"),
        ("step", 20, "a whole number from 0 to 19, got 20"),
        ("step", 1.5, "a whole number from 0 to 19"),
        ("formula", "w^", "a function of w: column 3"),
        ("formula", "x", "a function of w: column 1: x is not known here"),
        ("interval", [2, 2], "a list of 2 numbers from -6 to 6, the first below the second"),
        ("start", 7, "a number from -6 to 6"),
    ],
)
def test_bad_values_are_refused_and_the_last_good_ones_stay(explorer, trait, value, words):
    before = explorer.state()
    with pytest.raises(traitlets.TraitError, match=f"{trait} must be {words}"):
        setattr(explorer, trait, value)
    with pytest.raises(traitlets.TraitError, match=words):
        ProofExplorer(**{trait: value})
    assert explorer.state() == before


def test_its_numbers_are_the_librarys():
    explorer = ProofExplorer("quadratic", h=0.5)
    run = gradient_descent(quadratic([1.0]), [2.0], step_size=0.5, steps=STEPS)
    assert np.array_equal(explorer.trajectory.iterates, run.iterates)
    ours, theirs = explorer.proof, proofs.both_steps(quadratic([1.0]), run)
    for one, other in zip(ours, theirs, strict=True):
        assert np.array_equal(one.lhs, other.lhs)
        assert np.array_equal(one.rhs, other.rhs)
    counts = np.arange(1, STEPS + 1)
    assert explorer.lecture_bound == pytest.approx(4 / (2 * 0.5 * counts))
    assert explorer.exact_bound == pytest.approx(2 / (2 * 0.5 * counts + 1))


@pytest.mark.parametrize(
    ("function", "h", "key"),
    [
        ("quadratic", 1.0, None),
        ("quadratic", 1.2, "I.3"),
        ("Huber", 0.4, None),
        ("Huber", 1.2, "I.3"),
        ("log-cosh", 1.0, None),
        ("log-cosh", 2.4, "I.3"),
        ("double well", 0.4, "II.1"),
        ("absolute value", 0.05, "I.1"),
        ("absolute value", 0.4, "I.1"),
        ("absolute value", 1.0, "I.1"),
    ],
)
def test_what_breaks_first(function, h, key):
    broken = ProofExplorer(function, h=h).proof.first_broken()
    assert (broken and broken.link.key) == key


def test_the_double_well_stays_where_its_constant_holds_for_short_steps():
    for h in (0.1, 0.5, 1.0):
        path = ProofExplorer("double well", h=h).trajectory.iterates
        assert np.all(np.abs(path) <= math.sqrt(0.5) + 1e-12)


@pytest.mark.parametrize("h", [0.05, 0.5, 1.0, 1.6, 1.85])
def test_the_huber_function_meets_the_exact_bound_after_all_steps(h):
    explorer = ProofExplorer("Huber", h=h)
    assert explorer.trajectory.values[-1] == pytest.approx(explorer.exact_bound[-1], rel=1e-9)
    assert np.all(explorer.trajectory.values[1:] <= explorer.exact_bound * (1 + 1e-9))


def test_bounds_are_given_only_where_there_is_a_theorem():
    assert ProofExplorer("double well").lecture_bound is None
    assert ProofExplorer("absolute value").exact_bound is None
    assert ProofExplorer("quadratic", h=1.6).lecture_bound is not None
    assert ProofExplorer("quadratic", h=1.65).lecture_bound is None
    assert ProofExplorer("quadratic", h=2.0).exact_bound is not None
    assert ProofExplorer("quadratic", h=2.05).exact_bound is None
    assert 1.6 < rates.GOLDEN_RATIO < 1.65


@pytest.mark.parametrize("function", EXAMPLES)
@pytest.mark.parametrize("h", [0.01, 1.0, 2.4])
def test_every_number_is_finite(function, h):
    explorer = ProofExplorer(function, h=h)
    assert np.isfinite(explorer.trajectory.values).all()
    assert explorer.proof.steps == STEPS


def test_observers_hear_of_changes(explorer):
    heard = []
    explorer.observe(lambda change: heard.append((change["name"], change["new"])))
    explorer.h = 1
    explorer.function = "Huber"
    assert heard == [("h", 1.0), ("function", "Huber")]


def test_its_repr_is_stable(explorer):
    assert repr(explorer) == "ProofExplorer('quadratic', h=0.8, step=0)"


numbers = st.floats(-2.0, 2.0).map(lambda x: round(x, 2))
positive = st.floats(0.1, 2.0).map(lambda x: round(x, 2))
CONVEX = st.one_of(
    st.builds(lambda a, b: f"{a}*(w - ({b}))^2", positive, numbers),
    st.builds(lambda a, b: f"softplus({a}*w) - {a}*w/3 + ({b})", positive, numbers),
    st.builds(lambda a, b: f"sqrt({a} + (w - ({b}))^2)", positive, numbers),
    st.builds(lambda a, b: f"exp({a}*w) - ({b})*w", positive, positive),
    st.builds(lambda a, b: f"{a}*w^4 + w^2 + ({b})*w", positive, numbers),
    st.builds(lambda a, b: f"log(exp(w - ({b})) + exp(({b}) - w)) * {a}", positive, numbers),
)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(CONVEX, min_size=1, max_size=3).map(" + ".join),
    st.floats(0.02, 1.0),
    st.floats(-3.0, 3.0),
)
# It ends a rounding error beside its minimum, where the slope is one of f's rounding errors.
@example("log(exp(w - (0.0)) + exp((0.0) - w)) * 0.88", 1.0, 1.0)
def test_of_a_typed_convex_function_no_link_breaks_up_to_1_over_l(text, h, start):
    explorer = ProofExplorer("own", h=h, formula=text, interval=[-3, 3], start=start)
    seen = explorer.survey
    assert seen.is_convex
    assert seen.is_smooth
    assume(seen.lowest(start).inside)
    assert explorer.proof.first_broken() is None
    assert explorer.lecture_bound is not None
    assert (
        explorer.trajectory.values[1:] - explorer.problem.f_star
        <= explorer.exact_bound * (1 + 1e-9) + 1e-12
    ).all()


COUNTER = [
    ("double well", "w^4 - w^2", [-math.sqrt(0.5), math.sqrt(0.5) + 1e-3], 0.1),
    ("absolute value", "abs(w)", [-2, 2], 0.93),
    ("absolute value", "max(w, -w)", [-2, 2], 0.93),
    ("absolute value", "sqrt(w^2)", [-2, 2], 0.93),
]


@pytest.mark.parametrize(("name", "text", "interval", "start"), COUNTER)
@pytest.mark.parametrize("h", [0.05, 0.4, 0.9, 1.0])
def test_a_counterexample_that_is_typed_breaks_at_the_same_link(name, text, interval, start, h):
    own = ProofExplorer("own", h=h, formula=text, interval=interval, start=start)
    known = ProofExplorer(name, h=h)
    ours, theirs = own.proof.first_broken(), known.proof.first_broken()
    assert (ours.link.key, ours.step) == (theirs.link.key, theirs.step)
    assert pytest.approx(own.L, rel=1e-2) == known.L
    assert own.lecture_bound is None
    assert own.problem.nearest_minimiser([start]) == pytest.approx(
        known.problem.nearest_minimiser([start]), abs=1e-12
    )


def test_the_default_of_ones_own_holds_and_is_told():
    own = ProofExplorer("own")
    assert pytest.approx(1.0) == own.survey.L
    assert own.proof.first_broken() is None
    assert own.problem.w_star == pytest.approx([-1 / math.sqrt(15)])
    own.formula = lambda w: w * w * w * w - w * w
    assert own.formula == "w*w*w*w - w*w"
    own.start = 0.1
    assert own.proof.first_broken().link.key == "II.1"


def test_a_run_that_leaves_the_numbers_ends_there():
    own = ProofExplorer("own", h=2.4, formula="exp(w^2)", start=6)
    with pytest.raises(ValueError, match="no step with finite values"):
        _ = own.proof
    own.formula, own.h, own.start = "log(w) - w", 1.0, -1.0
    with pytest.raises(ValueError, match="start is -1, but must be where"):
        _ = own.trajectory
    own.start = 0.5
    assert own.survey.undefined
    assert own.lecture_bound is None
