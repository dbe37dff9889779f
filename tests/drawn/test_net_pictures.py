"""The pictures of the net are read back: what a step combines, and where f has a value."""

import re

import numpy as np
import pytest
from living import Living
from test_pictures import axes, inverse, vertices

from lecture_lib.deep_net import DeepNet
from lecture_lib.widgets import DeepNetExplorer

OUTLINED = """[...hands.root().querySelectorAll('.dn-step .dn-chosen')]
  .map((e) => e.getAttribute('d').match(/M/g).length)"""
BRACKETS = """[...hands.root().querySelectorAll('.dn-bracket')].map((e) => e.getAttribute('d'))"""
BOX = "hands.root().querySelector('.dn-step').getAttribute('viewBox')"
SURFACE = """[...hands.root().querySelectorAll('svg.lw-plot')]
  .findIndex((e) => e.classList.contains('lw-plot-surface'))"""
LINES = """['.dn-zero', '.dn-level'].map((of) =>
  hands.root().querySelector(of)?.getAttribute('d') ?? null)"""


@pytest.fixture(scope="module")
def page():
    living = Living("DeepNetExplorer")
    yield living
    living.close()


def combined(widths):
    """Return of each step from how many numbers an entry of its result is made."""
    depth = len(widths) - 1
    forward = [n for before in widths[:-1] for n in (2 * before, 1)] + [2 * widths[-1]]
    back = [1, 2, 2]  # w, and the last layer's delta and W
    for i in range(depth - 1, 0, -1):
        back += [2 * widths[i + 1] + 1, 2]
    return [*forward, *back, 2 * widths[1]]


@pytest.mark.parametrize("widths", [[3, 4, 2], [2, 4, 3, 2], [1, 1]])
def test_each_step_outlines_the_numbers_that_an_entry_is_made_of(page, widths):
    explorer = DeepNetExplorer(widths, seed=5)
    for step, count in enumerate(combined(widths), start=1):
        for entry in (1, 2):
            explorer.step, explorer.entry = step, entry
            page.bring(explorer.state())
            assert page.run(OUTLINED) == [count, 1]


@pytest.mark.parametrize("widths", [[3, 4, 2], [2, 6, 6, 2], [1, 1]])
def test_brackets_are_as_high_as_what_they_hold(page, widths):
    explorer = DeepNetExplorer(widths, seed=5)
    seen = {}
    for step in range(1, 4 * explorer.depth + 3):
        explorer.step = step
        page.bring(explorer.state())
        high = float(page.run(BOX).split()[3])
        brackets = page.run(BRACKETS)
        for bracket in brackets:
            _, top, _, half, _, whole = map(float, re.findall(r"-?[\d.]+", bracket))
            assert whole == 2 * half
            assert 0 < top < top + whole < high
        if brackets and step <= 2 * explorer.depth:
            seen[widths[step // 2]] = whole - 4
    assert len({round(height / rows, 6) for rows, height in seen.items() if rows <= 4}) <= 1
    assert len(seen) == len({*widths[1:]})


def value_of(net, points):
    return np.array([float(net.forward(point).f) for point in points])


@pytest.mark.parametrize("activation", ["tanh", "sigmoid", "softplus"])
@pytest.mark.parametrize("target", [0.2, -0.4])
def test_lines_of_the_surface_lie_where_f_is_zero_and_where_it_is_y(page, activation, target):
    explorer = DeepNetExplorer(
        [2, 4, 3], activation=activation, seed=5, training=True, target=target
    )
    page.bring(explorer.state())
    ticks = axes(page)[page.run(SURFACE)]
    read = [inverse(ticks["x"]), inverse(ticks["y"])]
    grid = np.stack(np.meshgrid(*[np.linspace(-2, 2, 9)] * 2), axis=-1).reshape(-1, 2)
    values = value_of(explorer.net, grid)
    for path, level in zip(page.run(LINES), (0.0, target), strict=True):
        corners = vertices(path).reshape(-1, 2)
        points = np.column_stack([back(corners[:, i]) for i, back in enumerate(read)])
        points = points[(np.abs(points) < 1.98).all(axis=1)]
        assert bool(len(points)) == (values.min() < level < values.max())
        if len(points):
            off = np.abs(value_of(explorer.net, points[::7]) - level)
            assert off.max() < 0.01 * np.ptp(values)


def test_a_line_is_drawn_only_where_there_is_one(page):
    """Not f = y where a class is aimed at, nor f = 0 on a plateau of zeros."""
    tilted = DeepNetExplorer([2, 3], activation="tanh", seed=5, training=True, target=0.2)
    plateau = DeepNetExplorer(
        DeepNet([[[-1.0, -1.0]]], [1.0], "relu"), x=[0.5, 0.5], training=True, target=0.5
    )
    for explorer, criterion, target, drawn in [
        (tilted, "square", 0.2, [True, True]),
        (tilted, "one", 0.2, [True, False]),
        (tilted, "zero", 0.2, [True, False]),
        (plateau, "square", 0.5, [False, True]),
        (plateau, "square", 0.0, [False, False]),
        (plateau, "one", 0.5, [False, False]),
    ]:
        explorer.criterion, explorer.target = criterion, target
        page.bring(explorer.state())
        assert [line is not None for line in page.run(LINES)] == drawn
        assert ("dashed f = y" in " ".join(page.text("figcaption"))) == (criterion == "square")
