"""What a model is: parameters and smaller models, found by their names.

As in PyTorch, a module finds its parameters among its attributes, and those of its parts, under
names such as ``0.weight``. Modules in a list or a dict are not found; put them into a `Sequential`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

import numpy as np

from ..arguments import numbers_of
from ..autodiff import Tensor
from ..signatures import checked

__all__ = ["Module", "Parameter"]

AnyModule = TypeVar("AnyModule", bound="Module")


class Parameter(Tensor):
    """A tensor that a module is to learn: a leaf that requires a gradient.

    Parameters
    ----------
    data : float, sequence, array or Tensor
        Copied.
    requires_grad : bool
    name : str, optional

    Examples
    --------
    >>> w = Parameter([1.0, 2.0])
    >>> (w * w).sum().backward()
    >>> w.grad.tolist()
    [2.0, 4.0]
    """

    __slots__ = ()

    def __init__(self, data: Any, requires_grad: bool = True, name: str | None = None) -> None:
        super().__init__(data, requires_grad, name)


class Module:
    """The base of all models: write `forward`, assign parameters and modules to attributes.

    Attributes
    ----------
    training : bool
        True after `train`, False after `eval`: what layers such as `Dropout` go by.

    Examples
    --------
    >>> class Line(Module):
    ...     def __init__(self):
    ...         self.slope = Parameter(2.0)
    ...
    ...     def forward(self, x):
    ...         return self.slope * x
    >>> Line()(3.0)
    Tensor(6.0, op='mul')
    >>> dict(Line().named_parameters())
    {'slope': Tensor(2.0, requires_grad=True)}
    """

    training = True

    def forward(self, *inputs: Any) -> Any:
        """Compute the model's answer; each kind of module has its own."""
        raise NotImplementedError(f"{type(self).__name__} does not say what forward() computes")

    def __call__(self, *inputs: Any) -> Any:
        """Compute the model's answer: ``model(X)`` is ``model.forward(X)``."""
        return self.forward(*inputs)

    def named_children(self) -> Iterator[tuple[str, Module]]:
        """Yield name and module of each direct part."""
        return ((name, part) for name, part in vars(self).items() if isinstance(part, Module))

    @checked
    def named_parameters(self, prefix: str = "") -> Iterator[tuple[str, Parameter]]:
        """Yield the parameters with their full names, such as ``0.weight``.

        The order is that of assignment, own parameters before those of the parts. A parameter that
        stands in several places is yielded once, under the first of its names.

        Parameters
        ----------
        prefix : str
            What to put before the names.
        """
        seen: set[int] = set()
        for name, parameter in self._all_parameters(prefix):
            if id(parameter) not in seen:
                seen.add(id(parameter))
                yield name, parameter

    def _all_parameters(self, prefix: str) -> Iterator[tuple[str, Parameter]]:
        for name, value in vars(self).items():
            if isinstance(value, Parameter):
                yield prefix + name, value
        for name, part in self.named_children():
            yield from part._all_parameters(f"{prefix}{name}.")

    def parameters(self) -> Iterator[Parameter]:
        """Yield the parameters, each once, as an optimizer takes them."""
        return (parameter for _, parameter in self.named_parameters())

    def zero_grad(self) -> None:
        """Forget the gradients of all parameters."""
        for parameter in self.parameters():
            parameter.zero_grad()

    def state_dict(self) -> dict[str, np.ndarray]:
        """Return a copy of the value of every parameter, by its full name.

        Unlike PyTorch's, which shows later changes, it is a snapshot.

        Examples
        --------
        >>> from lecture_lib.nn import Linear, Sequential
        >>> list(Sequential(Linear(2, 3)).state_dict())
        ['0.weight', '0.bias']
        """
        return {name: np.array(parameter.data) for name, parameter in self._all_parameters("")}

    @checked
    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Take the values of a `state_dict` in place.

        Raises
        ------
        TypeError
            If `state` is no dict, or a value in it is not made of numbers.
        KeyError
            If a parameter is missing in `state`, or a name in it is no parameter.
        ValueError
            If a value has another shape than its parameter. Nothing has been changed then.
        """
        parameters = dict(self._all_parameters(""))
        missing = [name for name in parameters if name not in state]
        unknown = [name for name in state if name not in parameters]
        if missing or unknown:
            raise KeyError(
                f"the parameters are {', '.join(parameters)}; missing: "
                f"{', '.join(missing) or 'none'}; unknown: {', '.join(unknown) or 'none'}"
            )
        values = {name: numbers_of(name, state[name]) for name in parameters}
        for name, parameter in parameters.items():
            if values[name].shape != parameter.shape:
                raise ValueError(
                    f"{name} has shape {parameter.shape}, but the value for it has shape "
                    f"{values[name].shape}"
                )
        for name, parameter in parameters.items():
            parameter.data = np.array(values[name], dtype=float)

    @checked
    def train(self: AnyModule, mode: bool = True) -> AnyModule:
        """Set training mode here and in all parts, or evaluation mode; return the module.

        It has nothing to do with recording: see `no_grad`.
        """
        self.training = mode
        for _, part in self.named_children():
            part.train(mode)
        return self

    def eval(self: AnyModule) -> AnyModule:
        """Set evaluation mode here and in all parts; return the module."""
        return self.train(False)

    def __repr__(self) -> str:
        return f"{type(self).__name__}()"
