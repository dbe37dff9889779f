"""The lecture's five lines, against the same lines run by PyTorch and stored in references/."""

import gzip
import itertools
import json
import tracemalloc
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
    packed,
)

from lecture_lib import nn
from lecture_lib.datasets import TABLES, pytorch_run
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


def test_the_run_that_a_chapter_shows_is_the_stored_one():
    carried = (TABLES / "pytorch_run.json.gz").read_bytes()
    assert gzip.decompress(carried) == gzip.decompress(packed(REFERENCES))
    run, stored = pytorch_run(), REFERENCES["Tanh CrossEntropyLoss"]
    assert np.array_equal(run.X, X)
    assert np.array_equal(run.labels, CLASSES)
    assert run.losses == stored["losses"]
    assert run.made_with == REFERENCES["made with"]
    for ours, theirs in ((run.gradients, stored["gradients"]), (run.last, stored["weights"])):
        assert {name: value.tolist() for name, value in ours.items()} == theirs
    assert all(np.array_equal(run.first[name], value) for name, value in FIRST.items())


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


def test_training_takes_at_most_three_times_the_memory_of_parameters_and_activations():
    widths, batch = (200, 1000, 800, 50), 64
    rng = np.random.default_rng(0)
    inputs, classes = rng.normal(size=(batch, widths[0])), rng.integers(widths[-1], size=batch)
    layers = []
    for m, n in itertools.pairwise(widths):
        layers += [nn.Linear(m, n, rng=rng), nn.ReLU()]
    tracemalloc.start()
    try:
        model = nn.Sequential(*layers[:-1])
        model.load_state_dict(model.state_dict())  # so that the parameters are counted too
        loss_fn, optimizer = nn.CrossEntropyLoss(), SGD(model.parameters(), lr=0.1)
        tracemalloc.reset_peak()
        for _ in range(2):
            loss = loss_fn(model(inputs), classes)
            loss.backward()
            optimizer.step()
            optimizer.zero_grad()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    activations = batch * (2 * (1000 + 800) + 50)
    held = 8 * (sum(p.size for p in model.parameters()) + activations)
    assert held < peak < 3 * held
