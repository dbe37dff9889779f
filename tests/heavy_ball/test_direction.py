"""One eigen-direction: the formulas against NumPy's eigenvalues and against plain runs."""

import math
from decimal import Decimal, getcontext

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from lecture_lib import heavy_ball

betas = st.floats(0.0, 0.999)
curvatures = st.floats(0.01, 50.0)
products = st.floats(-1.0, 5.0)  # step size times curvature, past every border
NAMES = ["over-damped", "critical", "under-damped", "alternating", "marginal", "divergent"]


def numpy_moduli(h, beta):
    return sorted(abs(np.linalg.eigvals(heavy_ball.iteration_matrix(h, 1.0, beta))))


@given(products, betas)
def test_eigenvalues_are_those_of_the_matrix(h, beta):
    larger, smaller = heavy_ball.eigenvalues(h, 1.0, beta)
    assert abs(larger) >= abs(smaller)
    assert larger + smaller == pytest.approx(1 + beta - h, abs=1e-13)
    assert larger * smaller == pytest.approx(beta, abs=1e-13)
    # near a double root NumPy's own eigenvalues have half the digits
    assert numpy_moduli(h, beta) == pytest.approx([abs(smaller), abs(larger)], abs=1e-6)


def exact_radius(curvature, step_size, beta):
    """The radius of the floats as they are given, to 40 digits."""
    getcontext().prec = 60
    h, b = Decimal(curvature) * Decimal(step_size), Decimal(beta)
    trace = 1 + b - h
    discriminant = trace * trace - 4 * b
    return b.sqrt() if discriminant <= 0 else (abs(trace) + discriminant.sqrt()) / 2


@given(curvatures, betas, st.sampled_from([-1, 1]), st.integers(-4, 4))
@example(curvature=25.0, beta=4 / 9, sign=1, ulps=0)
def test_radius_and_roots_keep_their_digits_at_double_roots(curvature, beta, sign, ulps):
    step_size = (1 + sign * math.sqrt(beta)) ** 2 / curvature
    step_size += ulps * math.ulp(step_size)
    exact = exact_radius(curvature, step_size, beta)
    radius = heavy_ball.spectral_radius(curvature, step_size, beta)
    assert abs(Decimal(radius) - exact) <= Decimal("4e-16")
    larger, smaller = heavy_ball.eigenvalues(curvature, step_size, beta)
    assert abs(larger) >= abs(smaller)
    assert abs(larger) == pytest.approx(float(exact), abs=4e-16)
    assert abs(larger) * abs(smaller) == pytest.approx(beta, rel=1e-15)


def test_the_radius_of_the_cycles_parameters_is_two_thirds():
    assert heavy_ball.spectral_radius(25.0, 1 / 9, 4 / 9) == pytest.approx(2 / 3, abs=2e-16)


@given(st.floats(1e-6, 3.99))
def test_the_best_beta_is_critical(h):
    assert heavy_ball.regime(h, 1.0, heavy_ball.best_beta(h, 1.0)) == "critical"


@given(st.floats(0.01, 100.0), st.floats(1.001, 1e6))
def test_the_best_parameters_are_critical_at_both_ends(mu, kappa):
    step_size, beta = heavy_ball.best_parameters(mu, kappa * mu)[:2]
    assert heavy_ball.regime(mu, step_size, beta) == "critical"
    assert heavy_ball.regime(kappa * mu, step_size, beta) in ("critical", "marginal")


def test_without_momentum_one_root_is_zero():
    assert heavy_ball.eigenvalues(0.5, 1.0, 0.0) == (0.5, 0.0)
    assert heavy_ball.regime(0.5, 1.0, 0.0) == "over-damped"
    assert heavy_ball.regime(1.5, 1.0, 0.0) == "alternating"


def test_factors_beyond_all_measure_still_have_a_radius():
    assert heavy_ball.spectral_radius(1e305, 1e-305, 0.25) == pytest.approx(0.5)
    assert heavy_ball.spectral_radius(1e305, 1e305, 0.25) == math.inf


@given(products, betas)
@example(h=1.0, beta=1e-267)  # 1 + beta rounds to h, and both factors of the discriminant to 0
def test_the_radius_is_the_larger_modulus(h, beta):
    radius = heavy_ball.spectral_radius(h, 1.0, beta)
    assert type(radius) is float
    assert radius == pytest.approx(abs(heavy_ball.eigenvalues(h, 1.0, beta)[0]), rel=1e-12)


@given(products, betas)
def test_the_regime_says_what_the_roots_are(h, beta):
    # a rounding error moves a point that is nearer than this to a border across it
    borders = [0.0, (1 - beta**0.5) ** 2, (1 + beta**0.5) ** 2, 2 * (1 + beta)]
    assume(min(abs(h - border) for border in borders) > 1e-9)
    larger, smaller = heavy_ball.eigenvalues(h, 1.0, beta)
    roots = {
        "over-damped": larger.imag == 0 and smaller.real >= 0 and 0 < larger.real < 1,
        "under-damped": larger.imag > 0 and abs(larger) == pytest.approx(math.sqrt(beta)),
        "alternating": larger.imag == 0 and -1 <= larger.real < 0 and smaller.real <= 0,
        "divergent": abs(larger) > 1,
    }
    assert roots[heavy_ball.regime(h, 1.0, beta)]


def test_every_regime_and_its_borders():
    names = [heavy_ball.regime(h, 1.0, 0.25) for h in (-1, 0, 0.2, 0.25, 1, 2.25, 2.4, 2.5, 2.6)]
    assert names == ["divergent", "marginal", *NAMES[:3], "critical", *NAMES[3:]]
    assert heavy_ball.regime(4.0, 0.25, 0.0) == "critical"  # gradient descent in one step


@given(st.floats(0.02, 0.98), curvatures)
def test_stable_exactly_below_the_limit(beta, curvature):
    limit = heavy_ball.stability_limit(curvature, beta)
    assert heavy_ball.spectral_radius(curvature, 0.999 * limit, beta) < 1
    assert heavy_ball.spectral_radius(curvature, 1.001 * limit, beta) > 1
    assert heavy_ball.spectral_radius(curvature, limit, beta) == pytest.approx(1.0, abs=1e-12)
    assert heavy_ball.spectral_radius(curvature, 1e-3 * limit, beta) < 1
    assert heavy_ball.spectral_radius(curvature, -1e-3 * limit, beta) > 1


def test_arrays_broadcast():
    steps, betas = np.linspace(0.1, 4, 7), np.linspace(0, 0.9, 4)
    table = heavy_ball.spectral_radius(2.0, steps[:, None], betas)
    assert table.shape == (7, 4)
    assert table[3, 2] == heavy_ball.spectral_radius(2.0, steps[3], betas[2])


@given(st.floats(0.05, 3.9), st.floats(0.1, 0.95))
def test_the_error_of_a_long_run_shrinks_by_the_radius(h, beta):
    radius = heavy_ball.spectral_radius(h, 1.0, beta)
    assume(0.2 < radius < 1.2)
    scaled = heavy_ball.iteration_matrix(h, 1.0, beta) / radius
    # the norm of a power is at most of the order t rho^t, so its root comes within log(t)/t
    growth = np.linalg.norm(np.linalg.matrix_power(scaled, 2000)) ** (1 / 2000)
    assert growth == pytest.approx(1.0, abs=0.01)


@given(st.lists(st.tuples(curvatures, st.floats(-3, 3)), min_size=1, max_size=4), betas)
def test_a_path_is_the_matrix_applied_again_and_again(directions, beta):
    curvature, start = np.array(directions).T
    step_size = 1.0 / curvature.max()
    points = heavy_ball.path(curvature, start, step_size, beta, 30)
    for c, x, run in zip(curvature, start, points.T, strict=True):
        state = np.array([0.0, x])
        for expected in run:
            assert state[1] == pytest.approx(expected, rel=1e-9, abs=1e-12)
            state = heavy_ball.iteration_matrix(c, step_size, beta) @ state


def test_a_divergent_path_is_not_cut_off():
    points = heavy_ball.path([1.0], [1.0], 5.0, 0.5, 2000)
    assert not np.isfinite(points[-1]).all()
    assert abs(points[100, 0]) > 1e30


@pytest.mark.parametrize("beta", [-0.1, 1.0, math.nan])
@pytest.mark.parametrize(
    "function",
    [
        heavy_ball.iteration_matrix,
        heavy_ball.eigenvalues,
        heavy_ball.spectral_radius,
        heavy_ball.regime,
        heavy_ball.nesterov_radius,
        heavy_ball.stationary_variance,
    ],
)
def test_a_beta_out_of_range_is_refused(function, beta):
    with pytest.raises(ValueError, match=r"beta is .*, but must be at least 0 and below 1"):
        function(1.0, 0.1, beta)


def test_paths_that_make_no_sense_are_refused():
    with pytest.raises(ValueError, match="steps is -1, but must be at least 0"):
        heavy_ball.path([1.0], [1.0], 0.1, 0.5, -1)
    with pytest.raises(ValueError, match="but must have the same"):
        heavy_ball.path([1.0, 2.0], [1.0], 0.1, 0.5, 1)


def test_a_path_of_no_steps_is_its_start():
    assert heavy_ball.path([1.0, 2.0], [3.0, 4.0], 0.1, 0.5, 0).tolist() == [[3.0, 4.0]]
    with pytest.raises(ValueError, match="steps is -1, but must be at least 0"):
        heavy_ball.path([1.0], [1.0], 0.1, 0.5, -1)
