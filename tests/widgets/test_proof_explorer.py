"""The Python side of the ProofExplorer: bad values, and the library's own numbers."""

import math

import numpy as np
import pytest
import traitlets

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
