"""How long a step of Adam can be, whatever the gradients are."""

from __future__ import annotations

import math

from ..signatures import checked
from .hyperparameters import check_decay

__all__ = ["adam_longest_step"]


@checked
def adam_longest_step(betas: tuple[float, float] = (0.9, 0.999)) -> float:
    """(1-beta1) / sqrt((1-beta2) (1 - beta1^2/beta2)): a bound on abs(theta_t - theta_{t-1}) / lr.

    No smaller number bounds it: after a long silence, gradients that grow by beta2/beta1 a step
    come as close to it as one likes.

    Parameters
    ----------
    betas : pair of float
        beta1 and beta2, with beta1^2 < beta2.

    Raises
    ------
    ValueError
        If a number is out of range; with beta1^2 >= beta2 a step can be as long as one likes.

    Notes
    -----
    By Cauchy and Schwarz: ``m_t^2 <= s_t sum_i a_i^2 / b_i``, where a_i and b_i are the weights of
    g_i in m_t and in the average s_t of the squares. It holds with the corrections, without them
    (the lecture's form), and for AMSGrad. Kingma & Ba (2015), section 2.1, have
    ``(1-beta1) / sqrt(1-beta2)``, the step of a single gradient after a long silence, which is not
    the longest.

    Examples
    --------
    >>> round(adam_longest_step(), 2)
    7.27
    >>> adam_longest_step((0.5, 0.5))
    1.0
    """
    beta1, beta2 = check_decay("beta1", betas[0]), check_decay("beta2", betas[1])
    if beta1 * beta1 >= beta2:
        raise ValueError(f"beta1^2 must be below beta2, but the betas are {beta1} and {beta2}")
    return (1.0 - beta1) / math.sqrt((1.0 - beta2) * (1.0 - beta1 * beta1 / beta2))
