"""The MomentumExplorer on one's own function: the minimum it looks at, its runs, its links."""

import math

import numpy as np
import pytest
import traitlets

from lecture_lib import autodiff, heavy_ball, optimizers
from lecture_lib.expression import parse_function
from lecture_lib.widgets import MomentumExplorer, OptimizerRace
from lecture_lib.widgets.links import LinkError

BOWL = "(x - 1)^2 + 5*y^2"
WELLS = "x^4 - 2*x^2 + 9*(2*y - x)^2"


def bowl(x, y):
    return (x - 1) ** 2 + 5 * y**2


def test_a_text_a_python_function_and_a_function_are_the_same():
    explorers = [
        MomentumExplorer(bowl),
        MomentumExplorer(parse_function(BOWL, ["x", "y"])),
        MomentumExplorer(formula=BOWL),
        MomentumExplorer(formula=bowl),
        MomentumExplorer(function="own", formula=BOWL),
    ]
    for explorer in explorers:
        assert (explorer.function, explorer.formula) == ("own", BOWL)
        assert explorer.state() == explorers[0].state()
    assert repr(explorers[0]) == f"MomentumExplorer(step_size=1.7, beta=0.5, formula={BOWL!r})"
    assert MomentumExplorer(lambda x, y: autodiff.sin(x) * y).formula == "sin(x)*y"


def test_beside_a_function_numbers_stand_in_their_order_or_by_name():
    assert (
        MomentumExplorer(bowl, 1.0, 0.9).state()
        == MomentumExplorer(bowl, step_size=1.0, beta=0.9).state()
    )
    with pytest.raises(TypeError, match="a function is given twice"):
        MomentumExplorer(bowl, formula=BOWL)
    with pytest.raises(TypeError, match="multiple values for argument 'beta'"):
        MomentumExplorer(bowl, 1.0, 0.9, beta=0.8)


def test_it_starts_as_the_race_does():
    for formula in (BOWL, WELLS, "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"):
        explorer = MomentumExplorer(formula=formula)
        assert explorer.own_start == OptimizerRace(formula=formula).start
    first = MomentumExplorer(function="own")
    assert first.formula == WELLS
    assert MomentumExplorer().own_start == OptimizerRace(formula=WELLS).start
    assert MomentumExplorer(formula=BOWL, own_start=[0, 1]).own_start == [0.0, 1.0]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"formula": "x +"}, "formula must be a function of x and y: column 4"),
        ({"formula": "x + z"}, "formula must be a function of x and y: column 5"),
        ({"formula": 3}, "formula must be a function of x and y"),
        ({"formula": lambda x: x}, "formula must be a function of x and y"),
        ({"function": "cubic"}, "function must be one of 'quadratic', 'own', got 'cubic'"),
        ({"own_start": [0.0]}, "own_start must be a list of 2 numbers from -1000 to 1000"),
        ({"own_start": [0.0, math.nan]}, "own_start must be a list of 2 numbers"),
    ],
)
def test_what_is_not_allowed_is_refused_and_the_last_good_state_stays(given, words):
    with pytest.raises(traitlets.TraitError, match=words):
        MomentumExplorer(**given)
    explorer = MomentumExplorer(bowl)
    before = explorer.state()
    ((name, value),) = given.items()
    with pytest.raises(traitlets.TraitError, match=words):
        setattr(explorer, name, value)
    assert explorer.state() == before


@pytest.mark.parametrize("rival", ["same", "best"])
def test_the_quadratic_that_is_typed_is_the_quadratic(rival):
    own = MomentumExplorer(
        formula="3*(x^2/20 + y^2)/2", own_start=[-1.0, 0.6], beta=0.7, rival=rival
    )
    quadratic = MomentumExplorer(beta=0.7, rival=rival)
    _, _, scale = own.near
    assert scale == pytest.approx(3.0, rel=1e-12)
    assert own.curvatures == pytest.approx(quadratic.curvatures, rel=1e-12)
    assert own.rates == pytest.approx(quadratic.rates, rel=1e-9)
    assert own.regimes == quadratic.regimes
    assert own.best == pytest.approx(quadratic.best, rel=1e-9)
    assert own.path == pytest.approx(quadratic.path, abs=1e-12)
    assert own.rival_path == pytest.approx(quadratic.rival_path, abs=1e-12)


def test_its_runs_are_those_of_the_librarys_optimizers():
    explorer = MomentumExplorer(1.2, 0.8, formula=WELLS, own_start=[-1.8, 1.5], rival="best")
    problem = parse_function(WELLS, ["x", "y"]).problem()
    L = explorer.near.L
    worker = optimizers.Momentum(None, lr=1.2 / L, beta=0.8)
    run = optimizers.minimize(problem, worker, explorer.own_start, 60)
    assert explorer.path == pytest.approx(run.iterates, rel=1e-9, abs=1e-12)
    flat, steep = explorer.curvatures
    worker = optimizers.SGD(None, lr=2.0 / (flat + steep) / L)
    run = optimizers.minimize(problem, worker, explorer.own_start, 60)
    assert explorer.rival_path == pytest.approx(run.iterates, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("formula", "minimum"),
    [(WELLS, (-1.0, -0.5)), ("sqrt(1 + x^2) + 5*y^2", (0.0, 0.0))],
)
def test_near_the_minimum_an_error_shrinks_as_the_plane_says(formula, minimum):
    place = (minimum[0] + 1e-4, minimum[1])
    explorer = MomentumExplorer(1.0, 0.3, formula=formula, own_start=place)
    assert explorer.near.minimum[:2] == pytest.approx(minimum, abs=1e-9)
    assert explorer.near.is_below
    # by second differences, as another witness of the curvatures
    f = parse_function(formula, ["x", "y"]).value
    h, (x, y) = 1e-3, minimum
    ways = [(1, 0), (0, 1), (1, 1)]
    xx, yy, both = [
        (f([x + h * a, y + h * b]) - 2 * f([x, y]) + f([x - h * a, y - h * b])) / h**2
        for a, b in ways
    ]
    xy = (both - xx - yy) / 2
    flat, steep = np.linalg.eigvalsh([[xx, xy], [xy, yy]])
    _, _, scale = explorer.near
    assert scale == pytest.approx(steep, rel=1e-4)
    assert explorer.curvatures[0] == pytest.approx(flat / steep, rel=1e-4)
    assert explorer.regimes[0] == "over-damped"
    errors = np.linalg.norm(explorer.path - explorer.near.minimum[:2], axis=1)
    assert errors[40] / errors[39] == pytest.approx(max(explorer.rates), rel=1e-3)


@pytest.mark.parametrize("seed", range(6))
def test_it_is_the_minimum_to_which_slow_descent_leads(seed):
    formula = "(x^2 + y - 11)^2 + (x + y^2 - 7)^2"
    rng = np.random.default_rng(seed)
    explorer = MomentumExplorer(formula=formula, own_start=rng.uniform(-4.0, 4.0, 2))
    problem = parse_function(formula, ["x", "y"]).problem()
    place = np.array(explorer.own_start)
    for _ in range(2000):
        place = place - 1e-3 * np.array(problem.partials(*place))
    assert explorer.near.is_below
    assert explorer.near.minimum[:2] == pytest.approx(place, abs=1e-4)


def test_where_descent_leads_to_no_minimum_the_lowest_is_looked_at():
    away = MomentumExplorer(formula="x^3 - 3*x + y^2", own_start=[-1.4, 1.0])
    assert not away.near.is_below
    assert away.near.minimum[:2] == pytest.approx((1.0, 0.0), abs=1e-9)
    on_the_ridge = MomentumExplorer(formula="x^4 - x^2 + y^2", own_start=[0.0, 1.0])
    assert not on_the_ridge.near.is_below
    far_off = MomentumExplorer(formula="x^4 - x^2 + x/9 + y^2", own_start=[2.0, 200.0])
    assert not far_off.near.is_below
    assert far_off.near.minimum.x < 0.0


def test_without_a_minimum_the_plane_speaks_of_no_point():
    slope = MomentumExplorer(formula="x + y^2", rival="best")
    assert slope.near.minimum is None
    assert (slope.curvatures, slope.rates, slope.regimes, slope.best) == (None,) * 4
    assert slope.effective_rate == heavy_ball.effective_rate(1.7, 0.5)
    # there is no best step size: gradient descent takes the same
    steps = np.diff(slope.rival_path[:, 0])
    assert steps == pytest.approx(np.full(60, -1.7 / slope.near.L))


def test_who_diverges_or_leaves_is_told_with_the_step():
    leaving = MomentumExplorer(formula="x*log(x) + y^2")
    assert (leaving.runs["momentum"].left, len(leaving.path)) == (2, 2)
    assert (leaving.runs["rival"].left, len(leaving.rival_path)) == (None, 61)
    leaving.own_start = [-1.0, 1.0]
    assert (leaving.runs["momentum"].left, leaving.path.tolist()) == (0, [[-1.0, 1.0]])
    steep = MomentumExplorer(4.0, 0.0, formula="x^4 + y^2 + x^2", own_start=[2.0, 1.0])
    assert steep.runs["momentum"].diverged is not None
    assert np.isfinite(steep.path).all()
    assert MomentumExplorer().runs == {}
    assert MomentumExplorer().near is None


def test_a_link_carries_the_formula_and_the_start():
    explorer = MomentumExplorer(bowl, beta=0.9)
    assert explorer.link() == (
        "widgets/MomentumExplorer.html#beta=0.9&function=own&formula=(x%20-%201)%5E2%20+%205*y%5E2"
    )
    assert MomentumExplorer.from_link(explorer.link()).state() == explorer.state()
    explorer.own_start = [0.5, -0.25]
    assert explorer.link().endswith("&own_start=0.5,-0.25")
    assert MomentumExplorer.from_link(explorer.link()).state() == explorer.state()
    far = MomentumExplorer(formula="(x - 20)^2 + y^2")
    assert far.link().endswith("&own_start=-22.4,19.2")
    assert MomentumExplorer.from_link(far.link()).state() == far.state()
    explorer.function = "quadratic"  # what was typed is kept
    assert MomentumExplorer.from_link(explorer.link()).state() == explorer.state()
    with pytest.raises(LinkError, match=r"formula must be a formula that can be read \(column 3"):
        MomentumExplorer.from_link("#function=own&formula=x%5E")
