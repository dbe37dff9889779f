"""The ProofExplorer's JavaScript computes what lecture_lib.proofs and rates compute."""

import numpy as np
import pytest
from hypothesis import example, given
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


def follow(js, name, h):
    return js.run(f"ProofExplorer.math.follow({literal(name)}, {literal(h)})")


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
        f"ProofExplorer.math.firstBroken(ProofExplorer.math.follow({literal(name)}, {h!r}).sides)"
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
