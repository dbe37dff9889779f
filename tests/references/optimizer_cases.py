"""Runs of optimizers that PyTorch and the library both make, so that the paths can be compared.

The gradients are computed here, entry by entry and the same for both, so that only the optimizers
are compared. `make_optimizers.py` runs PyTorch and stores every hundredth iterate;
`tests/optimizers/test_references.py` runs the library.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

STEPS, EVERY = 1000, 100

# RandomState's numbers are promised never to change, so they need not be stored.
_CURVATURES = np.array([1.0, 3.0, 10.0, 30.0, 100.0])
_NOISE = np.random.RandomState(0).normal(size=(STEPS, 5))
_INPUTS = np.random.RandomState(1).normal(size=(8, 3))
_SIGNS = np.where(np.random.RandomState(2).normal(size=8) > 0, 1.0, -1.0)


def _valley(w: Any, _step: int) -> Any:
    return _CURVATURES * w


def _noisy(w: Any, step: int) -> Any:
    return _CURVATURES * w + _NOISE[step]


def _logistic(w: Any, _step: int) -> Any:
    margins = _SIGNS * (_INPUTS * w).sum(axis=1)
    weights = -_SIGNS / (1.0 + np.exp(margins)) / 8.0
    return (weights[:, None] * _INPUTS).sum(axis=0) + 0.01 * w


def _rosenbrock(w: Any, _step: int) -> Any:
    x, y = w
    return np.array([-2.0 * (1.0 - x) - 400.0 * x * (y - x * x), 200.0 * (y - x * x)])


# name: the start, and the gradient at a point and a step 0, 1, ...
PROBLEMS: dict[str, tuple[np.ndarray, Callable[[Any, int], Any]]] = {
    "valley": (np.array([1.0, -1.0, 2.0, 0.5, -1.5]), _valley),
    "noisy": (np.array([1.0, -1.0, 2.0, 0.5, -1.5]), _noisy),
    "logistic": (np.array([2.0, -1.0, 0.5]), _logistic),
    "rosenbrock": (np.array([-1.0, 1.0]), _rosenbrock),
}


def schedule(step: int) -> float:
    """Return the factor that the learning rate is multiplied by, where there is a schedule."""
    return 1.0 / (1.0 + 0.01 * step)


# name: our class and arguments, PyTorch's class and arguments, whether there is a schedule
METHODS: dict[str, tuple[str, dict[str, Any], str, dict[str, Any], bool]] = {
    "SGD": ("SGD", {"lr": 5e-4}, "SGD", {"lr": 5e-4}, False),
    "SGD with decay and schedule": (
        *("SGD", {"lr": 5e-4, "weight_decay": 0.1}),
        *("SGD", {"lr": 5e-4, "weight_decay": 0.1}, True),
    ),
    "SGD with momentum": (
        *("SGD", {"lr": 1e-4, "momentum": 0.9}),
        *("SGD", {"lr": 1e-4, "momentum": 0.9}, True),
    ),
    "SGD with dampening": (
        *("SGD", {"lr": 2e-4, "momentum": 0.8, "dampening": 0.5, "weight_decay": 0.1}),
        *("SGD", {"lr": 2e-4, "momentum": 0.8, "dampening": 0.5, "weight_decay": 0.1}, False),
    ),
    "SGD with nesterov": (
        *("SGD", {"lr": 1e-4, "momentum": 0.9, "nesterov": True}),
        *("SGD", {"lr": 1e-4, "momentum": 0.9, "nesterov": True}, True),
    ),
    "Momentum": (
        *("Momentum", {"lr": 1e-4, "beta": 0.9, "convention": "pytorch"}),
        *("SGD", {"lr": 1e-4, "momentum": 0.9}, False),
    ),
    "Momentum with schedule": (
        *("Momentum", {"lr": 1e-4, "beta": 0.9, "convention": "lecture"}),
        *("SGD", {"lr": 1e-4, "momentum": 0.9}, True),
    ),
    "Momentum as average": (
        *("Momentum", {"lr": 1e-3, "beta": 0.9, "convention": "average"}),
        *("SGD", {"lr": 1e-4, "momentum": 0.9}, False),
    ),
    "Momentum as published": (
        *("Momentum", {"lr": 1e-4, "beta": 0.9}),
        *("SGD", {"lr": 1e-4, "momentum": 0.9}, False),
    ),
    "Nesterov": (
        *("Nesterov", {"lr": 1e-4, "beta": 0.9, "convention": "pytorch"}),
        *("SGD", {"lr": 1e-4, "momentum": 0.9, "nesterov": True}, False),
    ),
    "Nesterov as published": (
        *("Nesterov", {"lr": 1e-4, "beta": 0.9}),
        *("SGD", {"lr": 1e-4, "momentum": 0.9, "nesterov": True}, False),
    ),
    "AdaGrad": ("AdaGrad", {"lr": 0.1}, "Adagrad", {"lr": 0.1}, False),
    "AdaGrad with a start": (
        *("AdaGrad", {"lr": 0.1, "initial_accumulator": 0.1, "convention": "pytorch"}),
        *("Adagrad", {"lr": 0.1, "initial_accumulator_value": 0.1}, False),
    ),
    "RMSProp": (
        *("RMSProp", {"lr": 1e-3, "beta": 0.99}),
        *("RMSprop", {"lr": 1e-3, "alpha": 0.99}, False),
    ),
    "RMSProp with momentum": (
        *("RMSProp", {"lr": 1e-4, "beta": 0.99, "momentum": 0.8, "weight_decay": 0.1}),
        *("RMSprop", {"lr": 1e-4, "alpha": 0.99, "momentum": 0.8, "weight_decay": 0.1}, True),
    ),
    "RMSProp centred": (
        *("RMSProp", {"lr": 1e-4, "beta": 0.99, "eps": 1e-3, "centered": True}),
        *("RMSprop", {"lr": 1e-4, "alpha": 0.99, "eps": 1e-3, "centered": True}, False),
    ),
    "RMSProp centred, with momentum": (
        *("RMSProp", {"lr": 1e-4, "beta": 0.99, "eps": 0.1, "centered": True, "momentum": 0.5}),
        *("RMSprop", {"lr": 1e-4, "alpha": 0.99, "eps": 0.1, "centered": True, "momentum": 0.5}),
        False,
    ),
    "Adam": ("Adam", {"lr": 3e-3}, "Adam", {"lr": 3e-3}, False),
    "Adam with decay and schedule": (
        *("Adam", {"lr": 1e-2, "weight_decay": 0.1, "convention": "pytorch"}),
        *("Adam", {"lr": 1e-2, "weight_decay": 0.1}, True),
    ),
    "AMSGrad": (
        *("AMSGrad", {"lr": 3e-3, "convention": "pytorch"}),
        *("Adam", {"lr": 3e-3, "amsgrad": True}, False),
    ),
    "AdamW": (
        *("AdamW", {"lr": 3e-3, "weight_decay": 0.1, "convention": "pytorch"}),
        *("AdamW", {"lr": 3e-3, "weight_decay": 0.1}, False),
    ),
    "AdamW as published, with schedule": (
        *("AdamW", {"lr": 3e-3, "weight_decay": 3e-4}),
        *("AdamW", {"lr": 3e-3, "weight_decay": 0.1}, True),
    ),
    "NAdam": ("NAdam", {"lr": 3e-3}, "NAdam", {"lr": 3e-3}, False),
    "NAdam with decay and schedule": (
        *("NAdam", {"lr": 1e-2, "weight_decay": 0.1, "momentum_decay": 0.05}),
        *("NAdam", {"lr": 1e-2, "weight_decay": 0.1, "momentum_decay": 0.05}, True),
    ),
    "RAdam": ("RAdam", {"lr": 3e-3}, "RAdam", {"lr": 3e-3}, False),
    "RAdam with decay and schedule": (
        *("RAdam", {"lr": 1e-2, "weight_decay": 0.1, "betas": (0.8, 0.995)}),
        *("RAdam", {"lr": 1e-2, "weight_decay": 0.1, "betas": (0.8, 0.995)}, True),
    ),
    "Adamax": ("Adamax", {"lr": 3e-3}, "Adamax", {"lr": 3e-3}, False),
    "Adamax with decay and schedule": (
        *("Adamax", {"lr": 1e-2, "weight_decay": 0.1, "eps": 1e-3}),
        *("Adamax", {"lr": 1e-2, "weight_decay": 0.1, "eps": 1e-3}, True),
    ),
}
