"""The box of the OptimizerRace: what it may be, how it moves, and the critical points in it."""

import math

import numpy as np
import pytest
import traitlets
from hypothesis import given
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib.widgets import OptimizerRace
from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES

MATH = "OptimizerRace.math"
boxes = st.tuples(*[st.floats(-900, 900), st.floats(0.2, 90)] * 2).map(
    lambda box: [box[0], box[0] + max(box[1], 20.0), box[2], box[2] + max(box[3], 20.0)]
)


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("OptimizerRace")
        yield engine


def is_box(box):
    try:
        OptimizerRace(box=box)
    except traitlets.TraitError:
        return False
    return True


@given(st.lists(st.floats(-1200, 1200) | st.floats(-1, 1), min_size=4, max_size=4))
def test_both_accept_the_same_boxes(js, box):
    assert js.run(f"{MATH}.isBox({literal(box)})") == is_box(box)


@given(st.sampled_from(list(LANDSCAPES)), st.tuples(st.floats(-9, 9), st.floats(-9, 9)))
def test_the_window_is_pythons(js, landscape, start):
    window = OptimizerRace(landscape, start=start).window
    scene = f"{MATH}.LANDSCAPES.{landscape}"
    assert js.run(f"{MATH}.windowOf({scene}, {literal(list(start))}, null)") == window
    assert js.run(f"{MATH}.windowOf({scene}, [0, 0], {literal(window)})") == window


@given(boxes, st.sampled_from([2 / 3, 1.5, 1.1]), st.floats(0, 1), st.floats(0, 1))
def test_a_zoom_keeps_its_point_and_a_move_its_sides(js, box, factor, u, v):
    x0, x1, y0, y1 = box
    sides = np.array([x1 - x0, y1 - y0])
    at = [x0 + u * sides[0], y0 + v * sides[1]]
    zoomed = js.run(f"{MATH}.zoomed({literal(box)}, {factor!r}, {literal(at)})")
    grain = 0.01 * factor * sides.min()
    if zoomed is not None:
        assert is_box(zoomed)
        assert [zoomed[1] - zoomed[0], zoomed[3] - zoomed[2]] == pytest.approx(
            factor * sides, abs=grain
        )
        assert zoomed[0] + u * (zoomed[1] - zoomed[0]) == pytest.approx(at[0], abs=grain)
    moved = js.run(f"{MATH}.moved({literal(box)}, {u!r}, {-v!r})")
    if moved is not None:
        assert is_box(moved)
        expected = [x0 + u * sides[0], x1 + u * sides[0], y0 - v * sides[1], y1 - v * sides[1]]
        assert moved == pytest.approx(expected, abs=0.01 * sides.min())


def test_a_zoom_ends_at_the_limits(js):
    box = [-1.0, 1.0, -1.0, 1.0]
    for factor, count in ((2 / 3, 14), (1.5, 18)):
        now, steps = box, 0
        while now is not None:
            assert is_box(now)
            now = js.run(f"{MATH}.zoomed({literal(now)}, {factor!r})")
            steps += 1
        assert steps == count


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=300))
def test_levels_lie_between_the_values_ever_farther_apart_in_their_order(js, values):
    levels = js.run(f"{MATH}.levelsOf({literal([*values, math.nan, math.inf])})")
    known = sorted(values)
    assert levels == sorted(set(levels))
    expected = {known[int((k / 9) ** 2 * (len(known) - 1))] for k in range(1, 9)}
    assert levels == sorted(expected)


@given(st.sampled_from(list(LANDSCAPES)), st.floats(-9, 9), st.floats(-9, 9))
def test_second_derivatives(js, landscape, x, y):
    hessian = LANDSCAPES[landscape].problem.hessian([x, y])
    call = f"{MATH}.LANDSCAPES.{landscape}.hessian({x!r}, {y!r}, k)"
    xx, xy, yy = js.run(f"((k) => ({call}, k))([0, 0, 0])")
    size = 1 + np.abs(hessian).max()
    assert [[xx, xy], [xy, yy]] == pytest.approx(hessian, abs=1e-12 * size)


@pytest.mark.parametrize("landscape", LANDSCAPES)
@pytest.mark.parametrize("box", [None, [-3.1, 4.2, -2.7, 3.3], [0.3, 1.7, 0.1, 1.2]])
def test_critical_points(js, landscape, box):
    race = OptimizerRace(landscape, box=box)
    x0, x1, y0, y1 = race.window
    scene = f"{MATH}.LANDSCAPES.{landscape}"
    theirs = js.run(f"{MATH}.criticalPoints({scene}, [[{x0}, {x1}], [{y0}, {y1}]])")
    ours = race.critical_points
    assert len(theirs) == len(ours)
    for one, other in zip(theirs, ours, strict=True):
        assert one["kind"] == other.kind
        assert [one["x"], one["y"]] == pytest.approx([other.x, other.y], abs=1e-12)
        assert one["curvatures"] == pytest.approx(other.curvatures, rel=1e-11, abs=1e-11)
