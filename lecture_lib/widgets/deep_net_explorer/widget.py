"""The Python side of the DeepNetExplorer."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

import traitlets

from lecture_lib.activations import ACTIVATIONS
from lecture_lib.deep_net import Backward, DeepNet, Forward
from lecture_lib.mulberry32 import Mulberry32
from lecture_lib.widgets.deep_net_explorer.training import (
    CELLS,
    LOSSES,
    WEIGHT,
    Cells,
    Descent,
    cells,
    descend,
)
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.links import Entries, Field
from lecture_lib.widgets.traits import Choice, Whole


class DeepNetExplorer(LectureWidget):
    """Step through f(x) = w' s(W_L ... s(W_1 x)), layer by layer and both ways, and train it.

    Parameters
    ----------
    widths : sequence of 2 to 7 ints, or DeepNet, optional
        d_0, ..., d_L, each from 1 to 6; or a net of such widths with one output, whose weights,
        from -1000 to 1000, and activation are taken.
    x : sequence of d_0 floats, optional
        The input, from -2 to 2.
    activation : str, optional
        A name from `lecture_lib.activations.ACTIVATIONS`; ReLU, or that of the net given.
    seed : int, optional
        Of the weights, from 0 to 9999; see `first_net`.
    step : int, optional
        Steps already taken, from 0 to 4 L + 3; a negative one counts from the end.
    entry : int, optional
        Which entry of the step's result is written out in numbers, in reading order from 1; the
        last, if there are fewer.
    **state
        Any of the other traits: ``training=True, target=2.0``.

    Attributes
    ----------
    depth, widths, x, activation, seed, step, entry
        The state, shared with the browser; every one can be set and observed. ``widths`` and ``x``
        keep 7 and 6 numbers, of which the first depth + 1 and d_0 are in use.
    weights : dict of str to float
        What stands in place of drawn weights: ``{"W1.2.3": 0.5, "w.1": -1.0}`` is row 2, column 3
        of W_1, and the first entry of w. A cell that is out of use is kept.
    training, criterion, target, step_size, updates
        With ``training`` on, ``updates`` steps W <- W - eta dl/dW have been taken from there: from
        0 to 100, with eta from 0.001 to 1. The loss l is ``"square"``, 1/2 (f - y)^2 for the
        target y from -5 to 5, or log(1 + e^-f) where the class is ``"one"``, log(1 + e^f) where it
        is ``"zero"``.
    start, net : DeepNet
        Before training and after it.
    forward : Forward
        Every a, z, and f, of `net`.
    backward : Backward
        Every delta, dW, dw and dx: derivatives of f.
    losses : list of float
        l before the first step of training and after each that was taken.
    loss : float
        l now.
    gradients : Backward
        Derivatives of l: what a step of training goes against.
    stopped : bool
        Whether training ended before all `updates`, as a weight would have gone beyond 1000.

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

    >>> net = DeepNet([[[1.0, -1.0]]], [2.0])
    >>> explorer = DeepNetExplorer(net, x=[0.5, 0.25], target=1.0, step_size=0.1)
    >>> explorer.loss, round(explorer.train(), 4), explorer.net.w
    (0.125, 0.0942, array([2.0125]))
    """

    depth: int
    widths: list[int]
    x: list[float]
    activation = Choice("relu", tuple(ACTIVATIONS), "Activation function")
    seed: int
    weights = Cells("Weights of your own, in place of drawn ones")
    training: bool
    criterion: str
    target: float
    step_size: float
    updates: int
    step: int
    entry: int

    def __init__(
        self,
        widths: Sequence[int] | DeepNet = (3, 4, 2),
        x: Sequence[float] | None = None,
        activation: str | None = None,
        *,
        step: int = 0,
        **state: Any,
    ) -> None:
        all_widths, all_x = (self.traits()[name].default_value for name in ("widths", "x"))
        if isinstance(widths, DeepNet):
            net, widths = widths, widths.widths
            if activation not in (None, net.activation):
                raise traitlets.TraitError(
                    f"activation must be that of the net, {net.activation!r}, got {activation!r}"
                )
            activation = net.activation
            state["weights"] = {**_weights_of(net), **state.get("weights", {})}
        sizes = list(widths)
        if not 2 <= len(sizes) <= len(all_widths):
            raise traitlets.TraitError(f"widths must be 2 to 7 numbers d_0 to d_L, got {sizes}")
        given = list(all_x[: sizes[0]] if x is None else x)
        if len(given) != sizes[0]:
            raise traitlets.TraitError(f"x must have d_0 = {sizes[0]} entries, got {given}")
        depth = len(sizes) - 1
        if state.pop("depth", depth) != depth:
            raise traitlets.TraitError(f"depth is the number of widths less one, here {depth}")
        super().__init__(
            depth=depth,
            widths=sizes + all_widths[len(sizes) :],
            x=given + all_x[len(given) :],
            activation="relu" if activation is None else activation,
            step=step if step >= 0 else 4 * depth + 4 + step,
            **state,
        )

    def own_link_fields(self) -> dict[str, Field | None]:
        """Return how links speak of the step, as many as the depth has, and of typed weights."""
        return {
            "step": Whole(0, 0, 4 * self.depth + 3, "Step"),
            "weights": Entries(dict.fromkeys(CELLS, WEIGHT), {}),
        }

    @property
    def start(self) -> DeepNet:
        """The net before training: weights as they are drawn, or as they are given."""
        net = first_net(self.widths[: self.depth + 1], self.seed, self.activation)
        for name, array, place in cells(net):
            array[place] = self.weights.get(name, array[place])
        return net

    @property
    def net(self) -> DeepNet:
        """The net as it is shown, after the steps of training if there are some."""
        return self._descent.net if self.training else self.start

    @property
    def forward(self) -> Forward:
        """Everything of the forward pass."""
        return self.net.forward(self.x[: self.widths[0]])

    @property
    def backward(self) -> Backward:
        """Everything of the backward pass, as derivatives of f."""
        return self.net.backprop(self.forward)

    @property
    def losses(self) -> list[float]:
        """The loss before training and after each step of it."""
        return self._descent.losses

    @property
    def loss(self) -> float:
        """The loss of this example now."""
        return self.losses[-1]

    @property
    def gradients(self) -> Backward:
        """Everything of the backward pass, as derivatives of the loss."""
        forward = self.forward
        slope = LOSSES[self.criterion].slope(self.target, forward.f)
        return self.net.backprop(forward, slope)

    @property
    def stopped(self) -> bool:
        """Whether a step was not taken, as it leads beyond the largest weight that is allowed."""
        return self._descent.stopped

    def train(self, steps: int = 1) -> float:
        """Take steps of training and return the loss after them.

        Raises
        ------
        traitlets.TraitError
            If these would be more than 100 in all; `keep` lets the count begin anew.
        """
        updates = self.updates * self.training + steps
        with self.hold_trait_notifications():
            self.training, self.updates = True, updates
        return self.loss

    def keep(self) -> None:
        """Take the weights as they now are for those before training."""
        weights = {name: float(array[place]) for name, array, place in cells(self.net)}
        with self.hold_trait_notifications():
            self.weights, self.updates = {**self.weights, **weights}, 0

    @property
    def _descent(self) -> Descent:
        loss, steps = LOSSES[self.criterion], self.updates if self.training else 0
        x = self.x[: self.widths[0]]
        return descend(self.start, x, loss, self.target, self.step_size, steps)

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


def _weights_of(net: DeepNet) -> dict[str, float]:
    """Return the weights of a net by their cells, or say why it cannot be shown."""
    if net.w.ndim == 2:
        raise traitlets.TraitError(
            f"a net must have one output f, with w of shape (d_L,); here w has shape {net.w.shape}"
        )
    if not 1 <= net.depth <= 6 or max(net.widths) > 6:
        raise traitlets.TraitError(
            f"a net must have 1 to 6 layers, and widths from 1 to 6; this one is {net}"
        )
    return {name: float(array[place]) for name, array, place in cells(net)}


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
