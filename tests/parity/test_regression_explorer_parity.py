"""The RegressionExplorer's JavaScript against lecture_lib."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib.widgets import RegressionExplorer

TOOL = "RegressionExplorer.math"


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("RegressionExplorer")
        yield engine


explorers = st.builds(
    RegressionExplorer,
    kappa=st.floats(1.0, 1000.0),
    angle=st.floats(-90.0, 90.0),
    step=st.floats(0.01, 2.2),
    epsilon=st.floats(1e-12, 0.1),
    start=st.lists(st.floats(-3.0, 3.0), min_size=2, max_size=2),
    deficient=st.booleans(),
)


def ask(js, explorer, what):
    state = literal(explorer.state())
    return js.run(
        f"((m, s, e = m.spectrum(s), c = m.coordinates(e, s.start)) => ({what}))({TOOL}, {state})"
    )


@given(explorer=explorers, t=st.integers(0, 400))
def test_the_path_is_the_librarys(js, explorer, t):
    assume(explorer.deficient or explorer.kappa > 1.0001)  # else eigenvectors are not determined
    eigen = explorer.eigen
    expected = eigen.point(eigen.descend(explorer.start, explorer.step, t))
    gap = float(eigen.gap(eigen.descend(explorer.start, explorer.step, t)))
    found = ask(js, explorer, f"m.point(e, m.descend(e, c, s.step, {t}))")
    scale = max(1.0, float(np.abs(expected).max()))
    assert np.abs(np.array(found) - expected).max() <= 1e-12 * scale
    first = float(eigen.gap(eigen.coordinates(explorer.start)))
    found = ask(js, explorer, f"m.gap(e, m.descend(e, c, s.step, {t}))")
    assert found == pytest.approx(gap, rel=1e-12, abs=1e-12 * max(1.0, first))


def near(a, b):
    """Equal, or both None; ceilings of numbers that differ by rounding may differ by one."""
    return a is b is None or (a is not None and b is not None and abs(a - b) <= 1 + 1e-9 * b)


@given(explorer=explorers)
def test_the_counts_are_the_librarys(js, explorer):
    assume(explorer.deficient or explorer.kappa > 1.0001)
    assume(abs(explorer.step - 2.0) > 1e-9)
    # within rounding of a count, Python and JavaScript may come to either side
    assert near(ask(js, explorer, "m.iterations(e, c, s.step, s.epsilon)"), explorer.iterations)
    found = ask(js, explorer, "m.linearIterations(e, c, s.step, s.epsilon)")
    assert near(found, explorer.linear_iterations)
    found = ask(js, explorer, "m.sublinearIterations(e, c, s.step, s.epsilon)")
    assert near(found, explorer.sublinear_iterations)
