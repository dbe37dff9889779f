"""Functions of one tensor, entry by entry.

Each takes a tensor, a plain number or an array. Of a tensor the result is a tensor; else it is a
bare number or array, and nothing is recorded. What is not made of real numbers raises TypeError.
The gradients stand in `vjps.OPS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .tensor import Tensor, apply, elementwise
from .vjps import OPS

__all__ = [
    "abs",
    "cos",
    "erf",
    "exp",
    "gelu",
    "leaky_relu",
    "log",
    "logsigmoid",
    "relu",
    "sigmoid",
    "silu",
    "sin",
    "softplus",
    "sqrt",
    "tanh",
]


def _documented(name: str, formula: str, note: str, example: str) -> Callable[[Any], Any]:
    """Make the function of one operand that is called `name` in the table."""
    function = elementwise(name)
    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"""{formula}, elementwise.

    Parameters
    ----------
    x : Tensor, float or array of any shape

    Returns
    -------
    Tensor, or float or array, of the shape of `x`.

    Notes
    -----
    {note}

    Examples
    --------
    {example}
    """
    return function


exp = _documented(
    "exp",
    "Compute e^x",
    "d/dx e^x = e^x. Beyond x = 709.78 the result is inf.",
    ">>> exp(0.0), exp(1000.0)\n    (1.0, inf)",
)
log = _documented(
    "log",
    "Compute the natural logarithm log x",
    "d/dx log x = 1/x. log 0 = -inf; for x < 0 the result is NaN.",
    ">>> log(1.0), log(0.0)\n    (0.0, -inf)",
)
sqrt = _documented(
    "sqrt",
    "Compute x^(1/2)",
    "d/dx x^(1/2) = 1/(2 x^(1/2)), inf at 0; for x < 0 the result is NaN.",
    ">>> sqrt(9.0), sqrt(-1.0)\n    (3.0, nan)",
)
abs = _documented(
    "abs",
    "Compute the absolute value of x",
    "Derivative 1 for x > 0 and -1 for x < 0; at 0 it is taken as 0, which is a subgradient.",
    ">>> abs(-2.0), abs(Tensor([-1.0, 3.0]))\n    (2.0, Tensor([1., 3.]))",
)
sin = _documented(
    "sin",
    "Compute sin x, of x in radians",
    "d/dx sin x = cos x.",
    ">>> sin(0.0), sin(Tensor(0.0)).item()\n    (0.0, 0.0)",
)
cos = _documented(
    "cos",
    "Compute cos x, of x in radians",
    "d/dx cos x = -sin x.",
    ">>> cos(0.0), cos(Tensor(0.0)).item()\n    (1.0, 1.0)",
)
relu = _documented(
    "relu",
    "Compute max(x, 0)",
    'Derivative 1 for x > 0, else 0, at 0 too. Source: lecture slide "Activation Functions".',
    ">>> relu(-2.0), relu(Tensor([-1.0, 3.0]))\n    (0.0, Tensor([0., 3.]))",
)
sigmoid = _documented(
    "sigmoid",
    "Compute 1/(1 + e^-x)",
    'Derivative sigmoid(x) (1 - sigmoid(x)). Source: lecture slide "Activation Functions".',
    ">>> sigmoid(0.0), sigmoid(Tensor([0.0, 1000.0]))\n    (0.5, Tensor([0.5, 1. ]))",
)
tanh = _documented(
    "tanh",
    "Compute (e^x - e^-x)/(e^x + e^-x)",
    'Derivative 1 - tanh(x)^2. Source: lecture slide "Activation Functions".',
    ">>> tanh(0.0), tanh(1000.0)\n    (0.0, 1.0)",
)
softplus = _documented(
    "softplus",
    "Compute log(1 + e^x)",
    "Derivative sigmoid(x). Source: Dugas et al. (2001).",
    ">>> softplus(1000.0), softplus(-1000.0)\n    (1000.0, 0.0)",
)
gelu = _documented(
    "gelu",
    "Compute x P(Z <= x) of a standard normal Z",
    "Source: Hendrycks & Gimpel (2016); see `activations.gelu`.",
    ">>> gelu(0.0), gelu(Tensor([-1000.0, 1000.0]))\n    (0.0, Tensor([  -0., 1000.]))",
)
silu = _documented(
    "silu",
    "Compute x sigmoid(x)",
    "See `activations.silu`.",
    ">>> silu(0.0), silu(Tensor([-1000.0, 1000.0]))\n    (0.0, Tensor([  -0., 1000.]))",
)
logsigmoid = _documented(
    "logsigmoid",
    "Compute log(1/(1 + e^-x)) = -softplus(-x)",
    "Derivative sigmoid(-x). It keeps the digits that log(sigmoid(x)) loses.",
    ">>> logsigmoid(-1000.0), logsigmoid(1000.0)\n    (-1000.0, -0.0)",
)
erf = _documented(
    "erf",
    "Compute erf(x), 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x",
    "Derivative 2/sqrt(pi) exp(-x^2). With it GELU is x (1 + erf(x / sqrt 2)) / 2.",
    ">>> erf(0.0), erf(Tensor([-1000.0, 1000.0]))\n    (0.0, Tensor([-1.,  1.]))",
)


def leaky_relu(x: Any, negative_slope: float = 0.01) -> Any:
    """Compute x for x > 0, else negative_slope x, elementwise.

    Parameters
    ----------
    x : Tensor, float or array of any shape
    negative_slope : float
        Above 0 and below 1.

    Returns
    -------
    Tensor, or float or array, of the shape of `x`.

    Raises
    ------
    ValueError
        If the slope is out of range.

    Notes
    -----
    Derivative 1 for x > 0, else the slope, at 0 too. Source: Maas, Hannun & Ng (2013).

    Examples
    --------
    >>> leaky_relu(-2.0), leaky_relu(Tensor([-1.0, 3.0]), negative_slope=0.5)
    (-0.02, Tensor([-0.5,  3. ]))
    """
    result = apply(OPS["leaky_relu"], (x,), {"negative_slope": negative_slope})
    return result if isinstance(x, Tensor) else result._data
