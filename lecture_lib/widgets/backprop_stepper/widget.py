"""The Python side of the BackpropStepper."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from copy import deepcopy
from numbers import Integral, Real
from pathlib import Path
from typing import Any, cast

import traitlets

from lecture_lib.autodiff import Tensor
from lecture_lib.expression import Expression, ExpressionError, from_tensor, parse
from lecture_lib.expression.drill import draw
from lecture_lib.expression.trace import Trace, trace
from lecture_lib.widgets.backprop_stepper.presets import PRESETS
from lecture_lib.widgets.fixed import fixed
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.links import Entries, Field, Finite
from lecture_lib.widgets.traits import Flag, Whole
from lecture_lib.widgets.typed import Typed

#: Values that leaves without one get, in the order of their first appearance, over and over.
DEFAULT_VALUES: tuple[float, ...] = tuple(
    json.loads(Path(__file__).with_name("default_values.json").read_text(encoding="utf-8"))
)


class Steps(Whole):
    """A number of steps; how many there are depends on the expression."""

    def __init__(self, help: str) -> None:
        super().__init__(0, 0, 0, help)
        self.allowed = "a whole number from 0 to all"
        self.help = f"{help}: {self.allowed}."

    def accepted(self, value: Any) -> int:
        """Return the number as an int."""
        if not isinstance(value, Integral) or isinstance(value, bool):
            raise ValueError
        return int(value)


class BackpropStepper(LectureWidget):
    """Step forward and backward through the computation graph of an expression.

    Each forward step computes one node; each backward step sends
    ``upstream * local`` along one edge, and what arrives at a node over several branches adds up:
    ``df/dv = sum over consumers u of  df/du * du/dv``.

    Parameters
    ----------
    function : str, Expression or Tensor, optional
        What to step through: a text as `lecture_lib.expression.parse` reads it, a parsed
        expression, or a scalar tensor computed from `lecture_lib.variables` by plain Python
        arithmetic. The lecture's ``f = x1 - sigmoid(w3 x3 + w4 x4)`` if left out.
    values : mapping of str to float, optional
        Values of leaves. Those of the lecture's functions, and of a tensor, are known already; a
        leaf without a value gets one of `DEFAULT_VALUES`.
    step : int, optional
        Steps already taken, from 0 to ``len(w.trace.steps)``; a negative one counts from the end,
        so that -1 is the last.
    predict : bool, optional
        Whether the next number is asked for before it is shown.

    Attributes
    ----------
    expression, values, step, predict, score, level, seed
        The state, shared with the browser; every one can be set and observed.
    trace : Trace
        All steps with their numbers.
    gradients : dict of str to float
        ``df/dleaf`` of every leaf.

    Raises
    ------
    traitlets.TraitError
        For a value that is not allowed; the message says what is, and the widget stays as it was.

    Examples
    --------
    >>> stepper = BackpropStepper("x1 - x2", values={"x1": 3.0, "x2": 1.0})
    >>> stepper.gradients
    {'x1': 1.0, 'x2': -1.0}
    """

    leads = ("expression", "level", "seed")
    expression = traitlets.Unicode(
        help="The function: one expression, or definitions separated by ';'."
    ).tag(sync=True, saved=True)
    values = traitlets.Dict(help="The value of every leaf, by name: finite numbers.").tag(
        sync=True, saved=True
    )
    step = Steps("How many steps have been taken")
    predict = Flag(False, "Whether each number is asked for before it is shown")
    score = traitlets.Dict(
        help="Predict mode's score: {'right': ..., 'asked': ...}, right at the first try."
    ).tag(sync=True, saved=True)
    level: int
    seed: int
    presets: traitlets.List[Any] = traitlets.List(help="The functions offered by name.").tag(
        sync=True, saved=True
    )

    def __init__(
        self,
        function: str | Expression | Tensor | None = None,
        values: Mapping[str, float] | None = None,
        *,
        step: int = 0,
        predict: bool = False,
    ) -> None:
        text, known = _text_and_values(function)
        try:
            leaves = parse(text).leaves
        except ExpressionError as problem:
            raise traitlets.TraitError(str(problem)) from problem
        count = step_count(text)
        super().__init__(
            expression=text,
            values={**complete_values(leaves, known), **(values or {})},
            step=step if step >= 0 else count + 1 + step,
            predict=predict,
            score={"right": 0, "asked": 0},
            presets=deepcopy(list(PRESETS)),
        )

    @classmethod
    def drill(cls, level: int = 1, seed: int = 1) -> BackpropStepper:
        """Return a stepper that asks for the numbers of a graph drawn to practise on.

        The same that "Another graph" shows in the page; see `lecture_lib.expression.drill.draw`.

        Parameters
        ----------
        level : int, optional
            From 1 to 5: one path, a branch, a function, a reused node, a layer.
        seed : int, optional
            From 1 to 9999. The next graph in the page is that of the next seed.

        Examples
        --------
        >>> BackpropStepper.drill(level=2, seed=3)
        BackpropStepper('x1 = x3 - x5; x2 = w4*x4; f = x1 + x2')
        """
        stepper = cls()
        stepper.level = level
        if seed == 0:
            raise traitlets.TraitError("seed must be a whole number from 1 to 9999, got 0")
        stepper.seed = seed
        return stepper

    @classmethod
    def led_by(cls, lead: dict[str, Any]) -> BackpropStepper:
        """Return the stepper of a graph that is drawn, or else of an expression."""
        if lead.get("seed"):
            return cls.drill(lead.get("level", 1), lead["seed"])
        return cls(lead.get("expression"))

    def own_link_fields(self) -> dict[str, Field | None]:
        """Return how links speak of an expression; a graph that is drawn brings its own."""
        values = Entries(dict.fromkeys(self.values, Finite()), self.values)
        return {
            "expression": None if self.seed else Typed(parse),
            "values": None if self.seed else values,
            "step": Whole(0, 0, step_count(self.expression), "Step"),
        }

    @property
    def trace(self) -> Trace:
        """Every step of the forward and the backward pass at the present values."""
        return trace(parse(self.expression), self.values)

    @property
    def gradients(self) -> dict[str, float]:
        """The gradient of every leaf, by name."""
        result = self.trace
        by_name = {
            node.name: gradient
            for node, gradient in zip(result.expression.nodes, result.gradients, strict=True)
        }
        return {name: cast(float, by_name[name]) for name in result.expression.leaves}

    def __repr__(self) -> str:
        return f"BackpropStepper({self.expression!r})"

    @traitlets.validate("expression")
    def _check_expression(self, proposal: Any) -> str:
        try:
            parse(proposal["value"])
        except ExpressionError as problem:
            raise traitlets.TraitError(str(problem)) from problem
        return proposal["value"]

    @traitlets.validate("values")
    def _check_values(self, proposal: Any) -> dict[str, float]:
        leaves = parse(self.expression).leaves
        values = proposal["value"]
        if set(values) != set(leaves):
            raise traitlets.TraitError(
                f"values must name exactly the leaves {', '.join(leaves)}; got {', '.join(values)}"
            )
        for name, value in values.items():
            if isinstance(value, bool) or not isinstance(value, Real):
                raise traitlets.TraitError(f"the value of {name} must be a number, got {value!r}")
            if not math.isfinite(value):
                raise traitlets.TraitError(f"the value of {name} must be finite, got {value!r}")
        return cast(dict[str, float], fixed({name: float(values[name]) for name in leaves}))

    @traitlets.validate("presets")
    def _check_presets(self, proposal: Any) -> list[Any]:
        return cast(list[Any], fixed(proposal["value"]))

    @traitlets.validate("step")
    def _check_step(self, proposal: Any) -> int:
        count = step_count(self.expression)
        if not 0 <= proposal["value"] <= count:
            raise traitlets.TraitError(
                f"step must lie between 0 and {count}, got {proposal['value']}"
            )
        return proposal["value"]

    @traitlets.validate("score")
    def _check_score(self, proposal: Any) -> dict[str, int]:
        score = proposal["value"]
        fits = set(score) == {"right", "asked"} and all(type(n) is int for n in score.values())
        if not fits or not 0 <= score["right"] <= score["asked"]:
            raise traitlets.TraitError(
                "score must be {'right': r, 'asked': a} with whole numbers 0 <= r <= a, "
                f"got {score!r}"
            )
        return cast(dict[str, int], fixed(score))

    @traitlets.observe("expression")
    def _fit_to_expression(self, change: Any) -> None:
        leaves = parse(self.expression).leaves
        if set(self.values) != set(leaves):
            self.values = complete_values(leaves, self.values)
        if self.step > step_count(self.expression):
            self.step = 0

    @traitlets.observe("expression", "values")
    def _leave_the_drill(self, change: Any) -> None:
        if self.seed and not self._shows(*draw(self.level, self.seed)):
            self.seed = 0

    @traitlets.observe("level", "seed")
    def _show_what_is_drawn(self, change: Any) -> None:
        if not self.seed:
            return
        expression, values = draw(self.level, self.seed)
        if not self._shows(expression, values):
            with self.hold_trait_notifications():
                self.expression, self.values = expression.text, values
                self.step, self.predict = 0, True

    def _shows(self, expression: Expression, values: dict[str, float]) -> bool:
        return self.expression == expression.text and self.values == values


def complete_values(leaves: tuple[str, ...], known: Mapping[str, float]) -> dict[str, float]:
    """Return a value for every leaf: the known one, or the next of `DEFAULT_VALUES`."""
    return {
        name: known.get(name, DEFAULT_VALUES[i % len(DEFAULT_VALUES)])
        for i, name in enumerate(leaves)
    }


def step_count(text: str) -> int:
    """Return how many steps there are through an expression, whatever its values."""
    expression = parse(text)
    return len(trace(expression, dict.fromkeys(expression.leaves, 1.0)).steps)


def _text_and_values(function: str | Expression | Tensor | None) -> tuple[str, dict[str, float]]:
    if isinstance(function, Tensor):
        expression, values = from_tensor(function)
        return str(expression), values
    text = PRESETS[4]["expression"] if function is None else str(function)
    known = [preset["values"] for preset in PRESETS if preset["expression"] == text]
    return text, dict(known[0]) if known else {}
