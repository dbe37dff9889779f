"""Optimizers against PyTorch, whose paths are stored in references/."""

import json
from pathlib import Path

import numpy as np
import pytest
from references.optimizer_cases import EVERY, METHODS, PROBLEMS, STEPS, schedule

from lecture_lib import optimizers

STORE = Path(__file__).parents[1] / "references" / "optimizers.json"
REFERENCES = json.loads(STORE.read_text(encoding="utf-8"))


def settings(method):
    """Return our class and arguments, with the schedule where the case has one."""
    name, arguments, _, _, scheduled = METHODS[method]
    arguments = dict(arguments)
    if scheduled and name == "AdamW":
        arguments["schedule"] = lambda step: schedule(step - 1)
    elif scheduled:
        rate = arguments["lr"]
        arguments["lr"] = lambda step: rate * schedule(step - 1)
    return getattr(optimizers, name), arguments


@pytest.mark.parametrize("problem", PROBLEMS)
@pytest.mark.parametrize("method", METHODS)
def test_a_thousand_steps_are_those_of_pytorch(method, problem):
    start, gradient = PROBLEMS[problem]
    kind, arguments = settings(method)
    w = start.copy()
    optimizer = kind(w, **arguments)
    kept = []
    for step in range(STEPS):
        optimizer.step(gradient(w, step))
        if (step + 1) % EVERY == 0:
            kept.append(w.copy())
    expected = np.array(REFERENCES[f"{method}: {problem}"])
    assert expected.shape == (STEPS // EVERY, start.size)
    np.testing.assert_allclose(kept, expected, rtol=1e-10, atol=1e-10)
    assert np.abs(expected[-1] - start).max() > 1e-3


def test_all_references_are_used():
    names = {f"{method}: {problem}" for method in METHODS for problem in PROBLEMS}
    assert names == set(REFERENCES) - {"made with"}
