"""How fast a method that only sees gradients can be on convex L-smooth functions."""

from __future__ import annotations

from typing import Any

from ..signatures import Numbers, checked
from .arguments import horizon, nonnegative, positive

__all__ = ["first_order_convex_lower", "nesterov_convex"]


@checked
def nesterov_convex(L: float, R: float, T: Numbers) -> Any:
    """f(w_T) - f* <= 2 L R^2 / (T + 1)^2 for Nesterov's accelerated gradient, step 1/L.

    The iteration is y_0 = w_0, s_0 = 1 and, for t = 0, 1, ...,
    w_{t+1} = y_t - grad f(y_t) / L, s_{t+1} = (1 + sqrt(1 + 4 s_t^2)) / 2,
    y_{t+1} = w_{t+1} + (s_t - 1) / s_{t+1} (w_{t+1} - w_t).

    Parameters
    ----------
    L, R : float
    T : int or array of int, at least 1

    Notes
    -----
    Assumes f convex and L-smooth, with a minimiser. Not tight.
    Source: Nesterov (1983); Beck & Teboulle (2009) for this form.

    Examples
    --------
    >>> nesterov_convex(L=4.0, R=3.0, T=5)
    2.0
    """
    positive(L=L)
    nonnegative(R=R)
    return 2 * L * R**2 / (horizon(T, 1) + 1) ** 2


@checked
def first_order_convex_lower(L: float, R: float, T: Numbers) -> Any:
    """f(w_T) - f* >= 3 L R^2 / (32 (T + 1)^2) for some f, whatever the method.

    The method may be any whose w_T lies in w_0 + span of the T gradients seen before; the function
    (`problems.instances.chain`) is convex and L-smooth, of dimension at least 2T + 1.

    Parameters
    ----------
    L, R : float
    T : int or array of int, at least 1

    Notes
    -----
    Not tight: the exact constants are in Drori (2017). Source: Nesterov (2004), theorem 2.1.7.

    Examples
    --------
    >>> first_order_convex_lower(L=4.0, R=4.0, T=1)
    1.5
    """
    positive(L=L)
    nonnegative(R=R)
    return 3 * L * R**2 / (32 * (horizon(T, 1) + 1) ** 2)
