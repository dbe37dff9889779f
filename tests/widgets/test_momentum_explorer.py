"""The Python side of the MomentumExplorer: bad values, and the library's own numbers."""

import math

import numpy as np
import pytest
import traitlets

from lecture_lib import heavy_ball
from lecture_lib.widgets import MomentumExplorer


@pytest.fixture
def explorer():
    return MomentumExplorer()


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("step_size", 0.0, "a number from 0.01 to 4, got 0.0"),
        ("step_size", 4.5, "a number from 0.01 to 4"),
        ("step_size", "fast", "a number from 0.01 to 4"),
        ("beta", 1.0, "a number from 0 to 0.99"),
        ("beta", -0.1, "a number from 0 to 0.99"),
        ("condition", 0.5, "a number from 1 to 200"),
        ("condition", math.inf, "a number from 1 to 200"),
        ("start", [2.0, 0.0], "a list of 2 numbers from -1.2 to 1.2, -1 to 1"),
        ("start", [0.0], "a list of 2 numbers"),
        ("rival", "none", "one of 'same', 'best'"),
    ],
)
def test_bad_values_are_refused_and_the_last_good_ones_stay(explorer, trait, value, words):
    before = explorer.state()
    with pytest.raises(traitlets.TraitError, match=f"{trait} must be {words}"):
        setattr(explorer, trait, value)
    with pytest.raises(traitlets.TraitError, match=words):
        MomentumExplorer(**{trait: value})
    assert explorer.state() == before


def test_its_numbers_are_the_librarys():
    explorer = MomentumExplorer(2.5, 0.8, 50.0, start=(0.5, -0.25))
    assert explorer.rates == tuple(
        heavy_ball.spectral_radius(curvature, 2.5, 0.8) for curvature in (1 / 50, 1.0)
    )
    assert explorer.regimes == ("under-damped", "under-damped")
    assert explorer.effective_rate == pytest.approx(12.5)
    assert explorer.best == heavy_ball.best_parameters(1 / 50, 1.0)
    assert np.array_equal(explorer.path[0], [0.5, -0.25])
    assert explorer.path.shape == explorer.rival_path.shape == (61, 2)
    assert not np.isclose(explorer.path[-1], explorer.rival_path[-1]).any()


def test_the_rival_is_gradient_descent():
    explorer = MomentumExplorer(1.9, 0.8, 9.0, start=(1.0, 1.0))
    assert explorer.rival_path[:, 1] == pytest.approx((1 - 1.9) ** np.arange(61.0))
    explorer.rival = "best"
    # in both directions by (kappa - 1) / (kappa + 1), once with a minus
    assert explorer.rival_path[:, 0] == pytest.approx(0.8 ** np.arange(61.0))
    assert explorer.rival_path[:, 1] == pytest.approx((-0.8) ** np.arange(61.0))


def test_observers_hear_of_changes(explorer):
    heard = []
    explorer.observe(lambda change: heard.append((change["name"], change["new"])))
    explorer.beta = 0.25
    explorer.start = (0, 1)
    assert heard == [("beta", 0.25), ("start", [0.0, 1.0])]


def test_its_repr_is_stable(explorer):
    assert repr(explorer) == "MomentumExplorer(step_size=1.7, beta=0.5, condition=20)"
