"""The names at the ends of the race's paths: each beside its end, and none on another."""

import itertools
import re

import numpy as np
import pytest
from living import Living
from test_pictures import axes

from lecture_lib.widgets import OptimizerRace

ENDS = """['.or-mark', '.or-name'].map((of) =>
  [...hands.root().querySelectorAll(`.lw-plot-land ${of}`)].map((e) => of === '.or-mark'
    ? e.getAttribute('transform')
    : [e.textContent, ...['x', 'y', 'text-anchor'].map((name) => e.getAttribute(name))]))"""
BOX = """['x', 'y', 'width', 'height'].map((name) =>
  Number(hands.root().querySelector('.lw-plot-land clipPath rect').getAttribute(name)))"""
ROW, DOWN = (
    16.0,
    4.4,
)  # the height of a row, and how far its middle is above the foot of the letters
RACES = {
    "aligned": {"landscape": "aligned"},
    "rotated": {"landscape": "rotated"},
    "saddle": {"landscape": "saddle"},
    "Rosenbrock": {"landscape": "rosenbrock"},
    "of one's own": {"formula": "x^2/4 + y^2 - cos(4*x)"},
    "some go out": {"landscape": "aligned", "box": [-2.4, -1.4, -0.2, 1.3]},
    "one alone": {"landscape": "aligned", "methods": ["gd"]},
}


@pytest.fixture(scope="module")
def page():
    living = Living("OptimizerRace")
    yield living
    living.close()


def wide(text):
    """About how wide a name is."""
    return 7.6 * len(text) + 3.2 * len(re.findall("[A-Zm]", text))


def ends_of(page, race):
    """Return of each path that is seen where it ends by Python, and of each name text and place."""
    page.bring(race.state())
    places = []
    for along in axes(page)[0].values():
        at, numbers = np.array(along).T
        slope, first = np.polyfit(numbers, at, 1)
        places.append(lambda x, slope=slope, first=first: first + slope * x)
    left, top, width, height = page.run(BOX)
    low, high = np.array([left, top]), np.array([left + width, top + height])
    ends = []
    for run in race.runs.values():
        points = np.column_stack([at(run.iterates[:, i]) for i, at in enumerate(places)])
        points = points[: race.steps + 1][np.isfinite(points[: race.steps + 1]).all(axis=1)]
        inside = np.flatnonzero(((points >= low - 1e-6) & (points <= high + 1e-6)).all(axis=1))
        if not inside.size:
            continue
        end = points[inside[-1]]
        if inside[-1] + 1 < len(points):
            way = points[inside[-1] + 1] - end
            with np.errstate(divide="ignore", invalid="ignore"):
                parts = np.where(way > 0, (high - end) / way, (low - end) / way)
            end = end + np.nanmin(np.where(way == 0, 1.0, parts)) * way
        ends.append(end)
    marks, names = page.run(ENDS)
    marks = np.array([[float(x) for x in re.findall(r"-?[\d.]+", mark)] for mark in marks])
    names = [(text, float(x), float(y) - DOWN, anchor) for text, x, y, anchor in names]
    return np.array(ends), marks, names, (low, high)


@pytest.mark.parametrize("steps", [1, 6, 40, 200])
@pytest.mark.parametrize("name", RACES)
def test_each_path_has_a_mark_where_it_is_last_seen_and_a_name_beside_it(page, name, steps):
    race = OptimizerRace(**RACES[name], steps=steps)
    ends, marks, names, (low, high) = ends_of(page, race)
    assert marks == pytest.approx(ends, abs=0.11)
    assert len(names) == len(marks) > 0
    rows = sorted(zip(names, marks.tolist(), strict=True), key=lambda row: (row[0][1], row[0][2]))
    for (_, x, y, anchor), (at_x, _) in rows:
        assert low[0] <= x <= high[0]
        assert low[1] <= y <= high[1]
        if len(rows) == 1:
            assert 0 < (x - at_x if anchor == "start" else at_x - x) < 2 * ROW
    for blocks in blocks_of(rows):
        half = len(blocks) * ROW / 2
        middle = np.mean([y for _, (_, y) in blocks])
        at = np.mean([y for (_, _, y, _), _ in blocks])
        assert at == pytest.approx(np.clip(middle, low[1] + half, high[1] - half), abs=0.11)
        heights = [y for _, (_, y) in blocks]
        assert heights == sorted(heights)


def blocks_of(rows):
    """Return the rows in blocks: names of one place, one right under the other."""
    found = []
    for row in rows:
        last = found[-1][-1][0] if found else None
        if (
            last
            and last[1::2] == row[0][1::2]
            and row[0][2] - last[2] == pytest.approx(ROW, abs=0.11)
        ):
            found[-1].append(row)
        else:
            found.append([row])
    return found


@pytest.mark.parametrize("steps", [1, 3, 6, 12, 25, 40, 80, 200])
@pytest.mark.parametrize("name", RACES)
def test_no_name_lies_on_another_or_reads_as_one_with_it(page, name, steps):
    _, _, names, _ = ends_of(page, OptimizerRace(**RACES[name], steps=steps))
    spans = [
        (x, x + wide(text), y) if anchor == "start" else (x - wide(text), x, y)
        for text, x, y, anchor in names
    ]
    for (a, b, y), (c, d, other) in itertools.combinations(spans, 2):
        assert abs(y - other) > ROW - 0.2 or max(a, c) - min(b, d) > ROW / 2 - 0.2
