"""The stepper's picture is read back: edges join the nodes that they should, labels stand free."""

import random
import re

import numpy as np
import pytest
from living import Living

from lecture_lib.expression import parse
from lecture_lib.widgets import BackpropStepper

TEXTS = [
    "a = x*y; b = a + x; c = tanh(b); f = c*y - 3*x",
    "f = x*x + x",
    "s = x*z; t = s*s; u = exp(y); v = t/s; f = u - v",
    "f = relu(w1*x1 + w2*x2 + w3*x3 + b)^2",
    "a = x*y; b = a*x; c = b*y; d = c*x; f = a + b + c + d",
]
every_width = pytest.mark.parametrize("width", [1280, 340])
every_text = pytest.mark.parametrize("text", TEXTS)

#: Of each node its centre and how far its shapes reach to the left and to the right of it.
NODES = """[...hands.root().querySelectorAll('.bs-node')].map((node) => {
  const sides = [...node.querySelectorAll('rect:not(.bs-ring)')].flatMap((e) => {
    const [x, wide] = ['x', 'width'].map((name) => Number(e.getAttribute(name)));
    return [x, x + wide];
  });
  const words = node.querySelector('text').textContent;
  const half = 4 + (7.6 * words.length) / 2;
  if (!sides.length) sides.push(-half, half);
  // a small sign has as much room as a larger one
  if (node.classList.contains('bs-sign')) sides.push(-13, 13);
  const [x, y] = node.getAttribute('transform').match(/-?[\\d.]+/g).map(Number);
  return [x, y, Math.min(...sides), Math.max(...sides)];
})"""
EDGES = """[...hands.root().querySelectorAll('.bs-edge')].map((edge) =>
  [edge.getAttribute('d'), edge.classList.contains('bs-active')])"""
#: The numbers at the nodes: text, middle, and the line that they stand on.
NUMBERS = """[...hands.root().querySelectorAll('.bs-value, .bs-gradient')].map((e) => {
  const [x, y] = e.parentNode.getAttribute('transform').match(/-?[\\d.]+/g).map(Number);
  return [e.textContent, x, y + Number(e.getAttribute('y'))];
})"""
LABEL = """[...hands.root().querySelectorAll('text.bs-label')].map((e) =>
  [e.textContent, Number(e.getAttribute('x')), Number(e.getAttribute('y'))])"""
SIZE = """hands.root().querySelector('.bs-picture').getAttribute('viewBox')
  .split(' ').slice(2).map(Number)"""
GRID = [(11 * i, 7 * j) for i in range(-9, 10) for j in range(-13, 14)]


@pytest.fixture(scope="module")
def page():
    living = Living("BackpropStepper")
    yield living
    living.close()


def shown(page, text, width, step=0):
    """Show a step of an expression on a page of some width, and return its number of steps."""
    generator = random.Random(text)
    leaves = parse(text).leaves
    stepper = BackpropStepper(text, {name: generator.randrange(2, 9) / 8 for name in leaves})
    page.run(f"(page.width = {width})")
    page.bring({**stepper.state(), "step": step})
    return len(stepper.trace.steps)


def corners(d):
    """Return the points through which an edge goes, and those that bend it."""
    return np.array([float(number) for number in re.findall(r"-?[\d.]+", d)]).reshape(-1, 2)


@every_text
@every_width
def test_every_edge_goes_from_an_operand_s_right_side_to_its_reader_s_left_side(page, text, width):
    shown(page, text, width)
    nodes, edges = page.run(NODES), page.run(EDGES)
    joins = [
        (source, target) for target, node in enumerate(parse(text).nodes) for source in node.args
    ]
    assert len(edges) == len(joins)
    begins = {}
    for (d, _), (source, target) in zip(edges, joins, strict=True):
        points = corners(d)
        (x, y, _, right), (x_end, y_end, left, _) = nodes[source], nodes[target]
        assert points[0][0] == pytest.approx(x + right)
        assert points[-1][0] == pytest.approx(x_end + left - 5)  # room for the arrow
        assert abs(points[0][1] - y) < 16
        assert abs(points[-1][1] - y_end) < 16
        # it never turns back, and is level at its ends
        assert (np.diff(points[:, 0]) >= 0).all()
        assert points[1][1] == points[0][1]
        assert points[-2][1] == points[-1][1]
        begins.setdefault((source, target), []).append((points[0][1] - y, points[-1][1] - y_end))
    for ends in begins.values():
        # one in the middle; two, of x*x, equally far from it
        expected = [(0, 0)] if len(ends) == 1 else [(-7, -7), (7, 7)]
        assert ends == pytest.approx(np.array(expected))


def on_the_curve(d):
    """Return close points on an edge, by the cubics that its path says."""
    points, t = corners(d), np.linspace(0, 1, 17)[:, None]
    shares = [(1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3]
    cubics = [points[i : i + 4] for i in range(0, len(points) - 3, 3)]
    return np.vstack([sum(s * p for s, p in zip(shares, cubic, strict=True)) for cubic in cubics])


def taken(page):
    """Return what nodes and numbers take up: the middle, half the width and half the height."""
    nodes = [(x + (a + b) / 2, y, (b - a) / 2 + 4, 20) for x, y, a, b in page.run(NODES)]
    numbers = [(x, line - 5, 4.6 * len(text), 8) for text, x, line in page.run(NUMBERS)]
    return np.array([*nodes, *numbers]).T


def is_free(place, half, boxes, size):
    """Whether a label of half this width lies on no box there, and inside of the picture."""
    (x, y), (wide, high) = place, size
    cx, cy, w, h = boxes
    apart = (np.abs(x - cx) > half + w) | (np.abs(y - cy) > 9 + h)
    return half < x < wide - half and 9 < y < high - 9 and apart.all()


def is_beside(place, half, curve):
    """Whether such a label does not lie on its edge."""
    return (np.abs(curve - place) > (half, 8)).any(axis=1).all()


@every_text
@every_width
def test_a_label_stands_at_the_nearest_free_place_beside_its_edge(page, text, width):
    """Of places 11 pixels apart across and 7 down; beside its edge if there is such a place."""
    labels = 0
    for step in range(shown(page, text, width) + 1):
        shown(page, text, width, step)
        for words, x, y in page.run(LABEL):
            labels += 1
            (d,) = (d for d, active in page.run(EDGES) if active)
            half, boxes, size = 4.6 * len(words) + 2, taken(page), page.run(SIZE)
            middle = corners(d)[[-4, -1]].mean(axis=0)
            free = [at for at in GRID if is_free(middle + at, half, boxes, size)]
            curve = on_the_curve(d)
            wanted = [at for at in free if is_beside(middle + at, half, curve)] or free
            at = (x - middle[0], y - 5 - middle[1])
            assert any(at == pytest.approx(one) for one in wanted), (step, words)
            nearest = min(abs(i) + abs(j) for i, j in wanted)
            assert abs(at[0]) + abs(at[1]) == pytest.approx(nearest), (step, words)
    assert labels > 3


def test_a_number_that_has_no_room_has_as_many_digits_as_it_has_room_for(page):
    stepper = BackpropStepper(
        "a = x*y; b = a*x; c = b*y; f = c*x", {"x": -1.2345e-3, "y": -1.0371e-4}
    )
    page.run("(page.width = 340)")
    page.bring({**stepper.state(), "step": len(stepper.trace.steps)})
    mantissas = [text.lstrip("−0.").split("×")[0] for text, _, _ in page.run(NUMBERS)]
    digits = {sum(sign.isdigit() for sign in mantissa) for mantissa in mantissas}
    assert {1, 2, 4} <= digits
