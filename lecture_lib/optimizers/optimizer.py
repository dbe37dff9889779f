"""What all optimizers share: parameters, the state of each, steps, saving and loading."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, TypeVar

import numpy as np
from numpy.typing import NDArray

from ..arguments import numbers_of
from ..autodiff import Tensor
from ..signatures import checked
from .hyperparameters import Rate, check_choice, check_number, check_rate, rate_at
from .parameters import (
    as_list,
    check_parameters,
    flat,
    gradient_of,
    is_number,
    put_back,
    refuse_non_finite,
)

__all__ = ["CHUNK", "Optimizer"]

Array = NDArray[Any]
Own = TypeVar("Own", bound="Optimizer")

CHUNK = 32768
"""Entries updated at a time: few enough for the cache, enough to make the calls cheap."""


class Optimizer:
    """The part of an optimizer that does not depend on the method.

    A method says which arrays it remembers for a parameter (`slots`), all zero before the first
    step, and how a piece of a parameter is changed in place (`_numbers` and `_change`). For a
    parameter that is a single number the same in Python's floats, `_change_number`, is many times
    as fast; a method that does not say it gets it from `_change`.

    Attributes
    ----------
    parameters : list of Tensor or array, or None
        What is changed, in place; None for an optimizer that only stands for its settings.
    lr : float or callable
        The learning rate; a callable is asked for the rate of steps 1, 2, 3, ...
    steps : int
        Steps taken.
    state : list of dict
        For each parameter its arrays by name, of the parameter's shape (floats for a number), and
        "count", how many gradients it has had.
    """

    settings: ClassVar[tuple[str, ...]] = ("lr", "weight_decay", "convention")
    slots: tuple[str, ...] = ()  # an instance may have its own, by its settings
    conventions: ClassVar[tuple[str, ...]] = ("published",)
    decoupled: ClassVar[bool] = False  # whether weight_decay is not added to the gradient

    def __init__(self, parameters: Any, lr: Rate, weight_decay: float, convention: str) -> None:
        self.lr = check_rate(lr)
        self.weight_decay = check_number("weight_decay", weight_decay)
        self.convention = check_choice("convention", convention, self.conventions)
        self.parameters = None if parameters is None else check_parameters(parameters)
        self.state = [] if self.parameters is None else [self._blank(p) for p in self.parameters]
        self.steps = 0
        self._work: dict[tuple[np.dtype[Any], int], list[Array]] = {}

    def _blank(self, parameter: Any) -> dict[str, Any]:
        if is_number(parameter):
            return {"count": 0} | dict.fromkeys(self.slots, 0.0)
        data = parameter.data if isinstance(parameter, Tensor) else parameter
        return {"count": 0} | {name: np.zeros(data.shape, data.dtype) for name in self.slots}

    @property
    def hyperparameters(self) -> dict[str, Any]:
        """What the optimizer was made with, apart from the parameters."""
        return {name: getattr(self, name) for name in self.settings}

    def bound_to(self: Own, parameters: Any) -> Own:
        """Return a new optimizer with the same settings, for these parameters."""
        return type(self)(parameters, **self.hyperparameters)

    def zero_grad(self) -> None:
        """Forget the gradients of all parameters that are tensors."""
        for p in self._bound():
            if isinstance(p, Tensor):
                p.zero_grad()

    def step(self, gradients: Any = None) -> None:
        """Change all parameters in place, each by its gradient.

        Parameters
        ----------
        gradients : array or sequence of arrays, optional
            One for each parameter; None leaves that parameter and its state as they are. Without
            this argument, the gradients are what `backward` has brought to the tensors.

        Raises
        ------
        FloatingPointError
            If a gradient has an entry that is NaN or infinite: nothing has been changed then.
        ValueError
            If a gradient does not fit its parameter, or the schedule gives no rate.
        TypeError
            If a parameter is an array and `gradients` is not given.
        """
        parameters = self._bound()
        found = self._gradients(parameters, gradients)
        rates = self._rates()
        refuse_non_finite(self.steps + 1, parameters, found)
        numbers: tuple[float, ...] = ()
        count = 0
        for parameter, gradient, state in zip(parameters, found, self.state, strict=True):
            if gradient is None:
                continue
            state["count"] += 1
            if count != state["count"]:
                count = state["count"]
                numbers = self._numbers(count, rates)
            if type(gradient) is float:
                self._step_number(parameter, gradient, state, numbers)
            else:
                self._step_array(parameter, gradient, state, numbers)
        self.steps += 1

    def _bound(self) -> list[Any]:
        if self.parameters is None:
            name = type(self).__name__
            raise TypeError(f"this {name} has no parameters: make it as {name}(parameters, ...)")
        return self.parameters

    def _gradients(self, parameters: list[Any], gradients: Any) -> list[Any]:
        if gradients is None:
            try:
                given = [p.grad for p in parameters]
            except AttributeError:
                raise TypeError("arrays bring no gradients along: call step(gradients)") from None
        else:
            given = as_list(gradients)
        if len(given) != len(parameters):
            raise ValueError(f"{len(given)} gradients for {len(parameters)} parameters")
        pairs = enumerate(zip(parameters, given, strict=True))
        return [None if g is None else gradient_of(i, p, g) for i, (p, g) in pairs]

    def _step_number(
        self, parameter: Tensor, g: float, state: dict[str, Any], numbers: tuple[float, ...]
    ) -> None:
        """Change a parameter that is a single number."""
        p: float = parameter._data
        if self.weight_decay and not self.decoupled:
            g += p * self.weight_decay
        parameter._data = self._change_number(p, g, state, numbers)
        parameter._note_change()

    def _step_array(
        self, parameter: Any, gradient: Array, state: dict[str, Any], numbers: tuple[float, ...]
    ) -> None:
        """Change one parameter, a piece at a time, so that a piece is read from memory once."""
        decay = 0.0 if self.decoupled else self.weight_decay
        slots = [state[name].reshape(-1) for name in self.slots]
        values, gradient = flat(parameter), gradient.reshape(-1)
        size = values.size
        a, b = self._scratch(values.dtype, min(CHUNK, size))
        for start in range(0, size, CHUNK):
            p, g, pieces = values, gradient, slots
            if size > CHUNK:
                piece = slice(start, start + CHUNK)
                p, g, pieces = p[piece], g[piece], [slot[piece] for slot in slots]
                a, b = a[: p.size], b[: p.size]
            if decay:
                np.multiply(p, decay, out=b)
                b += g
                g = b
            self._change(p, g, pieces, numbers, a)
        put_back(parameter, values)

    def _scratch(self, dtype: np.dtype[Any], length: int) -> list[Array]:
        """Return two arrays to compute in, the same ones for all pieces of this length."""
        work = self._work.get((dtype, length))
        if work is None:
            work = self._work[dtype, length] = [np.empty(length, dtype) for _ in range(2)]
        return work

    def _rates(self) -> tuple[float, ...]:
        """Ask all schedules for this step, before anything is changed."""
        return (rate_at(self.lr, self.steps + 1),)

    def _numbers(self, count: int, rates: tuple[float, ...]) -> tuple[float, ...]:
        """Return the numbers that `_change` needs at the gradient number `count`, from 1."""
        return rates

    def _change(
        self, p: Array, g: Array, slots: list[Array], numbers: Sequence[float], a: Array
    ) -> None:
        """Change a piece `p` of a parameter and its slots in place; `a` is scratch."""
        raise NotImplementedError

    def _change_number(
        self, p: float, g: float, state: dict[str, Any], numbers: Sequence[float]
    ) -> float:
        """Return the new value of a number, and put the new values of its slots into `state`."""
        values, gradient, a = np.array([p]), np.array([g]), np.empty(1)
        slots = [np.array([state[name]]) for name in self.slots]
        self._change(values, gradient, slots, numbers, a)
        for name, slot in zip(self.slots, slots, strict=True):
            state[name] = slot.item()
        return values.item()

    def _effective(
        self, lr: float, t: int, state: Mapping[str, Any], before: Mapping[str, Any]
    ) -> Any:
        """Return what `effective_rates` says of the step number t, for each entry or for all."""
        raise NotImplementedError(
            f"{type(self).__name__} has no rate that is another than its step"
        )

    def update(
        self, parameters: Any, gradients: Any, state: Mapping[str, Any] | None = None
    ) -> tuple[Any, dict[str, Any]]:
        """Return new parameters and a new state, and change nothing.

        Parameters
        ----------
        parameters, gradients : array, or sequence of arrays
        state : dict, optional
            What the last update returned; None before the first.

        Returns
        -------
        parameters : array or list of arrays, as given
        state : dict, as of `state_dict`
        """
        copies = [numbers_of("a parameter", p).astype(float) for p in as_list(parameters)]
        worker = self.bound_to([np.atleast_1d(copy) for copy in copies])
        if state is not None:
            worker.load_state_dict(state)
        given = [None if g is None else numbers_of("a gradient", g) for g in as_list(gradients)]
        worker.step([None if g is None else np.atleast_1d(g) for g in given])
        new = [p.reshape(c.shape) for p, c in zip(worker._bound(), copies, strict=True)]
        one = isinstance(parameters, np.ndarray | float | int)
        return (new[0] if one else new), worker.state_dict()

    def state_dict(self) -> dict[str, Any]:
        """Return a copy of all that a later run needs to go on, apart from the parameters.

        It is made of numbers, text, arrays, and a schedule if there is one: pickle can store it.
        """
        copies = [
            {name: np.copy(x) if isinstance(x, np.ndarray) else x for name, x in entry.items()}
            for entry in self.state
        ]
        return {
            "method": type(self).__name__,
            "hyperparameters": self.hyperparameters,
            "steps": self.steps,
            "state": copies,
        }

    @checked
    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Take over settings and state from `state_dict`: the next step is the one after it.

        Raises
        ------
        ValueError
            If the state is of another method, or of parameters of other shapes.
        """
        self._bound()
        missing = {"method", "hyperparameters", "steps", "state"} - set(state)
        if missing:
            raise ValueError(f"state is no state of an optimizer: it lacks {min(missing)!r}")
        if state["method"] != type(self).__name__:
            raise ValueError(f"this is {type(self).__name__}; the state is of {state['method']}")
        ours = [{k: np.shape(v) for k, v in entry.items()} for entry in self.state]
        theirs = [{k: np.shape(v) for k, v in entry.items()} for entry in state["state"]]
        if ours != theirs:
            raise ValueError(f"the shapes of the state should be {ours}, but are {theirs}")
        settings = type(self)(None, **state["hyperparameters"]).hyperparameters
        for name, value in settings.items():
            setattr(self, name, value)
        self.steps = int(state["steps"])
        for entry, other in zip(self.state, state["state"], strict=True):
            entry["count"] = int(other["count"])
            for name in self.slots:
                if isinstance(entry[name], float):
                    entry[name] = float(other[name])
                else:
                    entry[name][...] = other[name]

    def __repr__(self) -> str:
        settings = ", ".join(f"{name}={value!r}" for name, value in self.hyperparameters.items())
        return f"{type(self).__name__}({settings})"
