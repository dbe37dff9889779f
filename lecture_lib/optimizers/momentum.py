"""Gradient descent without and with a memory of where it was going: SGD, Momentum, Nesterov."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .hyperparameters import Rate, check_decay, check_number, check_switch
from .optimizer import Optimizer

__all__ = ["SGD", "Momentum", "Nesterov"]

Array = NDArray[Any]


class SGD(Optimizer):
    """theta_t = theta_{t-1} - lr g_t, the step of (stochastic) gradient descent.

    With `momentum` the step is PyTorch's, where a velocity m_t takes the place of g_t:

        m_1 = g_1,  m_t = momentum m_{t-1} + (1 - dampening) g_t.

    Parameters
    ----------
    parameters : Tensor, array, or sequence of them
        Changed in place by `step`. None for settings only, as `minimize` takes them.
    lr : float or callable
        The learning rate, at least 0; a callable is asked for the rate of steps 1, 2, 3, ...
    momentum : float
        The weight of the past, at least 0 and below 1. `Momentum` has the other forms of it.
    dampening : float
        What is taken from a new gradient, at least 0; not from the first.
    weight_decay : float
        L2 regularisation, at least 0: ``g + weight_decay * theta`` takes the place of g.
    nesterov : bool
        Whether ``g_t + momentum m_t`` takes the place of m_t; only with momentum, undampened.

    Raises
    ------
    TypeError, ValueError
        If a parameter cannot be changed in place, or a number is out of range.

    Notes
    -----
    Source: lecture slides "GD for Convex Functions" and "Stochastic Gradient Descent"; for
    momentum, dampening and nesterov the documentation of PyTorch's ``SGD``.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> w = Tensor([3.0, 4.0], requires_grad=True)
    >>> optimizer = SGD([w], lr=0.25)
    >>> (w * w).sum().backward()
    >>> optimizer.step()
    >>> optimizer.zero_grad()
    >>> w
    Tensor([1.5, 2. ], requires_grad=True)
    """

    settings = ("lr", "momentum", "dampening", "weight_decay", "nesterov")

    def __init__(
        self,
        parameters: Any = None,
        lr: Rate = 1e-3,
        momentum: float = 0.0,
        dampening: float = 0.0,
        weight_decay: float = 0.0,
        nesterov: bool = False,
    ) -> None:
        self.momentum = check_decay("momentum", momentum)
        self.dampening = check_number("dampening", dampening)
        self.nesterov = check_switch("nesterov", nesterov)
        if nesterov and not (self.momentum > 0.0 == self.dampening):
            raise ValueError("nesterov needs a momentum above 0, and the dampening 0")
        self.slots = ("velocity",) if self.momentum else ()
        super().__init__(parameters, lr, weight_decay, "published")

    def _numbers(self, count: int, rates: tuple[float, ...]) -> tuple[float, ...]:
        return (*rates, 1.0 if count == 1 else 1.0 - self.dampening)

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        lr, share = numbers
        if not self.momentum:
            np.multiply(g, lr, out=a)
            p -= a
            return
        (velocity,) = slots
        velocity *= self.momentum
        np.multiply(g, share, out=a)
        velocity += a
        np.multiply(velocity, self.momentum if self.nesterov else 1.0, out=a)
        if self.nesterov:
            a += g
        a *= lr
        p -= a

    def _change_number(
        self, p: float, g: float, state: dict[str, Any], numbers: Sequence[float]
    ) -> float:
        if not self.momentum:
            return p - g * numbers[0]
        m = state["velocity"] = state["velocity"] * self.momentum + g * numbers[1]
        return p - (m * self.momentum + g if self.nesterov else m) * numbers[0]

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        if not self.momentum:
            return lr
        past = self.momentum ** (t - 1)
        m = past + (1.0 - self.dampening) * (1.0 - past) / (1.0 - self.momentum)
        return lr * (1.0 + self.momentum * m if self.nesterov else m)


class _WithVelocity(Optimizer):
    """What remembers a velocity, in which the past has the weight beta."""

    settings = ("lr", "beta", "weight_decay", "convention")
    slots = ("velocity",)

    def __init__(
        self,
        parameters: Any = None,
        lr: Rate = 1e-3,
        beta: float = 0.9,
        weight_decay: float = 0.0,
        convention: str = "published",
    ) -> None:
        super().__init__(parameters, lr, weight_decay, convention)
        self.beta = check_decay("beta", beta)


class Momentum(_WithVelocity):
    """v_t = beta v_{t-1} - lr g_t,  theta_t = theta_{t-1} + v_t  with v_0 = 0.

    The conventions, of which the first two agree as long as `lr` stays the same:

    ============  ======================================================  ======================
    convention    formula                                                 effective rate
    ============  ======================================================  ======================
    "published"   as above: the rate is inside the velocity               lr / (1 - beta)
    "lecture"     m_t = beta m_{t-1} + g_t, theta_t -= lr m_t             lr / (1 - beta)
    "pytorch"     the same as "lecture"                                   lr / (1 - beta)
    "average"     m_t = beta m_{t-1} + (1 - beta) g_t, theta_t -= lr m_t  lr
    ============  ======================================================  ======================

    Parameters
    ----------
    parameters, lr, weight_decay
        As for `SGD`.
    beta : float
        The weight of the past, at least 0 and below 1.
    convention : str
        One of the names above.

    Notes
    -----
    Sources: Polyak (1964), in the notation of Sutskever et al. (2013); lecture slide "Momentum",
    whose g_{t-1} is the gradient at theta_{t-1}, here called g_t, and whose m_0 is not given.

    Examples
    --------
    >>> theta = np.zeros(1)
    >>> optimizer = Momentum(theta, lr=0.1, beta=0.5, convention="lecture")
    >>> for _ in range(3):
    ...     optimizer.step(np.ones(1))
    ...     print(theta.round(3))
    [-0.1]
    [-0.25]
    [-0.425]
    """

    conventions = ("published", "lecture", "pytorch", "average")

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        (velocity,), (lr,) = slots, numbers
        velocity *= self.beta
        if self.convention == "published":
            np.multiply(g, lr, out=a)
            velocity -= a
            p += velocity
            return
        if self.convention == "average":
            np.multiply(g, 1.0 - self.beta, out=a)
            velocity += a
        else:
            velocity += g
        np.multiply(velocity, lr, out=a)
        p -= a

    def _change_number(
        self, p: float, g: float, state: dict[str, Any], numbers: Sequence[float]
    ) -> float:
        velocity, lr = state["velocity"] * self.beta, numbers[0]
        if self.convention == "published":
            state["velocity"] = velocity = velocity - g * lr
            return p + velocity
        velocity += g * (1.0 - self.beta) if self.convention == "average" else g
        state["velocity"] = velocity
        return p - velocity * lr

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        share = 1.0 - self.beta**t
        return lr * share / (1.0 if self.convention == "average" else 1.0 - self.beta)


class Nesterov(_WithVelocity):
    """v_t = beta v_{t-1} - lr g(theta_{t-1} + beta v_{t-1}),  theta_t = theta_{t-1} + v_t.

    The gradient is taken where the velocity alone would lead. What is stored as the parameter is
    that point, phi_t = theta_t + beta v_t, so that the gradient is, as always, the one at the
    parameter: v_t = beta v_{t-1} - lr g_t, phi_t = phi_{t-1} + beta v_t - lr g_t.

    Parameters
    ----------
    parameters, lr, beta, weight_decay
        As for `Momentum`.
    convention : {"published", "pytorch"}
        As above; or m_t = beta m_{t-1} + g_t, phi_t = phi_{t-1} - lr (g_t + beta m_t), which is
        the same as long as `lr` stays the same.

    Notes
    -----
    Sources: Nesterov (1983), in the form of Sutskever et al. (2013) with a constant beta. It is
    not in the lecture.

    Examples
    --------
    >>> phi = np.ones(1)
    >>> optimizer = Nesterov(phi, lr=0.1, beta=0.5)
    >>> optimizer.step(phi.copy())
    >>> phi.round(3)
    array([0.85])
    """

    conventions = ("published", "pytorch")

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        (velocity,), (lr,) = slots, numbers
        velocity *= self.beta
        if self.convention == "published":
            np.multiply(g, lr, out=a)
            velocity -= a
            p -= a
            np.multiply(velocity, self.beta, out=a)
            p += a
        else:
            velocity += g
            np.multiply(velocity, self.beta, out=a)
            a += g
            a *= lr
            p -= a

    def _change_number(
        self, p: float, g: float, state: dict[str, Any], numbers: Sequence[float]
    ) -> float:
        velocity, lr = state["velocity"] * self.beta, numbers[0]
        if self.convention == "published":
            state["velocity"] = velocity = velocity - g * lr
            return p - g * lr + velocity * self.beta
        state["velocity"] = velocity = velocity + g
        return p - (velocity * self.beta + g) * lr

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        return lr * (1.0 - self.beta ** (t + 1)) / (1.0 - self.beta)
