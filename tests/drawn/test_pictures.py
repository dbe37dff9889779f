"""Pictures are read back: by their axes what is drawn has numbers, and they are right."""

import random
import re

import numpy as np
import pytest
from kinds_of_widgets import PICTURED, make
from living import Living
from reading import NUMBER, number
from walks import walk

from lecture_lib.activations import ACTIVATIONS
from lecture_lib.expression import parse_function
from lecture_lib.widgets import ActivationExplorer, ConvexityExplorer, OptimizerRace
from lecture_lib.widgets.convexity_explorer.widget import FUNCTIONS
from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES

TICKS = """[...hands.root().querySelectorAll('svg.lw-plot')].map((plot) =>
  [...plot.querySelectorAll('.lw-axes > g')].map((g) => [
    g.children[0].getAttribute('d'), g.children[1].textContent,
    Number(g.children[1].getAttribute('x')), Number(g.children[1].getAttribute('y')),
    plot.getAttribute('viewBox')]))"""
TICK = re.compile(r"M(-?[\d.e-]+) (-?[\d.e-]+)([vh])(-?\d)")
VERTEX = re.compile(r"(-?[\d.]+) (-?[\d.]+)")


def axes(page):
    """Return for each plot its ticks: of both axes the places and the numbers beside them."""
    plots = []
    for ticks in page.run(TICKS):
        along = {"x": [], "y": []}
        for d, text, x, y, box in ticks:
            at_x, at_y, way, length = TICK.fullmatch(d).groups()
            width, height = map(float, box.split()[2:])
            place = (float(at_x), float(at_y))
            if way == "v":
                # below its axis, and under its tick
                assert length == "4"
                assert (x, y) == pytest.approx((place[0], place[1] + 18))
                assert 0 < y < height
            else:
                # left of its axis, on the line of its tick
                assert length == "-4"
                assert (x, y) == pytest.approx((place[0] - 7, place[1] + 4))
                assert 0 < x < width
            assert NUMBER.fullmatch(text), text
            along["x" if way == "v" else "y"].append((place[way == "h"], number(text)))
        plots.append(along)
    return plots


def inverse(ticks):
    """Return the map from places to numbers, of an axis with equal or with logarithmic steps."""
    places, values = np.array(ticks).T
    for of, back in ((lambda v: v, lambda v: v), (np.log10, lambda v: 10.0**v)):
        if of is np.log10 and (values <= 0).any():
            continue
        slope, start = np.polyfit(places, of(values), 1)
        if np.abs(start + slope * places - of(values)).max() < 1e-6 * (1 + np.ptp(of(values))):
            return lambda place, a=slope, b=start, back=back: back(b + a * np.asarray(place))
    raise AssertionError(f"no axis has such ticks: {ticks}")


def vertices(d):
    """Return the corners of a path as rows of two numbers."""
    return np.array([[float(x), float(y)] for x, y in VERTEX.findall(d)])


def shown(page, state, selector):
    page.bring(state)
    paths = f"[...hands.root().querySelectorAll('{selector}')]"
    return page.run(f"{paths}.map((e) => e.getAttribute('d'))")


@pytest.fixture
def living(request):
    page = Living(request.node.callspec.params.get("name"))
    yield page
    page.close()


@pytest.mark.parametrize("name", sorted({*PICTURED} - {"BackpropStepper", "DeepNetExplorer"}))
def test_every_axis_has_its_numbers_where_they_belong(name, living):
    states = [sight.state for sight in walk(name, 0)]
    for state in [make(name).state(), *random.Random(name).sample(states, 8)]:
        living.bring(state)
        plots = axes(living)
        assert plots
        for along in plots:
            for ticks in along.values():
                assert len({place for place, _ in ticks}) == len({value for _, value in ticks})
                if len(ticks) > 2:
                    inverse(ticks)


def level_values(page, state, f, plot=0):
    """Return for each level line f at all of its corners."""
    lines = shown(page, state, "svg.lw-plot .lw-level")
    along = axes(page)[plot]
    x, y = inverse(along["x"]), inverse(along["y"])
    for d in filter(None, lines):
        corners = vertices(d)
        yield [float(f([x(px), y(py)])) for px, py in corners]


@pytest.mark.parametrize("name", ["SamplingExplorer"])
def test_the_level_lines_of_the_sampling_explorer(name, living):
    explorer = make(name)
    f_star = explorer.problem.f_star
    lines = [*level_values(living, explorer.state(), explorer.problem.value)]
    middles = [np.median(values) - f_star for values in lines]
    assert middles == pytest.approx([0.02, 0.1, 0.3, 0.7, 1.3, 2.2, 3.4], rel=0.03)
    for values, middle in zip(lines, middles, strict=True):
        assert np.abs(np.array(values) - f_star - middle).max() < 0.1 * middle + 0.004


@pytest.mark.parametrize("name", ["OptimizerRace"])
@pytest.mark.parametrize("landscape", ["aligned", "rotated", "saddle", "noisy"])
def test_the_level_lines_of_the_race(name, living, landscape):
    problem = LANDSCAPES[landscape].problem
    lines = [*level_values(living, OptimizerRace(landscape).state(), problem.value)]
    assert len(lines) > 4
    middles = [float(np.median(values)) for values in lines]
    assert middles == sorted(middles)
    for values, middle in zip(lines, middles, strict=True):
        size = abs(middle - problem.f_star)
        assert np.median(np.abs(np.array(values) - middle)) < 0.03 * size + 0.01


@pytest.mark.parametrize("name", ["OptimizerRace"])
@pytest.mark.parametrize("landscape", LANDSCAPES)
def test_a_landscape_keeps_its_window_wherever_in_it_a_race_begins(name, living, landscape):
    windows = []
    for start in (LANDSCAPES[landscape].start, (0.3, -0.4), (1.4, 1.2)):
        living.bring(OptimizerRace(landscape, start=start).state())
        windows.append(axes(living)[0])
    assert all(window == windows[0] for window in windows)


@pytest.mark.parametrize("name", ["MomentumExplorer"])
@pytest.mark.parametrize("condition", [1.0, 20.0, 150.0])
def test_the_level_lines_of_momentum_are_ellipses_of_its_curvatures(name, living, condition):
    living.bring(make(name).state() | {"condition": condition})
    plots = axes(living)
    along = next(one for one in plots if (180.0, 0.0) in one["x"] or len(one["x"]) == 3)
    x, y = inverse(along["x"]), inverse(along["y"])
    rows = living.run(
        "[...hands.root().querySelectorAll('ellipse.lw-level')].map((e) =>"
        "['cx', 'cy', 'rx', 'ry'].map((name) => Number(e.getAttribute(name))))"
    )
    assert len(rows) > 3
    for cx, cy, rx, ry in rows:
        assert (x(cx), y(cy)) == pytest.approx((0.0, 0.0), abs=1e-9)
        assert float(x(cx + rx)) ** 2 / condition == pytest.approx(float(y(cy - ry)) ** 2, rel=1e-6)


def is_drawn(lines, x, y, f):
    """Whether one of some lines is the graph of f."""
    for d in lines:
        corners = vertices(d)
        if len(corners) > 20:
            at, value = x(corners[:, 0]), y(corners[:, 1])
            truth = np.array([f(one) for one in at])
            inside = np.isfinite(truth) & (np.abs(truth) < 1e3)
            if inside.sum() > 20:
                error = np.abs(truth - value)[inside].max()
                if error < 2e-2 * (1 + np.ptp(truth[inside])):
                    return True
    return False


@pytest.mark.parametrize("name", ["ActivationExplorer"])
@pytest.mark.parametrize("function", ACTIVATIONS)
def test_an_activation_and_its_slope_are_drawn(name, living, function):
    lines = shown(living, ActivationExplorer(function).state(), "svg.lw-plot-curves path.lw-curve")
    along = axes(living)[0]
    x, y = inverse(along["x"]), inverse(along["y"])
    entry = ACTIVATIONS[function]
    assert is_drawn(lines, x, y, entry.function)
    if entry.kink is None:
        assert is_drawn(lines, x, y, entry.derivative)
        return
    # a slope with a jump: one number from far left up to 0, another one from there on
    (corners,) = (vertices(d) for d in lines if len(vertices(d)) == 4)
    places, values = x(corners[:, 0]), y(corners[:, 1])
    assert places == pytest.approx([places[0], 0.0, 0.0, -places[0]], abs=1e-6)
    assert places[0] < -3.0
    assert values == pytest.approx(np.repeat(entry.kink, 2), abs=6e-3)


@pytest.mark.parametrize("name", ["ActivationExplorer"])
@pytest.mark.parametrize(
    ("formula", "kinks"),
    [
        ("max(-1, min(a, 1))", {-1.0: (0.0, 1.0), 1.0: (1.0, 0.0)}),
        ("a/(1 + abs(a))", {}),
        ("abs(a - 1/3)*a", {1.0 / 3.0: (-1.0 / 3.0, 1.0 / 3.0)}),
        ("sin(2*a)", {}),
    ],
)
def test_a_function_of_ones_own_and_its_slope_are_drawn(name, living, formula, kinks):
    explorer = ActivationExplorer("own", formula=formula)
    lines = shown(living, explorer.state(), "svg.lw-plot-curves path.lw-curve")
    (jumps,) = shown(living, explorer.state(), "svg.lw-plot-curves path.ae-jump") or [""]
    along = axes(living)[0]
    x, y = inverse(along["x"]), inverse(along["y"])
    f = parse_function(formula, ["a"])
    assert is_drawn(lines, x, y, lambda a: f.value([a]))
    assert is_drawn(lines, x, y, lambda a: f.gradient([a])[0]) or kinks
    found = vertices(jumps) if jumps else np.zeros((0, 2))
    assert x(found[:, 0]) == pytest.approx(np.repeat(list(kinks), 2), abs=0.02)
    assert y(found[:, 1]) == pytest.approx(np.ravel(list(kinks.values())), abs=0.02)


@pytest.mark.parametrize("name", ["ActivationExplorer"])
@pytest.mark.parametrize("function", ["sigmoid", "tanh", "softplus", "gelu"])
@pytest.mark.parametrize("weight", [0.5, 1.0, 2.0])
def test_the_product_of_slopes_is_drawn_layer_by_layer_on_an_axis_that_holds_it(
    name, living, function, weight
):
    explorer = ActivationExplorer(function, x=3.0, weight=weight, depth=20)
    (run,) = shown(living, explorer.state(), ".lw-plot-depth path.ae-run")
    along = axes(living)[1]
    x, y = inverse(along["x"]), inverse(along["y"])
    corners, products = vertices(run), np.abs(explorer.layers.products)
    assert x(corners[:, 0]) == pytest.approx(np.arange(1.0, 21.0), abs=0.01)
    assert y(corners[:, 1]) == pytest.approx(products, rel=2e-2)
    base = max(place for place, _ in along["y"])
    top = min(place for place, _ in along["y"])
    step = (base - top) / (len(along["y"]) - 1)
    assert top - step < corners[:, 1].min()
    assert corners[:, 1].max() < base + step or products.min() < 1e-48


@pytest.mark.parametrize("name", ["ConvexityExplorer"])
@pytest.mark.parametrize("function", FUNCTIONS)
@pytest.mark.parametrize("inequality", ["chord", "tangent", "upper"])
def test_a_function_and_what_it_is_compared_with_are_drawn(name, living, function, inequality):
    explorer = ConvexityExplorer(function, inequality, x1=1.1, x2=-0.4, L=3.0)
    lines = shown(living, explorer.state(), "svg.lw-plot-function path")
    along = next(one for one in axes(living) if one["x"])
    x, y = inverse(along["x"]), inverse(along["y"])
    value = lambda w: float(explorer.problem.value([w]))
    assert is_drawn(lines, x, y, value)
    if inequality == "upper":
        slope = float(explorer.problem.gradient([explorer.x2])[0])
        f2 = value(explorer.x2)
        step = lambda w: w - explorer.x2
        parabola = lambda w: f2 + slope * step(w) + explorer.L / 2 * step(w) ** 2
        assert is_drawn(lines, x, y, parabola)
