"""The widgets' kit: scales, ticks, paths and level lines, bundled as the widgets' scripts are."""

import itertools
import json
import math
import re
import subprocess
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from py_mini_racer import MiniRacer

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT / "lecture_lib" / "widgets" / "shared"
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
SOURCE = """
export { scale, tickValues, path, dots, frame } from "./plot.js";
export { levelLines } from "./contours.js";
export { formatNumber, hundredths } from "./numbers.js";
export { steady } from "./steady.js";
"""


@pytest.fixture(scope="module")
def kit():
    """Return a function that evaluates JavaScript in which Kit holds the kit."""
    assert ESBUILD.exists(), "esbuild is not installed; make test installs it"
    script = subprocess.run(
        [ESBUILD, "--bundle", "--format=iife", "--global-name=Kit", "--loader=js"],
        input=SOURCE,
        cwd=SHARED,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    with MiniRacer() as engine:
        engine.eval(script)
        yield lambda text: json.loads(engine.eval(f"JSON.stringify({text})"))


places = st.floats(-500, 500)
numbers = st.floats(-1e6, 1e6)
positive = st.floats(1e-9, 1e9)


@given(ends=st.tuples(numbers, numbers), range_=st.tuples(places, places), share=st.floats(0, 1))
def test_a_scale_maps_ends_to_ends_and_back(kit, ends, range_, share):
    assume(abs(ends[1] - ends[0]) > 1e-3 and abs(range_[1] - range_[0]) > 1e-3)
    x = ends[0] + share * (ends[1] - ends[0])
    low, high, at, back = kit(
        f"((s) => [s({ends[0]}), s({ends[1]}), s({x}), s.invert(s({x}))])"
        f"(Kit.scale({list(ends)}, {list(range_)}))"
    )
    assert [low, high] == pytest.approx(list(range_), abs=1e-6)
    assert at == pytest.approx(range_[0] + share * (range_[1] - range_[0]), abs=1e-5)
    assert back == pytest.approx(x, rel=1e-6, abs=1e-5)


@given(ends=st.tuples(positive, positive), share=st.floats(0, 1))
def test_on_a_logarithmic_scale_equal_factors_are_equal_ways(kit, ends, share):
    assume(max(ends) / min(ends) > 1.01)
    x = ends[0] * (ends[1] / ends[0]) ** share
    at, back = kit(f"((s) => [s({x}), s.invert(s({x}))])(Kit.scale({list(ends)}, [0, 100], true))")
    assert at == pytest.approx(100 * share, abs=1e-6)
    assert back == pytest.approx(x, rel=1e-6)


@given(ends=st.tuples(positive, positive).map(sorted), count=st.integers(2, 9))
def test_ticks_of_a_logarithmic_axis_are_powers_of_ten_inside_it(kit, ends, count):
    assume(ends[1] / ends[0] > 1.01)
    ticks = kit(f"Kit.tickValues(Kit.scale({list(ends)}, [0, 100], true), {count})")
    assert len(ticks) <= count + 1
    for tick in ticks:
        assert ends[0] * (1 - 1e-6) <= tick <= ends[1] * (1 + 1e-6)
        assert math.log10(tick) == pytest.approx(round(math.log10(tick)), abs=1e-9)
    decades = math.floor(math.log10(ends[1])) - math.ceil(math.log10(ends[0])) + 1
    assert len(ticks) >= min(decades, 1)


@given(ends=st.tuples(numbers, numbers).map(sorted), count=st.integers(2, 9))
def test_ticks_of_a_linear_axis_are_evenly_spaced_inside_it(kit, ends, count):
    assume(ends[1] - ends[0] > 1e-2)
    ticks = kit(f"Kit.tickValues(Kit.scale({list(ends)}, [0, 100]), {count})")
    assert 1 <= len(ticks) <= 2 * count + 1
    assert all(ends[0] - 1e-6 <= tick <= ends[1] + 1e-6 for tick in ticks)
    gaps = [b - a for a, b in itertools.pairwise(ticks)]
    assert gaps == pytest.approx([gaps[0]] * len(gaps) if gaps else [])


def test_a_point_that_is_not_finite_makes_a_gap_in_a_path(kit):
    points = "[[0, 0], [1, 2], [2, NaN], [3, 1], [4, Infinity], [5, 5]]"
    text = kit(f"Kit.path({points}, (x) => 10 * x, (y) => -y)")
    assert text == "M0 0L10 -2M30 -1M50 -5"


def test_dots_are_lines_of_no_length(kit):
    points = "[[0, 0.5], [NaN, 1], [2, -1], [3, Infinity]]"
    text = kit(f"Kit.dots({points}, (x) => x / 3, (y) => y)")
    assert text == "M0 0.5h0M0.67 -1h0"


@given(st.floats(-1e12, 1e12) | places)
def test_coordinates_have_at_most_two_decimals(kit, x):
    text = kit(f"Kit.hundredths({x!r})")
    assert float(text) == pytest.approx(x, abs=0.005 + 1e-9)
    assert text != "-0"
    if abs(x) < 9e6:
        assert re.fullmatch(r"-?\d+(\.\d?[1-9])?", text)


def test_a_steady_part_is_drawn_again_for_another_prop_and_calls_the_latest_handler(kit):
    drawn_again, said = kit("""(() => {
      const Part = Kit.steady((props) => props);
      const part = new Part({ value: 1, onInput: () => "first" });
      const { onInput } = part.render();
      part.props = { value: 1, onInput: () => "latest" };
      const handler = () => "another";
      const next = [
        { value: 1, onInput: handler }, { value: 2, onInput: handler }, { onInput: handler },
        { value: 1, onInput: handler, label: "new" }, { value: handler, onInput: handler },
      ];
      return [next.map((props) => part.shouldComponentUpdate(props)), onInput()];
    })()""")
    assert drawn_again == [False, True, True, True, True]
    assert said == "latest"


def test_level_lines_of_a_cone_are_circles(kit):
    frame = "Kit.frame({ width: 340, height: 340, x: { domain: [-2, 2] }, y: { domain: [-2, 2] } })"
    paths, x0, y0, unit = kit(
        f"((f) => [Kit.levelLines(Math.hypot, [0.5, 1, 5], f.sx, f.sy),"
        f" f.sx(0), f.sy(0), [f.sx(1) - f.sx(0), f.sy(0) - f.sy(1)]])({frame})"
    )
    for radius, text in zip((0.5, 1.0), paths[:2], strict=True):
        pairs = re.findall(r"([-\d.]+) ([-\d.]+)", text)
        points = [((float(x) - x0) / unit[0], (float(y) - y0) / unit[1]) for x, y in pairs]
        assert len(points) > 40
        assert all(math.hypot(*point) == pytest.approx(radius, abs=0.02) for point in points)
    assert paths[2] == ""


def test_level_lines_do_not_run_along_the_border(kit):
    """The line x = 1 is drawn, and nothing else: d3 would close it around the grid."""
    frame = "Kit.frame({ width: 340, height: 340, x: { domain: [0, 2] }, y: { domain: [0, 2] } })"
    (text,), x1 = kit(f"((f) => [Kit.levelLines((x) => x, [1], f.sx, f.sy), f.sx(1)])({frame})")
    for piece in re.findall(r"L([-\d.]+) ", text):
        assert float(piece) == pytest.approx(x1, abs=0.5)
