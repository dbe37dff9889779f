"""Pictures of proofs: every link and step has its mark, names do not overlap."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pytest

from lecture_lib import plots, proofs
from lecture_lib.descent import gradient_descent
from lecture_lib.problems import quadratic


@pytest.fixture
def axes():
    with plots.style():
        yield plt.subplots()[1]
    plt.close("all")


def proof_of(h, steps=6):
    bowl = quadratic([1.0, 0.3])
    return proofs.both_steps(bowl, gradient_descent(bowl, [2.0, 1.0], step_size=h, steps=steps))


@pytest.mark.parametrize("h", [0.5, 1.3, 2.2])
def test_the_grid_marks_each_step_of_each_link(axes, h):
    proof = proof_of(h)
    assert plots.link_grid(axes, proof) is axes
    marks = [c.get_offsets() for c in axes.collections]
    links = [link for link in proof if not link.identity]
    assert sum(len(m) for m in marks) == len(links) * proof.steps
    crosses = np.concatenate(marks[1::2])
    expected = {(t, row) for row, link in enumerate(links) for t in np.flatnonzero(~link.holds())}
    assert {(int(t), int(row)) for t, row in crosses} == expected
    assert [label.get_text() for label in axes.get_yticklabels()] == [link.key for link in links]
    # the first row on top, and the same room beyond the first and the last of rows and steps
    assert axes.get_ylim() == pytest.approx((len(links) - 1 + 0.6, -0.6))
    assert axes.get_xlim() == pytest.approx((-0.6, proof.steps - 1 + 0.6))
    axes.figure.canvas.draw()


def test_the_area_of_a_disc_grows_with_the_slack_relative_to_the_larger_side(axes):
    proof = proof_of(0.5)
    plots.link_grid(axes, proof)
    links = [link for link in proof if not link.identity]
    parts, areas = [], []
    for link, discs in zip(links, axes.collections[::2], strict=True):
        part = link.slack / np.maximum(np.abs(link.lhs), np.abs(link.rhs))
        parts.extend(np.clip(part[link.holds()], 0.0, 1.0))
        areas.extend(np.broadcast_to(discs.get_sizes(), link.holds().sum()))
    slope, dot = np.polyfit(parts, areas, 1)
    assert areas == pytest.approx(dot + slope * np.array(parts), abs=1e-6)
    assert slope > 10 * dot > 0


def test_the_ladder_names_every_line_and_keeps_names_apart(axes):
    T = np.arange(1, 50)
    measured = {"run": (T, 0.9**T), "other": (T, 1.0 / T**2)}
    bounds = {"one": (T, 1.0 / T), "two": (T, 0.99 / T), "three": (T, 0.98 / T)}
    assert plots.ladder(axes, measured, bounds, floor=1e-4) is axes
    assert {text.get_text() for text in axes.texts} == set(measured) | set(bounds)
    heights = sorted(text.xy[1] for text in axes.texts)
    assert min(np.diff(heights)) > 0.07
    assert axes.get_ylim()[0] == pytest.approx(1e-4)
    assert [line.get_linestyle() for line in axes.lines] == ["-", "-", "--", "--", "--"]
    axes.figure.canvas.draw()


def strokes(axes, line):
    """Return the lengths in pixels of the strokes and of the gaps of a level line."""
    axes.figure.canvas.draw()
    picture = np.asarray(axes.figure.canvas.buffer_rgba())[::-1, :, 3] > 127
    (left, y), (right, _) = line.get_transform().transform(line.get_xydata()[[0, -1]])
    row = picture[round(y), round(left) + 3 : round(right) - 3]
    changes = np.flatnonzero(np.diff(row.astype(int)))
    lengths = np.diff(changes)
    begins = row[changes[:-1] + 1]
    return lengths[begins], lengths[~begins]


def test_bounds_are_told_apart_by_their_dashes_alone(axes):
    """Each has gaps that are seen, and strokes of other lengths than the others."""
    T = np.arange(1, 100)
    bounds = {name: (T, np.full(99, 0.1 * 2.0**i)) for i, name in enumerate("abcd")}
    plots.ladder(axes, {}, bounds, floor=1e-3)
    drawn = [strokes(axes, line) for line in axes.lines]
    assert len(drawn) == 4
    for long, gaps in drawn:
        assert gaps.min() >= 2
        assert 0.4 < long.sum() / (long.sum() + gaps.sum()) < 0.85
    ends = [(np.percentile(long, 5), np.percentile(long, 95)) for long, _ in drawn]
    for one, other in itertools.combinations(ends, 2):
        assert np.abs(np.subtract(one, other)).max() >= 2


def test_a_line_that_ends_early_is_named_below_its_start(axes):
    early = {"early": ([1, 2, 3], [0.5, 0.2, 0.0]), "late": ([1, 10], [0.9, 0.3])}
    plots.ladder(axes, early, {}, floor=1e-2)
    assert {text.get_text(): text.xy for text in axes.texts}["early"] == (1.0, 0.5)


@pytest.mark.parametrize(
    ("measured", "floor", "message"),
    [
        (dict.fromkeys("abcd", ([1], [1.0])), 0.1, "at most 3 and 4 can be told apart"),
        ({"a": ([1], [1.0])}, 0.0, "floor is 0.0"),
        ({"a": ([1], [0.01])}, 0.1, "'a' has no point above the floor"),
        ({"a": ([0], [1.0])}, 0.1, "'a' has no point"),
    ],
)
def test_what_cannot_be_drawn_is_refused(axes, measured, floor, message):
    with pytest.raises(ValueError, match=message):
        plots.ladder(axes, measured, {}, floor=floor)
