"""The Python side of the DeepNetExplorer."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import traitlets

from lecture_lib.activations import ACTIVATIONS
from lecture_lib.deep_net import Backward, DeepNet, Forward
from lecture_lib.mulberry32 import Mulberry32
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.links import Field
from lecture_lib.widgets.traits import Choice, Whole


class DeepNetExplorer(LectureWidget):
    """Step through f(x) = w' s(W_L ... s(W_1 x)) layer by layer, forward and backward.

    Parameters
    ----------
    widths : sequence of 2 to 7 ints, optional
        d_0, ..., d_L, each from 1 to 6.
    x : sequence of d_0 floats, optional
        The input, from -2 to 2.
    activation : str, optional
        A name from `lecture_lib.activations.ACTIVATIONS`.
    seed : int, optional
        Of the weights, from 0 to 9999; see `first_net`.
    step : int, optional
        Steps already taken, from 0 to 4 L + 3; a negative one counts from the end.
    entry : int, optional
        Which entry of the step's result is written out in numbers, in reading order from 1; the
        last, if there are fewer.

    Attributes
    ----------
    depth, widths, x, activation, seed, step, entry
        The state, shared with the browser; every one can be set and observed. ``widths`` and ``x``
        keep 7 and 6 numbers, of which the first depth + 1 and d_0 are in use.
    net : DeepNet
    forward : Forward
        Every a, z, and f.
    backward : Backward
        Every delta, dW, dw and dx: derivatives of f.

    Raises
    ------
    traitlets.TraitError
        For a value that is not allowed; the message says what is, and the widget stays as it was.

    Examples
    --------
    >>> explorer = DeepNetExplorer([2, 3], x=[1.0, -1.0], seed=1)
    >>> explorer.net
    DeepNet(2 -> 3 -> 1, relu)
    >>> explorer.backward.dW[1].shape
    (3, 2)
    """

    depth: int
    widths: list[int]
    x: list[float]
    activation = Choice("relu", tuple(ACTIVATIONS), "Activation function")
    seed: int
    step: int
    entry: int

    def __init__(
        self,
        widths: Sequence[int] = (3, 4, 2),
        x: Sequence[float] | None = None,
        activation: str = "relu",
        *,
        step: int = 0,
        **state: Any,
    ) -> None:
        all_widths, all_x = (self.traits()[name].default_value for name in ("widths", "x"))
        sizes = list(widths)
        if not 2 <= len(sizes) <= len(all_widths):
            raise traitlets.TraitError(f"widths must be 2 to 7 numbers d_0 to d_L, got {sizes}")
        given = list(all_x[: sizes[0]] if x is None else x)
        if len(given) != sizes[0]:
            raise traitlets.TraitError(f"x must have d_0 = {sizes[0]} entries, got {given}")
        depth = len(sizes) - 1
        super().__init__(
            depth=depth,
            widths=sizes + all_widths[len(sizes) :],
            x=given + all_x[len(given) :],
            activation=activation,
            step=step if step >= 0 else 4 * depth + 4 + step,
            **state,
        )

    def own_link_fields(self) -> dict[str, Field | None]:
        """Return how links speak of the step: there are as many as the depth has."""
        return {"step": Whole(0, 0, 4 * self.depth + 3, "Step")}

    @property
    def net(self) -> DeepNet:
        """The net with these weights."""
        return first_net(self.widths[: self.depth + 1], self.seed, self.activation)

    @property
    def forward(self) -> Forward:
        """Everything of the forward pass."""
        return self.net.forward(self.x[: self.widths[0]])

    @property
    def backward(self) -> Backward:
        """Everything of the backward pass, as derivatives of f."""
        return self.net.backprop(self.forward)

    def __repr__(self) -> str:
        return f"DeepNetExplorer({self.widths[: self.depth + 1]}, {self.activation!r})"

    @traitlets.validate("step")
    def _check_step(self, proposal: Any) -> int:
        count = 4 * self.depth + 3
        if proposal["value"] > count:
            raise traitlets.TraitError(
                f"step must be a whole number from 0 to {count}, got {proposal['value']}"
            )
        return int(proposal["value"])

    @traitlets.observe("depth")
    def _fit_to_depth(self, change: Any) -> None:
        self.step = min(self.step, 4 * self.depth + 3)


def first_net(widths: Sequence[int], seed: int, activation: str) -> DeepNet:
    """Draw W_1 row by row, then W_2, ..., then w: uniform on the tenths from -b to b.

    For a row of n weights b is sqrt(6/n), rounded to a tenth: He's rule, by which the variance is
    about 2/n. One decimal keeps the numbers fit for pencil and paper.

    Examples
    --------
    >>> first_net([2, 1], 1, "relu").W[1].tolist()
    [[0.4, -1.7]]
    """
    rng = Mulberry32(seed)

    def row(n: int) -> list[float]:
        b = int(10.0 * (6.0 / n) ** 0.5 + 0.5)
        return [(rng.integers(2 * b + 1) - b) / 10.0 for _ in range(n)]

    W = [[row(columns) for _ in range(rows)] for columns, rows in itertools.pairwise(widths)]
    return DeepNet(W, row(widths[-1]), activation)
