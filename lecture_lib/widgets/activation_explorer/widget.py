"""The Python side of the ActivationExplorer."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from lecture_lib.activations import ACTIVATIONS, Activation, Chain, chain, largest_products
from lecture_lib.expression import Function, parse_function
from lecture_lib.widgets.activation_explorer.kinks import one_sided_slopes
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.traits import Choice

#: Where the slopes of one's own function are looked at.
GRID = np.arange(-1000.0, 1001.0) / 200.0


class ActivationExplorer(LectureWidget):
    """An activation function f, its slope at a point, and the product of slopes through depth.

    Layer by layer, ``z_k = f(a_k)`` and ``a_{k+1} = w z_k``, so that
    ``d z_k / d a_1 = f'(a_1) w f'(a_2) ... w f'(a_k)``.

    Parameters
    ----------
    function : str, optional
        A name from `lecture_lib.activations.ACTIVATIONS`; or "own", what `formula` tells.
    x : float, optional
        The point on the curve, which is also a_1, the input of the first layer.
    depth : int, optional
        Layers.
    weight : float, optional
        w, the weight between any two layers.
    subgradient : float, optional
        What stands for the derivative of ReLU at 0.
    formula : str or callable, optional
        A function of a as a text, or a Python function of a tensor, which becomes one.

    Attributes
    ----------
    function, x, depth, weight, subgradient, formula
        The state, shared with the browser; every one can be set and observed.
    value, derivative : float
        f(x), and f'(x) or the subgradient that stands for it; NaN where f is undefined. At a kink
        of one's own function it is what `lecture_lib.autodiff` takes.
    sides : tuple of 2 floats
        The slopes from the left and from the right, which differ at a kink.
    subdifferential : tuple of 2 floats
        All slopes that could: from the first to the second, Clarke's subdifferential.
    layers : lecture_lib.activations.Chain
        All layers up to `depth`.
    product : float
        d z_k / d a_1 after the last of them.
    steepest : float
        The least upper bound of abs(f'); of one's own function the largest at 2001 points from -5
        to 5, which is no bound.
    largest_product : float
        What no input can exceed; NaN, not known, for one's own function.

    Raises
    ------
    traitlets.TraitError
        For a value that is not allowed; the message says what is, and the widget stays as it was.

    Examples
    --------
    >>> explorer = ActivationExplorer("sigmoid", x=0.0, depth=2)
    >>> explorer.value, explorer.derivative, round(explorer.product, 4), explorer.largest_product
    (0.5, 0.25, 0.0588, 0.0625)
    >>> from lecture_lib import autodiff
    >>> own = ActivationExplorer("own", x=1.0, formula=lambda a: autodiff.minimum(a, 1.0))
    >>> own.formula, own.value, own.derivative, own.sides, own.subdifferential
    ('min(a, 1)', 1.0, 0.5, (1.0, 0.0), (0.0, 1.0))
    """

    function = Choice("sigmoid", (*ACTIVATIONS, "own"), "Activation function")
    x: float
    depth: int
    weight: float
    subgradient: float
    formula: str

    @property
    def _own(self) -> Function:
        return parse_function(self.formula, ["a"])

    @property
    def _activation(self) -> Activation:
        """The function with its derivative, and the subgradient in use at the kink of ReLU."""
        if self.function == "own":
            own = self._own
            return Activation(
                lambda a: float(own.value([a])), lambda a: _slope_in_use(own, a), self.steepest
            )
        known, subgradient = ACTIVATIONS[self.function], self.subgradient

        def slope(a: Any) -> Any:
            if self.function == "relu" and a == 0.0:
                return subgradient
            return known.derivative(a)

        return known._replace(derivative=slope)

    @property
    def value(self) -> float:
        """The function at x."""
        return float(self._activation.function(self.x))

    @property
    def derivative(self) -> float:
        """Its slope at x, at a kink the one in use."""
        return float(self._activation.derivative(self.x))

    @property
    def sides(self) -> tuple[float, float]:
        """The slopes at x from the left and from the right."""
        if self.function == "own":
            return one_sided_slopes(self._own, self.x)
        kink = ACTIVATIONS[self.function].kink
        if self.x == 0.0 and kink:
            return kink
        return self.derivative, self.derivative

    @property
    def subdifferential(self) -> tuple[float, float]:
        """The least and the largest subgradient at x; the same number twice but at a kink."""
        left, right = self.sides
        return (right, left) if right < left else (left, right)

    @property
    def layers(self) -> Chain:
        """What goes into each layer, comes out of it, its slope, and the product so far."""
        function, derivative, *_ = self._activation
        return chain(function, derivative, self.x, self.depth, self.weight)

    @property
    def product(self) -> float:
        """The derivative of what comes out of the last layer by what goes into the first."""
        return float(self.layers.products[-1])

    @property
    def steepest(self) -> float:
        """How steep the function is anywhere, or one's own at 2001 points."""
        if self.function != "own":
            return ACTIVATIONS[self.function].steepest
        slopes = np.abs(self._own.gradient(GRID[:, None]))
        return float(np.max(slopes, initial=0.0, where=np.isfinite(slopes)))

    @property
    def largest_products(self) -> NDArray[np.float64]:
        """What the product after each layer cannot exceed; of one's own function nobody knows."""
        if self.function == "own":
            return np.full(self.depth, np.nan)
        return largest_products(self.steepest, self.depth, self.weight)

    @property
    def largest_product(self) -> float:
        """What the product after the last layer cannot exceed."""
        return float(self.largest_products[-1])

    def __repr__(self) -> str:
        return f"ActivationExplorer({self.function!r}, x={self.x:g}, depth={self.depth})"


def _slope_in_use(function: Function, a: float) -> float:
    """Return the slope at a point, or where there is none that of `lecture_lib.autodiff`."""
    left, right = one_sided_slopes(function, a)
    return right if left == right else float(function.gradient([a])[0])
