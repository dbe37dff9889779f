"""Optimizers with PyTorch's names: parameters are changed in place by ``step()``."""

from .momentum import SGD
from .optimizer import Optimizer

__all__ = ["SGD", "Optimizer"]
