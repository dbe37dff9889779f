"""A small problem and a net for it, which PyTorch and the library both train.

`make_training.py` trains with PyTorch and stores what comes out; `tests/nn/test_training.py` trains
with the library. First weights are given, so that both start from the same.
"""

import itertools

import numpy as np

WIDTHS = (5, 8, 6, 3)
STEPS = 100
LEARNING_RATE = 0.3
ACTIVATIONS = ("ReLU", "Sigmoid", "Tanh")
CRITERIA = ("CrossEntropyLoss", "MSELoss")
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
