"""What the RegressionExplorer says of points of one's own is so, wherever a walk leads."""

import re

import pytest
from living import Living
from reading import number
from telling import N, found, near, told

from lecture_lib.widgets import RegressionExplorer
from lecture_lib.widgets.regression_explorer.fit import conditions

LINE = rf"y = {N} ([+−]) {N}x"


def line(intercept, sign, slope):
    """Return the numbers of a line as it is written."""
    return number(intercept), number(slope) * (-1 if sign == "−" else 1)


def like(numbers):
    """Return what numbers are compared with that were written with four digits."""
    return tuple(pytest.approx(value, rel=5.1e-4, abs=1e-9) for value in numbers)


def test_the_step_the_promise_and_the_marked_point():
    losses, marked_ones = set(), 0
    for explorer, said in told("RegressionExplorer"):
        if not explorer.data:
            continue
        fit, t = explorer.fit, explorer.t
        losses.add(explorer.loss)
        *now, loss, gap = found(rf"^Step {t}: {LINE} with J = {N}, {N} above the least\.", said)
        assert line(*now) == like(fit.line_of(fit.iterates[t]))
        assert (number(loss), number(gap)) == like((fit.losses[t], fit.gap(fit.iterates[t])))
        promised = re.search(rf"promises {N}\.|ηt = {N} is promised", said)
        assert bool(promised) == bool(
            t and (fit.promised(t) is not None) and not (fit.name == "square" and fit.step >= 2)
        )
        if promised:
            (bound,) = like([fit.promised(t)])
            assert number(promised[1] or promised[2]) == bound
        assert ("no L" in said) == (fit.L is None)
        assert ("the descent diverges" in said) == (fit.name == "square" and fit.step > 2)
        assert ("bound says nothing" in said) == (fit.name == "huber" and fit.step > 1)
        steps = re.search(rf"{N} steps? brings? it to a hundredth", said)
        assert bool(steps) == (fit.hundredth is not None)
        if steps:
            assert number(steps[1]) == pytest.approx(fit.hundredth, rel=1e-3, abs=1)
        marked = re.search(
            rf"Without the marked point \({N}, {N}\) κ would be {N}, not {N}, "
            rf"and the best line {LINE}, not {LINE}\.$",
            said,
        )
        if not marked:
            continue
        marked_ones += 1
        x, y, without, kappa, *lines = marked.groups()
        places = [
            i for i, point in enumerate(explorer.data) if like(point) == (number(x), number(y))
        ]
        others = [explorer.without(i) for i in places]
        assert number(kappa) == near(conditions(explorer.data)[0])
        assert number(without) in [near(conditions(other.data)[0]) for other in others]
        assert line(*lines[:3]) in [like(other.line_of(other.w_star)) for other in others]
        assert line(*lines[3:]) == like(fit.line_of(fit.w_star))
    assert losses == {"square", "absolute", "huber"}
    assert marked_ones > 10


@pytest.mark.parametrize(("step", "words"), [(1.0, "1 step brings it"), (0.1, "22 steps bring it")])
def test_one_step_is_spoken_of_as_one(step, words):
    page = Living("RegressionExplorer")
    explorer = RegressionExplorer(data=[(-1, -1), (1, 1)], loss="square", step=step)
    assert str(explorer.fit.hundredth) == words.split()[0]
    page.bring(explorer.state())
    assert f"{words} to a hundredth of the first gap." in page.said()
    page.close()
