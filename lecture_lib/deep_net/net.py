"""A deep net of any depth and widths, and its backpropagation, written by hand."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from ..arguments import refuse
from ..signatures import Numbers, checked
from .activation import activate, check_activation, slope
from .passes import Array, Backward, Forward
from .shapes import check_shapes

__all__ = ["DeepNet"]


class DeepNet:
    """f(x) = w' s(W_L s(W_(L-1) ... s(W_1 x))), with W_i of shape (d_i, d_(i-1)).

    Parameters
    ----------
    W : sequence of L arrays
        W_1, ..., W_L. They are copied as float64. An empty sequence gives the linear model
        f(x) = w' x.
    w : array of shape (d_L,) or (k, d_L)
        The final linear layer. A vector gives one number f, the lecture's case. A matrix gives k
        outputs, f_j = (row j of w) . z_L: one score for each of k classes.
    activation : str
        One of `ACTIVATIONS`, applied entry by entry in each of the L layers.

    Attributes
    ----------
    W : dict of int to array
        ``W[i]`` is W_i, for i = 1..L. May be changed in place: ``net.W[i] -= eta * back.dW[i]``.
    w : array
    activation : str

    Raises
    ------
    ValueError
        If the activation is unknown, a weight is no matrix, or shapes do not fit: the message
        names the layer and both shapes.

    Notes
    -----
    The lecture's nets have no biases; a constant entry 1 in x acts as one of the first layer.

    Examples
    --------
    >>> net = DeepNet([[[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]]], [1.0, 1.0, -2.0])
    >>> forward = net.forward([1.0, 1.0])
    >>> forward.a[1], forward.z[1], forward.f
    (array([ 3., -1.,  4.]), array([3., 0., 4.]), -5.0)
    >>> back = net.backprop(forward)
    >>> back.delta[1]
    array([ 1.,  0., -2.])
    >>> back.dW[1]
    array([[ 1.,  1.],
           [ 0.,  0.],
           [-2., -2.]])
    """

    @checked
    def __init__(self, W: Sequence[ArrayLike], w: ArrayLike, activation: str = "relu") -> None:
        check_activation(activation)
        self.activation = activation
        self.W = {i: np.array(matrix, dtype=np.float64) for i, matrix in enumerate(W, start=1)}
        self.w = np.array(w, dtype=np.float64)
        check_shapes(self.W, self.w)

    @classmethod
    @checked
    def random(
        cls,
        widths: Sequence[int],
        rng: np.random.Generator,
        *,
        activation: str = "relu",
        outputs: int | None = None,
        scheme: str | None = None,
    ) -> DeepNet:
        """Draw weights from N(0, v): v = 2/d_(i-1) (He) or 2/(d_(i-1) + d_i) (Xavier).

        The final layer, which no activation follows, has v = 1/d_L.

        Parameters
        ----------
        widths : sequence of int
            d_0, d_1, ..., d_L, each at least 1.
        rng : numpy.random.Generator
        activation : str
        outputs : int, optional
            k; None for a vector w and a number f.
        scheme : {"he", "xavier"}, optional
            Xavier for sigmoid and tanh and He for the others, if left out.

        Raises
        ------
        ValueError
            If a width is below 1, or a name is unknown.

        Notes
        -----
        Source: Glorot & Bengio (2010), Understanding the difficulty of training deep feedforward
        neural networks; He, Zhang, Ren & Sun (2015), Delving deep into rectifiers.

        Examples
        --------
        >>> DeepNet.random([64, 128, 128], np.random.default_rng(0), outputs=10)
        DeepNet(64 -> 128 -> 128 -> 10, relu)
        """
        check_activation(activation)
        widths = list(widths)
        sizes = [*widths, *([] if outputs is None else [outputs])]
        if not widths or any(size < 1 for size in sizes):
            refuse("widths and outputs", (*widths, outputs), "at least 1")
        if scheme not in (None, "he", "xavier"):
            refuse("scheme", scheme, '"he" or "xavier"')
        xavier = activation in ("sigmoid", "tanh") if scheme is None else scheme == "xavier"
        W = [
            rng.normal(size=(n, m)) * np.sqrt(2.0 / (m + n if xavier else m))
            for m, n in itertools.pairwise(widths)
        ]
        last = widths[-1]
        w = rng.normal(size=last if outputs is None else (outputs, last)) / np.sqrt(last)
        return cls(W, w, activation)

    @property
    def depth(self) -> int:
        """L, the number of matrices W_i."""
        return len(self.W)

    @property
    def widths(self) -> tuple[int, ...]:
        """d_0, d_1, ..., d_L."""
        return tuple([W.shape[1] for W in self.W.values()] + [self.w.shape[-1]])

    @property
    def parameters(self) -> list[Array]:
        """[W_1, ..., W_L, w]: the arrays themselves, as an optimizer takes them."""
        return [*self.W.values(), self.w]

    @checked
    def forward(self, x: Numbers) -> Forward:
        """a^(i) = W^(i) z^(i-1), z^(i) = s(a^(i)) from z^(0) = x, and f = w' z^(L).

        Parameters
        ----------
        x : array of shape (d_0,) or (m, d_0)

        Returns
        -------
        Forward

        Raises
        ------
        ValueError
            If a shape does not fit; the message names the layer and both shapes.
        """
        z = np.array(x, dtype=np.float64)
        if z.ndim not in (1, 2):
            raise ValueError(f"x has shape {z.shape}, but must be (d_0,) or (m, d_0)")
        check_shapes(self.W, self.w, z.shape)
        a_by_layer: dict[int, Array] = {}
        z_by_layer = {0: z}
        for i, W in self.W.items():
            a = a_by_layer[i] = z @ W.T
            z = z_by_layer[i] = activate(self.activation, a)
        f = z @ self.w.T
        weights = tuple([parameter.copy() for parameter in self.parameters])
        return Forward(a_by_layer, z_by_layer, f if f.ndim else float(f), weights)

    @checked
    def backprop(
        self, forward: Forward, upstream: Numbers | None = None, *, with_dx: bool = True
    ) -> Backward:
        """d^(L) = g w * s'(a^(L)), d^(i-1) = (W^(i)' d^(i)) * s'(a^(i-1)), dW^(i) = d^(i) z^(i-1)'.

        Parameters
        ----------
        forward : Forward
            Of this net. The derivatives are those at the weights that it was made with, also if
            the net's own were changed since, by a step of an optimizer, say.
        upstream : array of the shape of ``forward.f``, optional
            g = dloss/df. Without it g = 1, for a net with one output: then delta is the lecture's,
            df/da and *not* dloss/da. With it everything returned is a derivative of the loss, so
            that any loss fits: ``backprop(forward, square_loss_gradient(y, forward.f))``.
        with_dx : bool
            Whether the gradient of x is wanted too; training needs none and saves d_0 d_1
            multiply-adds per example.

        Returns
        -------
        Backward
            ``dW`` and ``dw`` are sums over the batch.

        Raises
        ------
        ValueError
            If the upstream gradient does not fit f, or is left out where there are k outputs.

        Examples
        --------
        >>> net = DeepNet([], [[1.0, 2.0], [3.0, 4.0]])  # no layers: f = w x
        >>> back = net.backprop(net.forward([1.0, -1.0]), [1.0, 10.0])
        >>> back.dw.tolist(), back.dx.tolist()
        ([[1.0, -1.0], [10.0, -10.0]], [31.0, 42.0])
        """
        z, g = forward.z, self._upstream(forward, upstream)
        L = len(self.W)
        *W, w = forward.weights
        w = w if w.ndim == 2 else w[None]
        dw = _outer(g, z[L]).reshape(self.w.shape)
        delta, dW = dict.fromkeys(self.W, g), dict.fromkeys(self.W, w)  # in the order 1..L
        back = g @ w if L or with_dx else g
        for i in range(L, 0, -1):
            back *= slope(self.activation, forward.a[i], z[i])
            delta[i] = back
            dW[i] = _outer(back, z[i - 1])
            if i > 1 or with_dx:
                back = back @ W[i - 1]
        return Backward(delta, dW, dw, back if with_dx else None)

    def _upstream(self, forward: Forward, upstream: ArrayLike | None) -> Array:
        """Return dloss/df with an axis for the outputs, of length 1 if w is a vector."""
        widths = tuple([z.shape[-1] for z in forward.z.values()])
        if widths != self.widths:
            raise ValueError(f"forward is of a net of widths {widths}, this one has {self.widths}")
        shape = np.shape(forward.f)
        if upstream is None and self.w.ndim == 2:
            raise ValueError(
                f"f has shape {shape}: with k outputs upstream = dloss/df of that shape is needed"
            )
        g = np.ones(shape) if upstream is None else np.asarray(upstream, dtype=np.float64)
        if g.shape != shape:
            raise ValueError(f"upstream has shape {g.shape}, but f has shape {shape}")
        return g if self.w.ndim == 2 else g[..., None]

    def __repr__(self) -> str:
        sizes = [*self.widths, 1 if self.w.ndim == 1 else len(self.w)]
        return f"DeepNet({' -> '.join(map(str, sizes))}, {self.activation})"


def _outer(delta: Array, z: Array) -> Array:
    """Return delta z' for one example, and the sum of these over a batch."""
    if delta.ndim == 1:
        return np.multiply.outer(delta, z)
    if len(delta) == 1:  # the same number for number, and BLAS takes several times as long
        return delta.T * z
    return delta.T @ z
