"""What a step is worth: how far it leads per unit of gradient."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..arguments import refuse, within
from ..signatures import checked
from .hyperparameters import rate_at
from .optimizer import Optimizer

__all__ = ["effective_rates"]


@checked
def effective_rates(
    optimizer: Optimizer, before: Mapping[str, Any], index: int = 0
) -> NDArray[np.float64]:
    """Say how far the last step took each entry per unit of a gradient that stays the same.

    It is the step that a gradient of 1 would have made if all gradients had been 1 and the divisors
    were what they are.

    Parameters
    ----------
    optimizer : Optimizer
        It has taken a step.
    before : mapping
        The state of the parameter before that step, as in ``state_dict()["state"][index]``.
    index : int
        Which parameter.

    Returns
    -------
    array of the shape of the parameter.

    Examples
    --------
    >>> from lecture_lib.optimizers import Momentum
    >>> optimizer = Momentum(np.zeros(2), lr=0.1, beta=0.5, convention="lecture")
    >>> for _ in range(2):
    ...     before = optimizer.state_dict()["state"][0]
    ...     optimizer.step(np.array([3.0, 0.0]))
    >>> effective_rates(optimizer, before).round(3)
    array([0.15, 0.15])
    """
    if not optimizer.steps:
        refuse("optimizer", optimizer, "one that has taken a step")
    within("index", index, least=0, most=len(optimizer.state) - 1)
    if set(before) != set(optimizer.state[index]):
        refuse("before", before, "a state of that parameter, as of state_dict()")
    state = optimizer.state[index]
    rates = optimizer._effective(
        rate_at(optimizer.lr, optimizer.steps), state["count"], state, before
    )
    return np.broadcast_to(rates, optimizer._bound()[index].shape).astype(float)
