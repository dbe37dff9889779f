"""Two moving averages, of the gradient and of its square: Adam, AMSGrad, AdamW."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from ..autodiff.ieee import divide, maximum
from .hyperparameters import Rate, check_betas, check_number, rate_at
from .optimizer import Optimizer

__all__ = ["AMSGrad", "Adam", "AdamW"]

Array = NDArray[Any]


class Adam(Optimizer):
    """theta_t = theta_{t-1} - lr mhat_t / (sqrt(shat_t) + eps), entry by entry, with t = 1, 2, ...

        m_t = beta1 m_{t-1} + (1-beta1) g_t,     mhat_t = m_t / (1 - beta1^t),
        s_t = beta2 s_{t-1} + (1-beta2) g_t^2,   shat_t = s_t / (1 - beta2^t),   m_0 = s_0 = 0.

    Parameters
    ----------
    parameters, lr, weight_decay
        As for `SGD`. `weight_decay` is L2 regularisation, and so is divided by sqrt(shat) like the
        rest of the gradient; `AdamW` is otherwise.
    betas : pair of float
        beta1 and beta2, each at least 0 and below 1.
    eps : float
        Above 0.
    convention : {"published", "pytorch", "keras", "lecture"}
        As above for the first two. "keras": eps is added to sqrt(s_t), before the correction,
        ``lr sqrt(1 - beta2^t)/(1 - beta1^t) m_t / (sqrt(s_t) + eps)``. "lecture": as in the
        formula on the slide, without the correction, m_t and s_t in place of mhat_t and shat_t.

    Notes
    -----
    Sources: Kingma & Ba (2015), Algorithm 1, and the end of their section 2 for "keras"; lecture
    slide "Adam". t counts the gradients that a parameter has had.

    Examples
    --------
    >>> for convention in ("published", "lecture"):
    ...     theta = np.zeros(2)
    ...     Adam(theta, lr=0.1, convention=convention).step(np.array([1000.0, -0.001]))
    ...     print(convention, theta.round(3))
    published [-0.1  0.1]
    lecture [-0.316  0.316]
    """

    settings: ClassVar[tuple[str, ...]] = ("lr", "betas", "eps", "weight_decay", "convention")
    slots: tuple[str, ...] = ("first_moment", "second_moment")
    conventions: ClassVar[tuple[str, ...]] = ("published", "pytorch", "keras", "lecture")

    def __init__(
        self,
        parameters: Any = None,
        lr: Rate = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        weight_decay: float = 0.0,
        convention: str = "published",
    ) -> None:
        super().__init__(parameters, lr, weight_decay, convention)
        self.betas = check_betas(betas)
        self.eps = check_number("eps", eps, positive=True)

    def _numbers(self, count: int, rates: tuple[float, ...]) -> tuple[float, ...]:
        """Put both corrections into the rate and into eps: numbers, where they cost nothing."""
        lr, *rest = rates
        if not self._corrected:
            return (lr, self.eps, *rest)
        root = math.sqrt(1.0 - self.betas[1] ** count)
        eps = self.eps if self.convention == "keras" else self.eps * root
        return (lr * root / (1.0 - self.betas[0] ** count), eps, *rest)

    @property
    def _corrected(self) -> bool:
        return self.convention != "lecture"

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        first, second = slots[0], slots[1]
        beta1, beta2 = self.betas
        first *= beta1
        np.multiply(g, 1.0 - beta1, out=a)
        first += a
        second *= beta2
        np.multiply(g, g, out=a)
        a *= 1.0 - beta2
        second += a
        if len(slots) > 2:
            second = np.maximum(slots[2], second, out=slots[2])
        np.sqrt(second, out=a)
        a += numbers[1]
        np.divide(first, a, out=a)
        a *= numbers[0]
        p -= a

    def _change_number(
        self, p: float, g: float, state: dict[str, Any], numbers: Sequence[float]
    ) -> float:
        beta1, beta2 = self.betas
        first = state["first_moment"] = state["first_moment"] * beta1 + g * (1.0 - beta1)
        second = state["second_moment"] = state["second_moment"] * beta2 + g * g * (1.0 - beta2)
        if "largest" in state:
            second = state["largest"] = maximum(state["largest"], second)
        return p - divide(first, math.sqrt(second) + numbers[1]) * numbers[0]

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        rate, eps, *_ = self._numbers(t, (lr,))
        squares = state.get("largest", state["second_moment"])
        return rate * (1.0 - self.betas[0] ** t) / (np.sqrt(squares) + eps)


class AMSGrad(Adam):
    """theta_t = theta_{t-1} - lr m_t / (sqrt(smax_t) + eps),  smax_t = max(smax_{t-1}, s_t).

    Adam whose rates never grow: m_t and s_t are as in `Adam`, and the largest s_t so far divides.

    Parameters
    ----------
    parameters, lr, betas, eps, weight_decay
        As for `Adam`.
    convention : {"published", "pytorch"}
        As above, without bias correction; or with both corrections, as in PyTorch's
        ``Adam(amsgrad=True)``: ``lr / (1 - beta1^t) m_t / (sqrt(smax_t / (1 - beta2^t)) + eps)``.

    Notes
    -----
    Source: Reddi, Kale & Kumar (2018), Algorithm 2, which has no eps. It is not in the lecture.

    Examples
    --------
    >>> theta = np.zeros(1)
    >>> optimizer = AMSGrad(theta, lr=0.1, betas=(0.0, 0.5))
    >>> for g in (4.0, 1.0, 1.0):
    ...     optimizer.step(np.array([g]))
    >>> float(optimizer.state[0]["second_moment"][0]), float(optimizer.state[0]["largest"][0])
    (2.75, 8.0)
    """

    slots = ("first_moment", "second_moment", "largest")
    conventions = ("published", "pytorch")

    @property
    def _corrected(self) -> bool:
        return self.convention == "pytorch"


class AdamW(Adam):
    """theta_t = theta_{t-1} - eta_t (lr mhat_t / (sqrt(shat_t) + eps) + weight_decay theta_{t-1}).

    Weight decay beside Adam's step, not inside its gradient: all weights shrink by the same
    factor, however large their gradients are.

    Parameters
    ----------
    parameters, lr, betas, eps
        As for `Adam`.
    weight_decay : float
        At least 0. There is no default, because its meaning depends on the convention.
    schedule : callable, optional
        eta_t, of steps 1, 2, 3, ...; always 1 without it.
    convention : {"published", "pytorch"}
        As above; or with ``lr * weight_decay`` in the place of `weight_decay`. With PyTorch's
        lr = 0.001 the same number means a thousandth of the published decay.

    Notes
    -----
    Source: Loshchilov & Hutter (2019), Algorithm 2. It is not in the lecture.

    Examples
    --------
    >>> theta = np.array([1.0])
    >>> AdamW(theta, lr=0.1, weight_decay=0.5).step(np.zeros(1))
    >>> theta
    array([0.5])
    >>> AdamW(theta, lr=0.1, weight_decay=0.5, convention="pytorch").step(np.zeros(1))
    >>> theta
    array([0.475])
    """

    settings = ("lr", "betas", "eps", "weight_decay", "schedule", "convention")
    conventions = ("published", "pytorch")
    decoupled = True

    def __init__(
        self,
        parameters: Any = None,
        lr: Rate = 1e-3,
        betas: tuple[float, float] = (0.9, 0.999),
        eps: float = 1e-8,
        *,
        weight_decay: float,
        schedule: Callable[[int], float] | None = None,
        convention: str = "published",
    ) -> None:
        super().__init__(parameters, lr, betas, eps, weight_decay, convention)
        if schedule is not None and not callable(schedule):
            raise TypeError(f"schedule is {schedule!r}, but must be a function of the step")
        self.schedule = schedule

    def _rates(self) -> tuple[float, ...]:
        eta = 1.0 if self.schedule is None else rate_at(self.schedule, self.steps + 1)
        lr = rate_at(self.lr, self.steps + 1)
        shrink = self.weight_decay * (lr if self.convention == "pytorch" else 1.0)
        return (eta * lr, 1.0 - eta * shrink)

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        p *= numbers[2]
        super()._change(p, g, slots, numbers, a)

    def _change_number(
        self, p: float, g: float, state: dict[str, Any], numbers: Sequence[float]
    ) -> float:
        return super()._change_number(p * numbers[2], g, state, numbers)

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        eta = 1.0 if self.schedule is None else rate_at(self.schedule, self.steps)
        return super()._effective(eta * lr, t, state, before)
