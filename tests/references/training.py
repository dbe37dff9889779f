"""A small problem and a net for it, which PyTorch and the library both train.

`make_training.py` trains with PyTorch and stores what comes out; `tests/nn/test_training.py` trains
with the library. First weights are given, so that both start from the same. One of the runs is
also carried by the library, for the chapter that compares with it.
"""

import gzip
import itertools
import json
from typing import Any

import numpy as np

WIDTHS = (5, 8, 6, 3)
STEPS = 100
LEARNING_RATE = 0.3
ACTIVATIONS = ("ReLU", "Sigmoid", "Tanh")
CRITERIA = ("CrossEntropyLoss", "MSELoss")
SHOWN = "Tanh CrossEntropyLoss"  # the run that a chapter shows
RUNS = [f"{activation} {criterion}" for activation in ACTIVATIONS for criterion in CRITERIA]

# RandomState's numbers are promised never to change, so the inputs need not be stored.
_random = np.random.RandomState(6)
X = _random.normal(size=(16, WIDTHS[0]))
CLASSES = _random.randint(WIDTHS[-1], size=16)
TARGETS = _random.normal(size=(16, WIDTHS[-1]))
FIRST = {
    name: value
    for i, (m, n) in enumerate(itertools.pairwise(WIDTHS))
    for name, value in (
        (f"{2 * i}.weight", _random.normal(size=(n, m)) / np.sqrt(m)),
        (f"{2 * i}.bias", 0.1 * _random.normal(size=n)),
    )
}


def labels(run: str) -> np.ndarray:
    """Return class numbers or target values, as the loss of the run wants them."""
    return CLASSES if "Cross" in run else TARGETS


def packed(store: dict[str, Any]) -> bytes:
    """Return the run that is shown, out of all that are stored, as the library carries it."""
    run, problem = store[SHOWN], store["problem"]
    text = json.dumps(
        {
            "made with": store["made with"],
            "X": problem["X"],
            "labels": problem["classes"],
            "first": {name: problem[name] for name in run["weights"]},
            "gradients": run["gradients"],
            "losses": run["losses"],
            "last": run["weights"],
        }
    )
    return gzip.compress(text.encode(), mtime=0)
