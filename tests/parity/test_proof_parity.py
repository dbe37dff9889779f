"""The ProofExplorer's JavaScript computes what lecture_lib.proofs and rates compute."""

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from javascript import JavaScript, literal

from lecture_lib import rates
from lecture_lib.proofs.wording import WORDS
from lecture_lib.widgets import ProofExplorer
from lecture_lib.widgets.proof_explorer.examples import EXAMPLES

functions = st.sampled_from(sorted(EXAMPLES))
sizes = st.floats(0.01, 2.4)


@pytest.fixture(scope="module")
def js():
    with JavaScript() as engine:
        engine.load_bundle("ProofExplorer")
        yield engine


def follow(js, name, h, **own):
    return js.run(f"ProofExplorer.math.follow({literal({'function': name, 'h': h, **own})})")


@given(functions, sizes)
@example("quadratic", 1.0)
@example("Huber", 2.0)
@example("log-cosh", 2.4)
@example("double well", 2.4)
@example("absolute value", 0.65)
def test_every_inequality_has_the_same_two_sides(js, name, h):
    explorer, ours = ProofExplorer(name, h=h), follow(js, name, h)
    run, proof = explorer.trajectory, explorer.proof
    assert ours["run"]["w"] == pytest.approx(run.iterates[:, 0].tolist(), rel=1e-12, abs=1e-15)
    assert ours["run"]["f"] == pytest.approx(run.values.tolist(), rel=1e-12, abs=1e-15)
    for key, rows in ours["sides"].items():
        link, (lhs, rhs, scale) = proof[key], np.array(rows).T
        assert scale == pytest.approx(link.scale, rel=1e-12, abs=1e-300), key
        assert np.all(np.abs(lhs - link.lhs) <= 1e-12 * link.scale), key
        assert np.all(np.abs(rhs - link.rhs) <= 1e-12 * link.scale), key


@given(functions, sizes)
@example("quadratic", 1.2)
@example("double well", 0.4)
@example("absolute value", 0.4)
def test_the_same_link_breaks_first(js, name, h):
    broken = ProofExplorer(name, h=h).proof.first_broken()
    ours = js.run(
        "ProofExplorer.math.firstBroken(ProofExplorer.math.follow("
        f"{literal({'function': name, 'h': h})}).sides)"
    )
    expected = broken and {"key": broken.link.key, "name": broken.link.name, "step": broken.step}
    assert ours == expected


@given(functions, sizes)
@example("quadratic", 1.618)
@example("quadratic", 1.619)
@example("Huber", 2.0)
def test_the_bounds_are_those_of_rates(js, name, h):
    explorer, limits = ProofExplorer(name, h=h), follow(js, name, h)["limits"]
    for ours, bound in (
        (limits["lecture"], explorer.lecture_bound),
        (limits["exact"], explorer.exact_bound),
    ):
        assert (ours is None) == (bound is None)
        if ours is not None:
            assert ours == pytest.approx(bound.tolist(), rel=1e-12)


def test_the_words_are_those_of_the_proofs(js):
    words = js.run("ProofExplorer.math.LINKS")
    assert [list(WORDS[key][:3]) for key, _, _ in words] == words
    assert js.run("ProofExplorer.math.golden") == pytest.approx(rates.GOLDEN_RATIO, rel=1e-15)


TEXTS = [
    "sqrt(1 + w^2) + w/4",
    "w^4 - w^2",
    "abs(w - 0.3)",
    "exp(w) - w",
    "log(w) - w",
    "w^2 + sin(3*w)",
]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(TEXTS),
    st.floats(0.05, 2.4),
    st.sampled_from([[-3.0, 3.0], [-1.0, 2.5], [0.5, 4.0]]),
    st.sampled_from([2.0, 0.7, -1.3]),
)
def test_a_function_of_ones_own(js, text, h, interval, start):
    own = {"formula": text, "interval": interval, "start": start}
    explorer, ours = ProofExplorer("own", h=h, **own), follow(js, "own", h, **own)
    if len(ours["run"]["w"]) < 2:
        with pytest.raises(ValueError, match=r"finite value"):
            _ = explorer.proof
        return
    run, proof = explorer.trajectory, explorer.proof
    assert len(ours["run"]["w"]) == len(run.iterates)
    assume(np.abs(run.iterates).max() < 1e6)
    # a run that jumps to and fro makes more of the last digit at each step
    room = 1e-9 * (1.0 + np.abs(run.iterates).max()) ** 4
    assert ours["run"]["w"] == pytest.approx(run.iterates[:, 0].tolist(), rel=1e-9, abs=room)
    for key, rows in ours["sides"].items():
        link, (lhs, rhs, _) = proof[key], np.array(rows).T
        assert lhs == pytest.approx(link.lhs, rel=1e-6, abs=1e3 * room), key
        assert rhs == pytest.approx(link.rhs, rel=1e-6, abs=1e3 * room), key
    for limit, bound in (("lecture", explorer.lecture_bound), ("exact", explorer.exact_bound)):
        assert (ours["limits"][limit] is None) == (bound is None)
