"""The Python side of the ConvexityExplorer: bad values, and the library's own numbers."""

import pytest
import traitlets

from lecture_lib import convexity, problems
from lecture_lib.widgets import ConvexityExplorer


@pytest.fixture
def explorer():
    return ConvexityExplorer()


@pytest.mark.parametrize(
    ("trait", "value", "words"),
    [
        ("function", "cube", "one of 'square', 'huber', 'softplus', 'abs'"),
        ("inequality", "below", "one of 'chord', 'tangent', 'upper'"),
        ("x1", 7.0, "a number from -6 to 6, got 7.0"),
        ("x2", "left", "a number from -6 to 6"),
        ("weight", 1.5, "a number from 0 to 1"),
        ("L", 0.0, "a number from 0.1 to 20"),
        ("formula", "x^", "a function of x: column 3"),
        ("formula", "y", "a function of x: column 1: y is not known here"),
        ("interval", [1, 1], "a list of 2 numbers from -6 to 6, the first below the second"),
        ("interval", [0, 7], "a list of 2 numbers from -6 to 6"),
        ("interval", 3, "a list of 2 numbers"),
    ],
)
def test_bad_values_are_refused_and_the_last_good_ones_stay(explorer, trait, value, words):
    before = explorer.state()
    with pytest.raises(traitlets.TraitError, match=f"{trait} must be {words}"):
        setattr(explorer, trait, value)
    with pytest.raises(traitlets.TraitError, match=words):
        ConvexityExplorer(**{trait: value})
    assert explorer.state() == before


def test_its_numbers_are_the_librarys():
    chord = ConvexityExplorer("sine", "chord", 0.5, 2.5, weight=0.25)
    assert chord.sides == convexity.chord_sides(problems.sine(), [0.5], [2.5], 0.25)
    tangent = ConvexityExplorer("exp", "tangent", 0.5, -2.5)
    assert tangent.sides == convexity.tangent_sides(problems.exponential(), [0.5], [-2.5])
    upper = ConvexityExplorer("huber", "upper", 0.5, -2.5, L=3.0)
    assert upper.sides == convexity.upper_bound_sides(problems.huber(1.0), [0.5], [-2.5], 3.0)
    assert (chord.holds, tangent.holds, upper.holds) == (False, True, True)


@pytest.mark.parametrize("function", ["square", "huber", "softplus", "abs", "exp"])
@pytest.mark.parametrize("inequality", ["chord", "tangent"])
def test_convex_functions_are_not_refuted(function, inequality):
    assert ConvexityExplorer(function, inequality).search.holds


@pytest.mark.parametrize("function", ["double_well", "sine"])
@pytest.mark.parametrize("inequality", ["chord", "tangent"])
def test_the_others_have_a_witness_to_which_the_points_can_go(function, inequality):
    explorer = ConvexityExplorer(function, inequality)
    witness = explorer.search
    explorer.x1, explorer.x2 = float(witness.x1[0]), float(witness.x2[0])
    assert not explorer.holds
    assert explorer.sides == pytest.approx((witness.left, witness.right))


@pytest.mark.parametrize(("function", "L"), [("square", 2.0), ("huber", 1.0), ("sine", 1.0)])
def test_the_upper_bound_begins_to_hold_at_L(function, L):  # noqa: N802
    assert ConvexityExplorer(function, "upper", L=L).search.holds
    assert not ConvexityExplorer(function, "upper", L=0.98 * L).search.holds


def test_the_grid_widens_to_hold_both_points():
    explorer = ConvexityExplorer("double_well", x1=3.0, x2=-0.5)
    assert (explorer.grid[0], explorer.grid[-1], len(explorer.grid)) == (-1.25, 3.0, 81)


def test_it_is_observed_and_says_what_it_is(explorer):
    seen = []
    explorer.observe(lambda change: seen.append((change.name, change.new)), ["x1", "L"])
    explorer.x1, explorer.L = 1, 2
    assert seen == [("x1", 1.0), ("L", 2.0)]
    assert repr(explorer) == (
        "ConvexityExplorer(function='double_well', inequality='tangent', x1=1, x2=-0.5)"
    )


def test_a_function_of_ones_own():
    own = ConvexityExplorer("own", "tangent", 0.5, -0.5, formula=lambda x: x**4 - x**2)
    known = ConvexityExplorer("double_well", "tangent", 0.5, -0.5)
    assert own.formula == "x^4 - x^2"
    assert own.sides == pytest.approx(known.sides, rel=1e-14)
    own.interval = [-1.25, 1.25]
    assert own.grid.tolist() == known.grid.tolist()
    assert own.search.violation == pytest.approx(known.search.violation, rel=1e-12)
    assert pytest.approx(12 * 1.25**2 - 2) == own.survey.L
    assert (own.survey.least, own.survey.is_convex) == (-2.0, False)
    assert known.survey is None
    assert not own.holds


def test_where_there_is_no_value_nothing_holds_and_nothing_is_refuted():
    own = ConvexityExplorer("own", "tangent", 1.0, -1.0, formula="x*log(x)")
    assert not own.holds
    assert own.search.holds
    assert own.survey.undefined[0][0] == -3.0
