"""Adam's kin, as PyTorch has them: NAdam, RAdam, Adamax."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from .hyperparameters import Rate, check_betas, check_number
from .optimizer import Optimizer

__all__ = ["Adamax", "NAdam", "RAdam"]

Array = NDArray[Any]


class _TwoMemories(Optimizer):
    """What remembers gradients and their sizes, with the weights beta1 and beta2 of the past."""

    settings: ClassVar[tuple[str, ...]] = ("lr", "betas", "eps", "weight_decay")
    slots: tuple[str, ...] = ("first_moment", "second_moment")

    def __init__(
        self,
        parameters: Any = None,
        lr: Rate = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(parameters, lr, weight_decay, "published")
        self.betas = check_betas(betas)
        self.eps = check_number("eps", eps, positive=True)

    def _average(self, g: Array, slots: list[Array], a: Array) -> None:
        """Take g into both moving averages, as Adam does."""
        first, second = slots
        first *= self.betas[0]
        np.multiply(g, 1.0 - self.betas[0], out=a)
        first += a
        second *= self.betas[1]
        np.multiply(g, g, out=a)
        a *= 1.0 - self.betas[1]
        second += a

    @staticmethod
    def _descend(p: Array, along: Array, s: Array, rate: float, eps: float, a: Array) -> None:
        """Subtract rate along / (sqrt(s) + eps); `a` is scratch."""
        np.sqrt(s, out=a)
        a += eps
        np.divide(along, a, out=a)
        a *= rate
        p -= a


class NAdam(_TwoMemories):
    """theta_t = theta_{t-1} - lr mbar_t / (sqrt(shat_t) + eps): Adam with Nesterov's look ahead.

        mu_t = beta1 (1 - 0.96^(t momentum_decay) / 2),     M_t = mu_1 ... mu_t,
        mbar_t = mu_{t+1} m_t / (1 - M_{t+1}) + (1 - mu_t) g_t / (1 - M_t),

    with m_t and shat_t as in `Adam`.

    Parameters
    ----------
    parameters, lr, betas, eps, weight_decay
        As for `Adam`.
    momentum_decay : float
        How fast mu_t grows from beta1 / 2 to beta1; at least 0.

    Notes
    -----
    Source: Dozat (2016), Incorporating Nesterov Momentum into Adam, in the form and with the
    defaults of PyTorch's ``NAdam``. It is not in the lecture.

    Examples
    --------
    >>> theta = np.zeros(2)
    >>> NAdam(theta, lr=0.1).step(np.array([1000.0, -0.001]))
    >>> theta.round(3)
    array([-0.106,  0.106])
    """

    settings = ("lr", "betas", "eps", "weight_decay", "momentum_decay")

    def __init__(
        self,
        parameters: Any = None,
        lr: Rate = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        momentum_decay: float = 4e-3,
    ) -> None:
        super().__init__(parameters, lr, betas, eps, weight_decay)
        self.momentum_decay = check_number("momentum_decay", momentum_decay)
        self._products: dict[tuple[float, float], list[float]] = {}

    def _mu(self, t: int) -> float:
        return self.betas[0] * (1.0 - 0.5 * 0.96 ** (t * self.momentum_decay))

    def _product(self, t: int) -> float:
        """Return mu_1 ... mu_t; those before t are kept."""
        known = self._products.setdefault((self.betas[0], self.momentum_decay), [1.0])
        while len(known) <= t:
            known.append(known[-1] * self._mu(len(known)))
        return known[t]

    def _numbers(self, count: int, rates: tuple[float, ...]) -> tuple[float, ...]:
        (lr,), t = rates, count
        now = lr * (1.0 - self._mu(t)) / (1.0 - self._product(t))
        ahead = lr * self._mu(t + 1) / (1.0 - self._product(t + 1))
        root = math.sqrt(1.0 - self.betas[1] ** t)
        return (now * root, ahead * root, self.eps * root)

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        self._average(g, slots, a)
        first, second = slots
        now, ahead, eps = numbers
        self._descend(p, g, second, now, eps, a)
        self._descend(p, first, second, ahead, eps, a)

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        now, ahead, eps = self._numbers(t, (lr,))
        root = np.sqrt(state["second_moment"]) + eps
        return (now + ahead * (1.0 - self.betas[0] ** t)) / root


class RAdam(_TwoMemories):
    """Adam whose first steps are those of momentum, until the variance of shat_t is bounded.

        rho_inf = 2/(1 - beta2) - 1,    rho_t = rho_inf - 2 t beta2^t / (1 - beta2^t),
        r_t^2 = (rho_t - 4)(rho_t - 2) rho_inf / ((rho_inf - 4)(rho_inf - 2) rho_t),
        theta_t = theta_{t-1} - lr mhat_t r_t sqrt(1 - beta2^t) / (sqrt(s_t) + eps)  if rho_t > 5,
        theta_t = theta_{t-1} - lr mhat_t                                           else.

    Parameters
    ----------
    parameters, lr, betas, eps, weight_decay
        As for `Adam`.

    Notes
    -----
    Source: Liu et al. (2020), On the variance of the adaptive learning rate and beyond, in the form
    of PyTorch's ``RAdam``; the paper has rho_t > 4 and no eps. It is not in the lecture.

    Examples
    --------
    >>> theta = np.zeros(2)
    >>> RAdam(theta, lr=0.1).step(np.array([2.0, -0.5]))
    >>> theta
    array([-0.2 ,  0.05])
    """

    def _numbers(self, count: int, rates: tuple[float, ...]) -> tuple[float, ...]:
        (lr,), (beta1, beta2) = rates, self.betas
        rate, correction = lr / (1.0 - beta1**count), 1.0 - beta2**count
        last = 2.0 / (1.0 - beta2) - 1.0
        rho = last - 2.0 * count * beta2**count / correction
        if rho <= 5.0:
            return (rate, 0.0)
        square = (rho - 4.0) * (rho - 2.0) * last / ((last - 4.0) * (last - 2.0) * rho)
        return (rate, math.sqrt(square * correction))

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        self._average(g, slots, a)
        (first, second), (rate, rectified) = slots, numbers
        if rectified:
            self._descend(p, first, second, rate * rectified, self.eps, a)
        else:
            np.multiply(first, rate, out=a)
            p -= a

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        rectified = self._numbers(t, (lr,))[1]
        return lr * rectified / (np.sqrt(state["second_moment"]) + self.eps) if rectified else lr


class Adamax(_TwoMemories):
    """theta_t = theta_{t-1} - lr mhat_t / u_t,  u_t = max(beta2 u_{t-1}, abs(g_t) + eps), u_0 = 0.

    Adam with the largest gradient of the near past in the place of a root of mean squares.

    Parameters
    ----------
    parameters, lr, betas, eps, weight_decay
        As for `Adam`.

    Notes
    -----
    Source: Kingma & Ba (2015), Algorithm 2, which has no eps; with eps as PyTorch's ``Adamax``. It
    is not in the lecture.

    Examples
    --------
    >>> theta = np.zeros(2)
    >>> Adamax(theta, lr=0.1).step(np.array([1000.0, -0.001]))
    >>> theta.round(4)
    array([-0.1,  0.1])
    """

    slots = ("first_moment", "largest")

    def __init__(
        self,
        parameters: Any = None,
        lr: Rate = 2e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
    ) -> None:
        super().__init__(parameters, lr, betas, eps, weight_decay)

    def _numbers(self, count: int, rates: tuple[float, ...]) -> tuple[float, ...]:
        return (rates[0] / (1.0 - self.betas[0] ** count),)

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        first, largest = slots
        first *= self.betas[0]
        np.multiply(g, 1.0 - self.betas[0], out=a)
        first += a
        np.abs(g, out=a)
        a += self.eps
        largest *= self.betas[1]
        np.maximum(largest, a, out=largest)
        np.divide(first, largest, out=a)
        a *= numbers[0]
        p -= a

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        return lr / state["largest"]
