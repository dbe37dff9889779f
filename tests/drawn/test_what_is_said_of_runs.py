"""What the widgets say of their runs is so: every sentence's numbers, wherever a walk leads."""

import math
import re
from itertools import pairwise

import numpy as np
import pytest
from living import Living
from reading import number
from telling import N, found, near, told

from lecture_lib.proofs import Proof
from lecture_lib.stochastic.noise import batch_variance, gradient_variance
from lecture_lib.widgets import ProofExplorer
from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES, OWN

RUNNER = "([A-Za-z]+(?:, slide)?(?: 2)?)"


def test_sampling():
    cases = set()
    for explorer, said in told("SamplingExplorer"):
        by_cost = explorer.axis == "evaluations"
        budget = f"{explorer.budget:_}".replace("_", "\u202f")
        unit, results = found(rf"last tenth of {budget} (gradients|steps): (.*?)\.Noise", said)
        assert unit == ("gradients" if by_cost else "steps")
        names = {"GD": "gd", "SGD": "sgd", f"b = {explorer.batch_sizes['minibatch']}": "minibatch"}
        runs, levels = explorer.runs, explorer.levels
        told_of = {}
        for result in results.split("; "):
            name, rest = found(r"^(GD|SGD|b = \d)(?:: | )(.*)$", result)
            told_of[names[name]] = rest
        assert set(told_of) == set(runs) - ({"minibatch"} if explorer.batch_size == 1 else set())
        for key, rest in told_of.items():
            run = runs[key]
            if run.status == "diverged":
                step = found(rf"^diverged at step {N}$", rest)[0]
                assert f"step {number(step):.0f} " in run.message
            elif run.steps == 0:
                assert rest.startswith(f"cannot pay for a step of {explorer.batch_sizes[key]} ")
            else:
                level, cost, what = found(rf"^{N} \({N} (steps?|gradients)\)$", rest)
                assert number(level) == near(levels[key], 3)
                assert number(cost) == (run.steps if by_cost else run.evaluations[-1])
                assert what.rstrip("s") == ("step" if by_cost else "gradient")
            cases.add(rest.split()[0] if rest[0] in "dc" else "level")
        if explorer.terms:
            continue  # of these the floor is told in other words
        gamma, squares = found(rf"at γ = {N} \(dashed\), about .* with s² = {N} at w\*", said)
        assert number(gamma) == near(explorer.step_size)
        examples = explorer.problem
        minimiser = examples.nearest_minimiser([0.0, 0.0])
        single = gradient_variance(examples, minimiser)
        assert number(squares) == near(single, 3)
        assert ("of the randomized rule" in said) == (explorer.rule != "randomized")
        for key, floor in explorer.floors.items():
            name = {one: words for words, one in names.items()}[key]
            if key == "minibatch" and explorer.batch_size == 1:
                continue
            if math.isinf(floor):
                assert f"{name}: none, the mean square grows without bound" in said
                continue
            rough, exact = found(rf"{name}: {N}, exactly {N}", said)
            variance = batch_variance(single, examples.m, explorer.batch_sizes[key])
            assert number(rough) == near(explorer.step_size / 4.0 * variance, 3)
            assert number(exact) == near(floor, 3)
    assert {"level", "diverged"} <= cases


def test_sampling_of_parabolas_of_ones_own():
    kinds = set()
    for explorer, said in told("SamplingExplorer"):
        if not explorer.terms:
            continue
        gamma, mean, squares = found(
            rf"at γ = {N} \(dashed\): .* here (?:of mean )?λ = {N}, with s² = {N} at w\*\.", said
        )
        curvatures = np.array([a for _, a in explorer.terms])
        assert number(gamma) == near(explorer.step_size)
        assert number(mean) == near(curvatures.mean(), 3)
        problem = explorer.problem
        assert number(squares) == near(gradient_variance(problem, problem.w_star), 3)
        unequal = re.search(rf"for SGD E h² = {N}\.", said)
        assert bool(unequal) == bool(curvatures.std() > 0)
        if unequal:
            assert number(unequal[1]) == near((curvatures**2).mean(), 3)
        names = {"sgd": "SGD", "minibatch": f"b = {explorer.batch_sizes['minibatch']}"}
        for key, floor in explorer.floors.items():
            if key == "minibatch" and explorer.batch_size == 1:
                continue
            if math.isinf(floor):
                ends = "grows without bound" if number(squares) > 0 else "does not shrink"
                assert f"{names[key]}: none, the mean square {ends}" in said
                kinds.add("none")
                continue
            last = said.rpartition(" at w*.")[2]
            exact, equal = found(rf"{names[key]}: {N}(?:, not {N})?[;.]", last)
            assert number(exact) == near(floor, 3)
            assert unequal or equal is None
            assert number(equal or exact) == near(explorer.equal_floors[key], 3)
            kinds.add("equal" if equal is None else "unequal")
    assert kinds >= {"none", "unequal"}


def test_proof():
    for explorer, said in told("ProofExplorer"):
        if "there is no run to look at" in said:
            with pytest.raises(ValueError, match="finite value"):
                _ = explorer.proof
            continue
        seen = explorer.survey
        low = seen and seen.lowest(explorer.start)
        has_minimiser = seen is None or (low is not None and low.inside)
        gaps = explorer.trajectory.values - (explorer.problem.f_star if has_minimiser else 0.0)
        words = r" the gap f\(w[₀-₉]+\) − f\*" if has_minimiser else r", f\(w[₀-₉]+\)"
        step, gap = found(rf"After step {N}{words} is {N}\.", said)
        shown = min(explorer.step + 1, explorer.proof.steps)  # a run may end before step 20
        assert number(step) == shown
        assert number(gap) == near(gaps[shown])
        if not has_minimiser:
            step_one = [link for link in explorer.proof if link.key.startswith("I.")]
            broken = Proof(tuple(step_one), explorer.proof.steps).first_broken()
            assert ("Every inequality of Step I holds" in said) == (broken is None)
            assert "the rate hold" not in said
            continue
        broken = explorer.proof.first_broken()
        assert ("Every inequality holds" in said) == (broken is None)
        if broken is not None:
            link = broken.link
            sides = [link.lhs[broken.step], link.rhs[broken.step]]
            if not np.isfinite(sides).all():
                assert f"{link.key}, {link.name}, cannot be judged at t = {broken.step}" in said
                continue
            assert f"First to break: {link.key}, {link.name}, at t = {broken.step}:" in said
        rate = broken is not None and bool(explorer.proof["II.9"].holds().all())
        assert bool(re.search(r"Yet (II\.4 and )?the rate hold", said)) == rate


def said_of(living, formula, **state):
    traits = {"function": "own", "formula": formula, "interval": [-1, 1], "h": 0.8, "step": 0}
    living.bring({**traits, "start": 0.6, **state})
    return living.said()


@pytest.fixture(scope="module")
def proofs():
    living = Living("ProofExplorer")
    yield living
    living.close()


@pytest.mark.parametrize("formula", ["(w - 10)^2", "exp(w)", "1/w", "log(w)"])
def test_a_proof_without_a_minimiser_speaks_of_step_i_alone(proofs, formula):
    said = said_of(proofs, formula, start=0.95)
    assert said.startswith("After step 1, f(w₁) is ")
    assert "gap" not in said
    assert "II." not in said
    verdicts = proofs.text(".pe-verdict b")
    assert "? unknown" not in verdicts[:3]
    assert verdicts[3:] == 5 * ["? unknown"]


def test_a_proof_of_numbers_too_large_compares_nothing(proofs):
    said = said_of(proofs, "1e300*w^2")
    assert "I.3, short step, cannot be judged at t = 0: a side is no finite number." in said
    assert "more than 1/L" not in said
    assert "the rate" not in said
    assert proofs.text(".pe-verdict b").count("? unknown") == 2


def test_a_run_that_ends_above_its_start_is_told_from_its_last_step_below(proofs):
    said = said_of(proofs, "log(w^2)")
    own = ProofExplorer("own", formula="log(w^2)", interval=[-1, 1], h=0.8, start=0.6)
    values = own.trajectory.values
    last = int(np.flatnonzero(values <= values[0])[-1])
    assert last > 1
    assert f"The run does not descend: from step {last + 1} on f is above its start" in said


def test_race():
    names = {
        "gd": "GD",
        "sgd": "SGD",
        "momentum": "momentum",
        "nesterov": "Nesterov",
        "adagrad": "AdaGrad",
        "rmsprop": "RMSProp",
        "adam_lecture": "Adam, slide",
        "adam": "Adam",
        "adamw": "AdamW",
    }
    names |= {f"{method}2": f"{name} 2" for method, name in names.items()}
    rates_told = 0
    for explorer, said in told("OptimizerRace"):
        if not explorer.methods:
            assert "No method takes part" in said
            continue
        runs = explorer.runs
        order = found(rf"After {explorer.steps} steps? (.*?)\.(?: Only| [A-Zθ(]| f₀|$)", said)[0]
        places = re.findall(rf"(?:is |then |, ){RUNNER}(?: with f − f[*₀] =)? {N}", order)
        gaps = [number(gap) for _, gap in places]
        assert all(a <= b for a, b in pairwise(gaps)), order
        by_name = {names[method]: run for method, run in runs.items()}
        lost = dict(re.findall(rf"{RUNNER} diverged at step (\d+)", order))
        gone = dict(re.findall(rf"{RUNNER} left, at step (\d+), where f is defined", order))
        gone |= dict.fromkeys(re.findall(rf"{RUNNER} has no gradient to start with", order), "0")
        assert {*dict(places), *lost, *gone} == set(by_name), order
        for name, gap in places:
            assert by_name[name].diverged is by_name[name].left is None
            assert number(gap) == near(by_name[name].gaps[-1], 3)
        for name, step in lost.items():
            assert by_name[name].diverged == int(step)
        for name, step in gone.items():
            assert by_name[name].left == int(step)
        is_own = explorer.landscape == OWN
        if is_own and math.isfinite(explorer.lowest):
            assert number(found(rf"f₀ = {N} is the lowest", said)[0]) == near(explorer.lowest, 3)
        if explorer.critical:
            points = explorer.critical_points
            kinds = {kind for _, _, kind, _ in points}
            assert all(kind[:4] in said for kind in kinds)
            assert ("No critical point was found" in said) == (not points)
        noisy = not is_own and LANDSCAPES[explorer.landscape].noisy and "gd" in runs
        assert ("Only GD sees no noise" in said) == noisy
        tuned = runs.get(explorer.tuned)
        assert ("It does not take part" in said) == (tuned is None)
        if tuned is not None and len(tuned.rates):
            x, y = tuned.rates[-1]
            words = rf"rate at step {N}: {N} along (?:both|(?:θ₁|x), {N} along (?:θ₂|y))"
            step, one, two = found(words, said)
            assert number(step) == len(tuned.rates)
            assert number(one) == near(x, 3)
            assert number(two or one) == near(y, 3)
            rates_told += 1
    assert rates_told > 20
