"""Layers: linear maps, activation functions, dropout, and one after another."""

from __future__ import annotations

import operator
from collections.abc import Iterator
from typing import Any

import numpy as np

from ..arguments import numbers_of, refuse, within
from ..autodiff import Tensor, linear
from ..signatures import checked
from .module import Module, Parameter

__all__ = ["Dropout", "Linear", "Sequential"]


class Linear(Module):
    """z = x W' + b, each example a row of x: entry j is the dot product of x and row j of W.

    Parameters
    ----------
    in_features, out_features : int
        Entries of x and of z, at least 1.
    bias : bool
        Whether there is a b. The lecture's nets have none.
    rng : numpy.random.Generator, optional
        Draws the first weights; a fresh one, different in every run, if left out.

    Attributes
    ----------
    weight : Parameter of shape (out_features, in_features)
        W. The lecture's W^(i), of shape d_i x d_(i-1), but applied to rows.
    bias : Parameter of shape (out_features,), or None

    Raises
    ------
    ValueError
        If a width is below 1; when called, if x has no rows of length in_features.

    Notes
    -----
    W and b are drawn uniformly from (-1/sqrt(in_features), 1/sqrt(in_features)), as PyTorch does,
    though not with PyTorch's random numbers.

    Examples
    --------
    >>> layer = Linear(2, 3)
    >>> layer.load_state_dict({"weight": [[1, 0], [0, 1], [1, 1]], "bias": [0, 0, 10]})
    >>> layer([[2.0, 3.0]]).data.tolist()
    [[2.0, 3.0, 15.0]]
    """

    @checked
    def __init__(
        self,
        in_features: int,
        out_features: int,
        bias: bool = True,
        rng: np.random.Generator | None = None,
    ) -> None:
        within("in_features", in_features, least=1)
        within("out_features", out_features, least=1)
        self.in_features, self.out_features = in_features, out_features
        rng = np.random.default_rng() if rng is None else rng
        bound = in_features**-0.5
        self.weight = Parameter(rng.uniform(-bound, bound, (out_features, in_features)))
        self.bias = Parameter(rng.uniform(-bound, bound, out_features)) if bias else None

    def forward(self, x: Any) -> Tensor:
        """Compute x W' + b for x of shape (n, in_features) or (in_features,)."""
        shape = (x if isinstance(x, Tensor) else numbers_of("x", x)).shape
        if len(shape) not in (1, 2) or shape[-1] != self.in_features:
            raise ValueError(
                f"{self} takes an input of shape ({self.in_features},) or (n, {self.in_features}), "
                f"not {shape}"
            )
        return linear(x, self.weight, self.bias)

    def __repr__(self) -> str:
        without = "" if self.bias is not None else ", bias=False"
        return f"Linear({self.in_features}, {self.out_features}{without})"


class Dropout(Module):
    """In training, each entry is 0 with probability p, else x/(1 - p); in evaluation, x itself.

    Parameters
    ----------
    p : float
        Probability of being dropped, at least 0 and below 1.
    rng : numpy.random.Generator, optional
        Draws what is dropped; a fresh one, different in every run, if left out.

    Raises
    ------
    ValueError
        If p is out of range.

    Notes
    -----
    The mean over what is dropped is x. Which of the two is computed depends on `Module.train` and
    `Module.eval`, not on `no_grad`. Source: Srivastava et al. (2014), Dropout.

    Examples
    --------
    >>> layer = Dropout(0.5, rng=np.random.default_rng(0))
    >>> layer(Tensor([1.0, 1.0, 1.0, 1.0])).data.tolist()
    [2.0, 0.0, 0.0, 0.0]
    >>> layer.eval()(Tensor([1.0, 1.0, 1.0, 1.0])).data.tolist()
    [1.0, 1.0, 1.0, 1.0]
    """

    @checked
    def __init__(self, p: float = 0.5, rng: np.random.Generator | None = None) -> None:
        within("p", p, least=0.0, below=1.0)
        self.p = p
        self.rng = np.random.default_rng() if rng is None else rng

    def forward(self, x: Any) -> Any:
        """Drop at random in training mode; return x in evaluation mode."""
        if not self.training:
            return x
        x = x if isinstance(x, Tensor) else numbers_of("x", x)
        return x * ((self.rng.random(x.shape) >= self.p) / (1.0 - self.p))

    def __repr__(self) -> str:
        return f"Dropout({self.p})"


class Sequential(Module):
    """One module after another: the output of each is the input of the next.

    Parameters
    ----------
    *modules : Module
        Their parameters are called ``0.weight``, ``0.bias``, ``2.weight`` ..., by position.

    Raises
    ------
    TypeError
        If one of them is no module.

    Examples
    --------
    >>> from lecture_lib.nn import ReLU
    >>> model = Sequential(Linear(64, 32), ReLU(), Linear(32, 10))
    >>> model
    Sequential(Linear(64, 32), ReLU(), Linear(32, 10))
    >>> [name for name, _ in model.named_parameters()], len(model), model[1]
    (['0.weight', '0.bias', '2.weight', '2.bias'], 3, ReLU())
    """

    def __init__(self, *modules: Module) -> None:
        for position, module in enumerate(modules):
            if not isinstance(module, Module):
                raise TypeError(
                    f"part {position} of a Sequential is a {type(module).__name__}, but must be a "
                    "Module"
                )
        self.modules = modules

    def named_children(self) -> Iterator[tuple[str, Module]]:
        """Yield position and module of each part."""
        return ((str(position), module) for position, module in enumerate(self.modules))

    def forward(self, x: Any) -> Any:
        """Pass x through all modules in turn."""
        for module in self.modules:
            x = module(x)
        return x

    def __len__(self) -> int:
        return len(self.modules)

    def __getitem__(self, position: int | slice) -> Module:
        if isinstance(position, slice):
            return Sequential(*self.modules[position])
        try:
            return self.modules[operator.index(position)]
        except (IndexError, TypeError) as error:
            allowed = f"an integer from {-len(self)} to {len(self) - 1}, or a slice"
            refuse("position", position, allowed, type(error))

    def __repr__(self) -> str:
        return f"Sequential({', '.join(map(repr, self.modules))})"
