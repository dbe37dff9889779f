"""Models, layers and losses with PyTorch's names, so that the lecture's loop runs as it is written.

>>> import numpy as np
>>> from lecture_lib.nn import CrossEntropyLoss, Linear, ReLU, Sequential
>>> from lecture_lib.optimizers import SGD
>>> rng = np.random.default_rng(0)
>>> X, y = rng.normal(size=(8, 2)), rng.integers(3, size=8)
>>> model = Sequential(Linear(2, 4, rng=rng), ReLU(), Linear(4, 3, rng=rng))
>>> loss_fn, optimizer = CrossEntropyLoss(), SGD(model.parameters(), lr=0.1)
>>> pred = model(X)
>>> loss = loss_fn(pred, y)
>>> loss.backward()
>>> optimizer.step()
>>> optimizer.zero_grad()
>>> loss_fn(model(X), y).item() < loss.item()
True

The parts: `module` what a model is, `layers` and `activations` the layers, `criteria` the
losses.
"""

from . import activations, criteria, layers
from .activations import *
from .criteria import *
from .layers import *
from .module import Module, Parameter

__all__ = [
    "Module",
    "Parameter",
    *activations.__all__,
    *criteria.__all__,
    *layers.__all__,
]
