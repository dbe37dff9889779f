"""A step size for each coordinate, from the squares of its gradients: AdaGrad and RMSProp."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..autodiff.ieee import divide
from .hyperparameters import Rate, check_decay, check_number, check_switch
from .optimizer import Optimizer

__all__ = ["AdaGrad", "RMSProp"]

Array = NDArray[Any]


def _descend(p: Array, g: Array, s: Array, lr: float, eps: float, inside: bool, a: Array) -> None:
    """Subtract lr g / (sqrt(s) + eps), or with eps inside the root; `a` is scratch."""
    if inside:
        np.add(s, eps, out=a)
        np.sqrt(a, out=a)
    else:
        np.sqrt(s, out=a)
        a += eps
    np.divide(g, a, out=a)
    a *= lr
    p -= a


def _descended(p: float, g: float, s: float, lr: float, eps: float, inside: bool) -> float:
    """Return what `_descend` makes of a single number."""
    return p - divide(g, math.sqrt(s + eps) if inside else math.sqrt(s) + eps) * lr


class AdaGrad(Optimizer):
    """s_t = s_{t-1} + g_t^2,  theta_t = theta_{t-1} - lr g_t / (sqrt(s_t) + eps), entry by entry.

    Parameters
    ----------
    parameters, lr, weight_decay
        As for `SGD`.
    eps : float
        Above 0: it keeps a coordinate that has had no gradient from dividing 0 by 0.
    initial_accumulator : float
        s_0, at least 0.
    convention : {"published", "pytorch", "lecture", "keras"}
        As above for the first two. For the last two ``sqrt(s_t + eps)``, eps inside the root.

    Notes
    -----
    Sources: Duchi, Hazan & Singer (2011), Figure 1 with a diagonal matrix, whose delta is eps;
    lecture slide "AdaGrad (Adaptive Gradient)". The lecture and the paper have s_0 = 0, Keras 0.1.

    Examples
    --------
    >>> theta = np.zeros(2)
    >>> optimizer = AdaGrad(theta, lr=0.1)
    >>> optimizer.step(np.array([1000.0, 0.001]))
    >>> theta.round(6)
    array([-0.1, -0.1])
    """

    settings = ("lr", "eps", "initial_accumulator", "weight_decay", "convention")
    slots = ("squares",)
    conventions = ("published", "pytorch", "lecture", "keras")

    def __init__(
        self,
        parameters: Any = None,
        lr: Rate = 1e-2,
        eps: float = 1e-10,
        initial_accumulator: float = 0.0,
        weight_decay: float = 0.0,
        convention: str = "published",
    ) -> None:
        super().__init__(parameters, lr, weight_decay, convention)
        self.eps = check_number("eps", eps, positive=True)
        self.initial_accumulator = check_number("initial_accumulator", initial_accumulator)
        for entry in self.state:
            entry["squares"] += self.initial_accumulator

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        (s,), (lr,) = slots, numbers
        np.multiply(g, g, out=a)
        s += a
        _descend(p, g, s, lr, self.eps, self.convention in ("lecture", "keras"), a)

    def _change_number(
        self, p: float, g: float, state: dict[str, Any], numbers: Sequence[float]
    ) -> float:
        s = state["squares"] = state["squares"] + g * g
        return _descended(p, g, s, numbers[0], self.eps, self.convention in ("lecture", "keras"))

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        if self.convention in ("lecture", "keras"):
            return lr / np.sqrt(state["squares"] + self.eps)
        return lr / (np.sqrt(state["squares"]) + self.eps)


class RMSProp(Optimizer):
    """s_t = beta s_{t-1} + (1-beta) g_t^2,  theta_t = theta_{t-1} - lr g_t / (sqrt(s_t) + eps).

    Parameters
    ----------
    parameters, lr, weight_decay
        As for `SGD`.
    beta : float
        The weight of the past, at least 0 and below 1. Hinton's slide has 0.9, PyTorch 0.99.
    eps : float
        Above 0.
    convention : {"published", "pytorch", "keras", "lecture"}
        As above for the first two; ``sqrt(s_t + eps)`` for "keras"; for "lecture" as on the slide,
        eps inside and s_t made from g_{t-1}. That is wrong, and here to be looked at: s_1 is
        still 0, and the first step is ``lr g / sqrt(eps)``.
    momentum : float
        At least 0 and below 1. With r_t, what the step is without it, divided by lr, it is
        ``lr m_t`` with m_t = momentum m_{t-1} + r_t.
    centered : bool
        Whether s_t - a_t^2 takes the place of s_t, with a_t = beta a_{t-1} + (1-beta) g_t: the
        variance of g, not the mean of its square.

    Notes
    -----
    Sources: Tieleman & Hinton (2012), Lecture 6.5 of a Coursera course, which has no eps; lecture
    slide "RMSProp"; for the centred form Graves (2013), Generating Sequences with Recurrent Neural
    Networks, equations 38 to 41; momentum as in PyTorch's ``RMSprop``.

    Examples
    --------
    >>> for convention in ("published", "lecture"):
    ...     theta = np.zeros(1)
    ...     RMSProp(theta, lr=0.01, convention=convention).step(np.ones(1))
    ...     print(convention, float(theta[0].round(4)))
    published -0.0316
    lecture -100.0
    """

    settings = ("lr", "beta", "eps", "weight_decay", "convention", "momentum", "centered")
    conventions = ("published", "pytorch", "keras", "lecture")

    def __init__(
        self,
        parameters: Any = None,
        lr: Rate = 1e-2,
        beta: float = 0.9,
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        convention: str = "published",
        momentum: float = 0.0,
        centered: bool = False,
    ) -> None:
        self.momentum = check_decay("momentum", momentum)
        self.centered = check_switch("centered", centered)
        self.slots = ("squares",) + ("mean",) * self.centered + ("velocity",) * (self.momentum > 0)
        super().__init__(parameters, lr, weight_decay, convention)
        self.beta = check_decay("beta", beta)
        self.eps = check_number("eps", eps, positive=True)

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        late = self.convention == "lecture"
        if late:
            self._step_by(p, g, slots, numbers[0], a)
        slots[0] *= self.beta
        np.multiply(g, g, out=a)
        a *= 1.0 - self.beta
        slots[0] += a
        if self.centered:
            slots[1] *= self.beta
            np.multiply(g, 1.0 - self.beta, out=a)
            slots[1] += a
        if not late:
            self._step_by(p, g, slots, numbers[0], a)

    def _step_by(self, p: Array, g: Array, slots: list[Array], lr: float, a: Array) -> None:
        """Take the step with the memories as they are; `a` is scratch."""
        s, inside = slots[0], self.convention in ("keras", "lecture")
        if len(slots) == 1:
            _descend(p, g, s, lr, self.eps, inside, a)
            return
        if self.centered:
            np.multiply(slots[1], slots[1], out=a)
            np.subtract(s, a, out=a)
            np.maximum(a, 0.0, out=a)  # where rounding has made it negative
        else:
            np.copyto(a, s)
        if inside:
            a += self.eps
        np.sqrt(a, out=a)
        if not inside:
            a += self.eps
        np.divide(g, a, out=a)
        if self.momentum:
            velocity = slots[-1]
            velocity *= self.momentum
            velocity += a
            np.multiply(velocity, lr, out=a)
        else:
            a *= lr
        p -= a

    def _change_number(
        self, p: float, g: float, state: dict[str, Any], numbers: Sequence[float]
    ) -> float:
        if len(self.slots) > 1:
            return super()._change_number(p, g, state, numbers)
        before = state["squares"]
        s = state["squares"] = before * self.beta + g * g * (1.0 - self.beta)
        if self.convention == "lecture":
            return _descended(p, g, before, numbers[0], self.eps, True)
        return _descended(p, g, s, numbers[0], self.eps, self.convention == "keras")

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        seen = before if self.convention == "lecture" else state
        squares = seen["squares"] - (seen["mean"] ** 2 if self.centered else 0.0)
        lr *= (1.0 - self.momentum**t) / (1.0 - self.momentum)
        if self.convention in ("lecture", "keras"):
            return lr / np.sqrt(squares + self.eps)
        return lr / (np.sqrt(squares) + self.eps)
