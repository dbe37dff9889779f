"""The lecture's six lines, against the same lines run by PyTorch and stored in references/."""

import itertools
import json
from pathlib import Path

import numpy as np
import pytest
from references.training import (
    CLASSES,
    FIRST,
    LEARNING_RATE,
    RUNS,
    STEPS,
    TARGETS,
    WIDTHS,
    X,
    labels,
)

from lecture_lib import nn
from lecture_lib.optimizers import SGD

STORE = Path(__file__).parents[1] / "references" / "training.json"
REFERENCES = json.loads(STORE.read_text(encoding="utf-8"))


def model_of(activation):
    layers = []
    for m, n in itertools.pairwise(WIDTHS):
        layers += [nn.Linear(m, n), getattr(nn, activation)()]
    model = nn.Sequential(*layers[:-1])
    model.load_state_dict(FIRST)
    return model


def close(ours, theirs, tolerance):
    assert list(ours) == list(theirs)
    for name, value in ours.items():
        scale = np.abs(theirs[name]).max()
        np.testing.assert_allclose(value, theirs[name], rtol=tolerance, atol=tolerance * scale)


@pytest.mark.parametrize("run", RUNS)
def test_the_run_is_that_of_pytorch(run):
    activation, criterion = run.split()
    model, y = model_of(activation), labels(run)
    loss_fn, optimizer = getattr(nn, criterion)(), SGD(model.parameters(), lr=LEARNING_RATE)
    losses, gradients = [], None
    for _ in range(STEPS):
        pred = model(X)
        loss = loss_fn(pred, y)
        loss.backward()
        if gradients is None:
            gradients = {name: p.grad for name, p in model.named_parameters()}
        optimizer.step()
        optimizer.zero_grad()
        losses.append(loss.item())
    close(gradients, REFERENCES[run]["gradients"], 1e-12)
    np.testing.assert_allclose(losses, REFERENCES[run]["losses"], rtol=1e-9)
    close(model.state_dict(), REFERENCES[run]["weights"], 1e-9)
    assert losses[-1] < losses[0]


def test_every_run_is_stored_and_so_is_what_it_began_with():
    assert set(REFERENCES) == {"made with", "problem", *RUNS}
    problem = REFERENCES["problem"]
    for name, value in {"X": X, "classes": CLASSES, "targets": TARGETS, **FIRST}.items():
        np.testing.assert_array_equal(problem[name], value)
