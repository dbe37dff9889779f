"""What the widgets of one formula say is so: every sentence's numbers, wherever a walk leads."""

import math
import re

import numpy as np
import pytest
from reading import number
from telling import N, found, near, told

from lecture_lib import heavy_ball
from lecture_lib.activations import ACTIVATIONS

BEHAVIOUR = {
    "over-damped": "over-damped, it shrinks without swinging",
    "critical": "critically damped",
    "under-damped": "under-damped, it swings",
    "alternating": "it flips its sign",
    "marginal": "it neither shrinks nor grows",
    "divergent": "it diverges",
}
DIRECTION = rf"(Flat|Steep) direction \(λ = {N}\): (.*?), error × (√β = )?{N} per step\."
RUNS = (
    rf"From distance {N}, after 60 steps momentum (.*?); gradient descent"
    rf"( with its own best η = {N})? (.*?)\. Effective rate η/\(1 − β\) = {N}\. "
    rf"Best: η = {N}, β = {N}, error × {N} per step\."
)
OWN_RUNS = (
    rf"From distance {N}, after 60 steps of η = {N}/L = {N} momentum (.*?); gradient descent"
    rf"( with its own best η = {N}/L)? (.*?)\. Effective"
)
OWN_BEST = (
    rf"Effective rate η/\(1 − β\) = {N}/L\. "
    rf"Best: η = {N}/L, β = {N}, error × {N} per step\."
)


def test_momentum():
    kinds, shown = set(), set()
    for explorer, said in told("MomentumExplorer"):
        shown.add(explorer.function)
        is_own = explorer.function == "own"
        L = explorer.near.L if is_own else 1.0
        if explorer.curvatures is None:
            of_no_point(explorer, said)
            continue
        directions = re.findall(DIRECTION, said)
        assert [name for name, *_ in directions] == ["Flat", "Steep"]
        for i, (_, curvature, words, root, rate) in enumerate(directions):
            assert number(curvature) == near(explorer.curvatures[i] * L)
            assert words == BEHAVIOUR[explorer.regimes[i]]
            assert number(rate) == near(explorer.rates[i])
            assert bool(root) == (explorer.regimes[i] == "under-damped")
            kinds.add(words)
        above = re.search(rf"There ηλ = {N} is above 2\(1 \+ β\) = {N}\.", said)
        assert bool(above) == (explorer.regimes[1] == "divergent")
        if above:
            assert number(above[1]) == near(explorer.step_size)
            assert number(above[2]) == near(2.0 * (1.0 + explorer.beta))
        if is_own:
            near_a_minimum(explorer, said)
        else:
            on_the_quadratic(explorer, said)
    assert len(kinds) > 3
    assert shown == {"quadratic", "own"}


def on_the_quadratic(explorer, said):
    start, momentum, own, eta, descent, effective, *best = found(RUNS, said)
    assert number(start) == near(math.hypot(*explorer.start))
    assert bool(own) == (explorer.rival == "best")
    if own:
        assert number(eta) == near(2.0 / (1.0 + 1.0 / explorer.condition))
    for words, path in ((momentum, explorer.path), (descent, explorer.rival_path)):
        assert_is_told(words, path)
    rate = heavy_ball.effective_rate(explorer.step_size, explorer.beta)
    assert number(effective) == near(rate)
    curvatures = (1.0 / explorer.condition, 1.0)
    assert [*map(number, best)] == [*map(near, heavy_ball.best_parameters(*curvatures))]


def near_a_minimum(explorer, said):
    (x, y, *_), _, L = explorer.near
    told_x, told_y, kappa, told_L = found(rf"minimum at \({N}, {N}\): κ = {N}, L = {N}\.", said)
    assert (number(told_x), number(told_y)) == (near(x), near(y))
    assert (number(kappa), number(told_L)) == (near(1.0 / explorer.curvatures[0]), near(L))
    distance, eta, size, momentum, own, best, descent = found(OWN_RUNS, said)
    assert number(distance) == near(math.dist(explorer.own_start, (x, y)))
    assert (number(eta), number(size)) == (near(explorer.step_size), near(explorer.step_size / L))
    assert bool(own) == (explorer.rival == "best")
    if own:
        assert number(best) == near(2.0 / sum(explorer.curvatures))
    for words, run in zip((momentum, descent), explorer.runs.values(), strict=True):
        if run.left is not None:
            assert words == f"leaves, at step {run.left}, where f is defined"
        elif another := re.match(rf"is nearer to another minimum, at \({N}, {N}\)", words):
            end = run.iterates[-1]
            place = (number(another[1]), number(another[2]))
            assert math.dist(end, place) < math.dist(end, (x, y))
        else:
            assert_is_told(words, run.iterates - (x, y), run.diverged)
    effective, *best = found(OWN_BEST, said)
    assert number(effective) == near(explorer.effective_rate)
    assert [*map(number, best)] == [*map(near, explorer.best)]


def of_no_point(explorer, said):
    assert "No minimum was found: the plane speaks of no point." in said
    assert " direction (λ" not in said
    assert "Best:" not in said
    L, effective = found(rf"L = {N}\..*η/\(1 − β\) = {N}/L\.", said)
    assert (number(L), number(effective)) == (near(explorer.near.L), near(explorer.effective_rate))
    for name, run in zip(("momentum", "gradient descent"), explorer.runs.values(), strict=True):
        if run.left == 0:
            assert f"{name} has no gradient to start with" in said
        elif run.left:
            assert f"{name} leaves, at step {run.left}, where f is defined" in said
        elif run.diverged is not None:
            assert f"{name} has diverged at step {run.diverged}" in said
        else:
            x, y, value = found(rf"{name} is at \({N}, {N}\) with f = {N}", said)
            assert (number(x), number(y)) == tuple(map(near, run.iterates[-1]))
            assert number(value) == near(run.gaps[-1])


def assert_is_told(words, path, diverged=None):
    """Words tell how far from the minimum a run ends, or when it was ten times as far."""
    distances = np.linalg.norm(path, axis=1)
    far = np.flatnonzero(distances > 10.0 * distances[0])
    if far.size:
        assert words.startswith(f"has diverged, at step {far[0]} already ten times as far")
    elif diverged is not None:
        assert words == f"has diverged at step {diverged}"
    else:
        assert number(words.removeprefix("is at distance ")) == near(distances[-1])


def test_convexity():
    verdicts = set()
    for explorer, said in told("ConvexityExplorer"):
        left, right = explorer.sides
        if missing := re.search(
            r": f (?:is no finite number|has no slope) at .*, so there is nothing to compare", said
        ):
            assert not math.isfinite(left + right), missing
            continue
        here = found(rf": {N} ≤ {N} (is false|holds)(, with (?:{N}|equality))?", said)
        pair = re.search(rf"This pair needs L ≥ {N}\.", said)
        assert (number(here[0]), number(here[1])) == (near(left), near(right))
        assert (here[2] == "holds") == explorer.holds
        verdicts.add(here[2])
        if fails := re.search(rf"It fails by {N}\.", said):
            assert number(fails[1]) == near(left - right)
        elif here[4]:
            assert number(here[4]) == pytest.approx(right - left, rel=5.1e-4, abs=1e-12)
        else:
            assert here[3] == ", with equality"
            assert right == pytest.approx(left, abs=1e-11 * (1.0 + abs(left)))
        assert bool(pair) == (explorer.inequality == "upper" and explorer.x1 != explorer.x2)
        if pair:
            step = explorer.x1 - explorer.x2
            bare = right - explorer.L / 2.0 * step**2
            tolerance = 1e-12 * (1.0 + abs(left)) / step**2
            needed = max(0.0, 2.0 * (left - bare) / step**2)
            assert number(pair[1]) == pytest.approx(needed, rel=5.1e-4, abs=4.0 * tolerance)
        if explorer.function == "own":
            check_what_is_seen(explorer.survey, said, explorer.inequality == "upper")
        pairs, low, high = found(rf"Of {N} pairs between {N} and {N}", said)
        search, grid = explorer.search, explorer.grid
        assert number(pairs) == search.tried
        assert (number(low), number(high)) == (near(grid[0]), near(grid[-1]))
        assert ("none fails" in said) == search.holds
        if not search.holds:
            x1, x2, by = map(number, found(rf"most at x₁ = {N}, x₂ = {N}: by {N}\.", said))
            assert by == near(search.violation)
            # rounded points, at which the inequality fails by about as much
            explorer.x1, explorer.x2 = x1, x2
            left, right = explorer.sides
            assert left - right == pytest.approx(by, rel=2e-2, abs=1e-9)
    assert verdicts == {"holds", "is false"}


def check_what_is_seen(seen, said, is_smooth):
    """Whether the sentence about a function of one's own says what the survey has."""
    assert bool(re.search("f is no finite number (from|at)", said)) == bool(seen.undefined)
    if not is_smooth:
        kinks = all(kink.before < kink.after for kink in seen.kinks)
        assert ("as far as they show, f is convex" in said) == (kinks and seen.least >= -1e-9)
        if least := re.search(rf"since f″\({N}\) = {N} < 0", said):
            assert number(least[2]) == near(seen.least)
        elif least := re.search(rf"points f″ is at least {N}", said):
            assert number(least[1]) == pytest.approx(seen.least, rel=5.1e-4, abs=1e-12)
    elif seen.kinks:
        assert number(found(rf"f′ jumps at x = {N}", said)[0]) == pytest.approx(
            seen.kinks[0].x, abs=1e-3
        )
    elif math.isfinite(seen.L):
        assert number(found(rf"L = {N} is enough, and no less, as far as", said)[0]) == near(seen.L)
    else:
        assert "|f″| has no bound near" in said


def test_regression():
    ends = set()
    for explorer, said in told("RegressionExplorer"):
        if explorer.data:
            continue
        factors = 1.0 - explorer.step * explorer.eigen.eigenvalues
        steep = found(rf"1 − ηλ₁ = {N}", said)[0]
        assert number(steep) == pytest.approx(factors[0], rel=5.1e-4, abs=1e-12)
        flat = re.search(rf"1 − ηλ₂ = {N} along v₂", said)
        assert bool(flat) != explorer.deficient
        if flat:
            assert number(flat[1]) == pytest.approx(factors[1], rel=5.1e-4, abs=1e-12)
        words = rf"at most ε = {N} after {N} steps?; the linear rate promises it after {N}\."
        steps = re.search(words, said)
        assert bool(steps) == (explorer.iterations is not None)
        ends.add(bool(steps))
        if not steps:
            grows = abs(factors[0]) > 1.0
            assert (f"The factor {steep} is larger than 1" in said) == grows
            assert ("because η > 2/λ₁" in said) == grows
            continue
        epsilon, needed, linear = map(number, steps.groups())
        assert epsilon == near(explorer.epsilon)
        assert needed == pytest.approx(explorer.iterations, rel=1e-3, abs=1)
        assert linear == pytest.approx(explorer.linear_iterations, rel=1e-3, abs=1)
        lecture = re.search(rf"bound R²/2ηε asks for {N}\.", said)
        assert bool(lecture) == (explorer.step <= 1.0)
        if lecture:
            allowed = explorer.sublinear_iterations
            assert number(lecture[1]) == pytest.approx(allowed, rel=6e-4, abs=1)
    assert ends == {True, False}


def own_activation(explorer, said):
    """Hold what is said of a function of one's own, which is defined everywhere in the walks."""
    left, right = explorer.sides
    if left == right:
        value, slope = found(rf"f\(.*?\) = {N}, with slope f′.*?\) = {N}\.", said)
        assert number(slope) == pytest.approx(explorer.derivative, rel=5.1e-4, abs=1e-12)
    else:
        kink = rf"at a kink: slope {N} from the left, {N} from the right.*?In use: {N},"
        value, *slopes, used = found(rf"f\(.*?\) = {N}, {kink}", said)
        assert [*map(number, slopes), number(used)] == [
            near(left),
            near(right),
            near(explorer.derivative),
        ]
    assert number(value) == pytest.approx(explorer.value, rel=5.1e-4, abs=1e-12)
    if explorer.product != 0.0:
        assert number(found(rf"/da₁ = {N}", said)[0]) == near(explorer.product)
    steepest = found(rf"The largest \|f′\| at 2001 points from −5 to 5 is {N};", said)[0]
    assert number(steepest) == near(explorer.steepest)


def test_activation():
    for explorer, said in told("ActivationExplorer"):
        if explorer.function == "own":
            own_activation(explorer, said)
            continue
        low, high = explorer.subdifferential
        if low == high:
            x, value, again, slope = found(rf"\({N}\) = {N}, with slope .*?\({N}\) = {N}\.", said)
            assert x == again
            assert number(x) == near(explorer.x)
            assert number(value) == pytest.approx(explorer.value, rel=5.1e-4, abs=1e-12)
            assert number(slope) == pytest.approx(explorer.derivative, rel=5.1e-4, abs=1e-12)
        else:
            parts = found(rf"every slope from {N} to {N} is a subgradient\. In use: {N}", said)
            assert [*map(number, parts)] == [near(low), near(high), near(explorer.derivative)]
        digits = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
        depth = found(r"dz([₀-₉]+)/da₁", said)[0]
        assert int(depth.translate(digits)) == explorer.depth
        layers = re.search(rf"Layers 1 to {N} with w = {N}", said)
        assert bool(layers) == (explorer.depth > 1)
        if layers:
            assert (number(layers[1]), number(layers[2])) == (explorer.depth, near(explorer.weight))
        product = explorer.product
        if product != 0.0:
            shown, mean = found(rf"da₁ = {N}(?:, a factor of {N} per layer)?\.", said)
            assert number(shown) == near(product)
            assert (mean is not None) == (explorer.depth > 1)
            if mean:
                assert number(mean) == near(abs(product) ** (1.0 / explorer.depth))
        elif (explorer.layers.slopes == 0.0).any():
            layer = found(rf"da₁ = 0, since the slope of layer {N} is 0\.", said)[0]
            assert number(layer) == 1 + np.flatnonzero(explorer.layers.slopes == 0.0)[0]
        largest, steepest = found(rf"At most M.* = {N}, where M = {N} is the largest slope", said)
        assert number(largest) == near(explorer.largest_product)
        assert number(steepest) == near(ACTIVATIONS[explorer.function].steepest)
