"""The momentum explorer's plane is read back: each region is where the library names it so."""

import itertools
import re

import numpy as np
import pytest
from living import Living
from matplotlib.path import Path

from lecture_lib.heavy_ball import regime, spectral_radius
from lecture_lib.widgets import MomentumExplorer

AREAS = """['under', 'alternating', 'divergent'].map((name) =>
  hands.root().querySelector(`.me-${name}`).getAttribute('d'))"""
TICKS = """[...hands.root().querySelectorAll('.lw-plot-plane .lw-axes > g')].map((g) => [
  Number(g.children[1].textContent),
  ...g.children[0].getAttribute('d').match(/-?[\\d.]+/g).slice(0, 2).map(Number)])"""


@pytest.fixture(scope="module")
def page():
    living = Living("MomentumExplorer")
    yield living
    living.close()


def areas(page):
    """Return the three areas as paths of step sizes and momenta, by the numbers at the axes."""
    (_, left, base), *_ = ticks = page.run(TICKS)
    right = next(x for number, x, y in ticks if number == 4 and y == base)
    top = next(y for number, x, y in ticks if number == 1 and x == left)
    found = []
    for d in page.run(AREAS):
        corners = np.array([*map(float, re.findall(r"-?[\d.]+", d))]).reshape(-1, 2)
        found.append(Path((corners - (left, base)) / ((right - left) / 4, top - base)))
    return found


def named(mu, eta, beta):
    """Return in which of the areas a point lies, by what the slower direction does there."""
    if regime(1.0, eta, beta) == "divergent":
        return [False, False, True]
    both = {regime(mu, eta, beta), regime(1.0, eta, beta)}
    steep_decides = spectral_radius(1.0, eta, beta) > spectral_radius(mu, eta, beta)
    return [both == {"under-damped"}, steep_decides and "alternating" in both, False]


@pytest.mark.parametrize("condition", [1.5, 4.0, 20.0])
def test_each_region_is_where_the_library_has_it(page, condition):
    page.bring(MomentumExplorer(condition=condition).state())
    drawn, rng = areas(page), np.random.default_rng(6)
    tried = [0, 0, 0, 0]
    for eta, beta in rng.uniform((0.03, 0.02), (3.97, 0.98), (900, 2)):
        around = itertools.product((eta - 0.02, eta + 0.02), (beta - 0.01, beta + 0.01))
        names = [named(1 / condition, *point) for point in around]
        if names.count(names[0]) < 4:
            continue  # so close to a border that the corners of its curve matter
        assert [area.contains_point((eta, beta)) for area in drawn] == names[0], (eta, beta)
        tried[[*names[0], True].index(True)] += 1
    assert min(tried) > 0
