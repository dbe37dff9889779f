"""The Python side of the ActivationExplorer."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from lecture_lib.activations import ACTIVATIONS, Chain, chain, largest_products
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.traits import Choice


class ActivationExplorer(LectureWidget):
    """An activation function f, its slope at a point, and the product of slopes through depth.

    Layer by layer, ``z_k = f(a_k)`` and ``a_{k+1} = w z_k``, so that
    ``d z_k / d a_1 = f'(a_1) w f'(a_2) ... w f'(a_k)``.

    Parameters
    ----------
    function : str, optional
        A name from `lecture_lib.activations.ACTIVATIONS`.
    x : float, optional
        The point on the curve, which is also a_1, the input of the first layer.
    depth : int, optional
        Layers.
    weight : float, optional
        w, the weight between any two layers.
    subgradient : float, optional
        What stands for the derivative of ReLU at 0.

    Attributes
    ----------
    function, x, depth, weight, subgradient
        The state, shared with the browser; every one can be set and observed.
    value, derivative : float
        f(x), and f'(x) or the subgradient that stands for it.
    subdifferential : tuple of 2 floats
        All slopes that could: from the first to the second.
    layers : lecture_lib.activations.Chain
        All layers up to `depth`.
    product : float
        d z_k / d a_1 after the last of them.
    largest_product : float
        What no input can exceed.

    Raises
    ------
    traitlets.TraitError
        For a value that is not allowed; the message says what is, and the widget stays as it was.

    Examples
    --------
    >>> explorer = ActivationExplorer("sigmoid", x=0.0, depth=2)
    >>> explorer.value, explorer.derivative, round(explorer.product, 4), explorer.largest_product
    (0.5, 0.25, 0.0588, 0.0625)
    """

    function = Choice("sigmoid", tuple(ACTIVATIONS), "Activation function")
    x: float
    depth: int
    weight: float
    subgradient: float

    def _slope(self, a: float) -> float:
        if self.function == "relu" and a == 0.0:
            return self.subgradient
        return float(ACTIVATIONS[self.function].derivative(a))

    @property
    def value(self) -> float:
        """The function at x."""
        return float(ACTIVATIONS[self.function].function(self.x))

    @property
    def derivative(self) -> float:
        """Its slope at x, at the kink of ReLU the subgradient in use."""
        return self._slope(self.x)

    @property
    def subdifferential(self) -> tuple[float, float]:
        """The least and the largest subgradient at x; the same number twice but at a kink."""
        kink = ACTIVATIONS[self.function].kink
        if self.x == 0.0 and kink:
            return kink
        return self.derivative, self.derivative

    @property
    def layers(self) -> Chain:
        """What goes into each layer, comes out of it, its slope, and the product so far."""
        function = ACTIVATIONS[self.function].function
        return chain(function, self._slope, self.x, self.depth, self.weight)

    @property
    def product(self) -> float:
        """The derivative of what comes out of the last layer by what goes into the first."""
        return float(self.layers.products[-1])

    @property
    def largest_products(self) -> NDArray[np.float64]:
        """What the product after each layer cannot exceed."""
        steepest = ACTIVATIONS[self.function].steepest
        return largest_products(steepest, self.depth, self.weight)

    @property
    def largest_product(self) -> float:
        """What the product after the last layer cannot exceed."""
        return float(self.largest_products[-1])

    def __repr__(self) -> str:
        return f"ActivationExplorer({self.function!r}, x={self.x:g}, depth={self.depth})"
