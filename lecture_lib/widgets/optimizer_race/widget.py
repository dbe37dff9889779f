"""The Python side of the OptimizerRace."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Self, cast

import numpy as np
import traitlets

from lecture_lib.expression import Function
from lecture_lib.widgets.fixed import fixed
from lecture_lib.widgets.lecture_widget import LectureWidget
from lecture_lib.widgets.links import Field, Names
from lecture_lib.widgets.optimizer_race.box import Box
from lecture_lib.widgets.optimizer_race.critical import CriticalPoint, critical_points
from lecture_lib.widgets.optimizer_race.landscapes import LANDSCAPES, OWN, WINDOWS, default_settings
from lecture_lib.widgets.optimizer_race.own import own
from lecture_lib.widgets.optimizer_race.race import Run, run
from lecture_lib.widgets.optimizer_race.records import RACERS
from lecture_lib.widgets.optimizer_race.settings import Settings, check_methods, check_settings
from lecture_lib.widgets.traits import Choice
from lecture_lib.widgets.typed import TypedFunction

#: Steps of a whole race.
STEPS = 300


class OptimizerRace(LectureWidget):
    """Optimizers from one start on one landscape.

    The landscapes are those of `lecture_lib.problems`, the methods those of
    `lecture_lib.optimizers` under these names: gd, sgd, momentum, nesterov, adagrad, rmsprop,
    adam_lecture (the formula on the slide, without bias correction), adam (as published), adamw.
    Weight decay is L2 regularisation for all but adamw, where it is decoupled from the gradient.
    Each can run twice: ``"adam2"`` is a second Adam with settings of its own.

    Parameters
    ----------
    landscape : str or callable, optional
        aligned or rotated (quadratics with condition number 20), rosenbrock, beale, saddle, noisy
        (the aligned quadratic, of which all methods but gd see a noisy gradient), or own: the
        `formula`. A Python function that computes with two tensors is a landscape of one's own.
    methods : iterable of str, optional
        Who runs.
    settings : mapping of str to mapping, optional
        Hyper-parameters by method and name: ``{"adam": {"lr": 0.5, "convention": "keras"}}``.
        What is left out is as `landscapes.default_settings` has it for the landscape: a second
        racer starts with half the learning rate.
    formula : str, optional
        The function of x and y of the landscape "own", which is chosen if no other one is; the box,
        the start and the learning rates that it begins with are those of `own.own`.
    start : sequence of 2 floats, optional
        The start of all methods; the landscape's own if left out.
    box : sequence of 4 floats, optional
        What the picture shows, [x0, x1, y0, y1]; the landscape's own if left out.
    critical, steps, noise, seed, tuned, curves : optional
        See the help of the traits.

    Attributes
    ----------
    landscape, formula, methods, settings, start, box, critical, steps, noise, seed, tuned, curves
        The state, shared with the browser; every one can be set and observed.
    runs : dict of str to Run
        The run of every racer that takes part: points, gaps, effective rates, and whether it
        diverged, or came where f is not defined.
    lowest : float
        The value that gaps count from: the minimum, or the lowest value found of one's own f.
    window : list of 4 floats
        What the picture shows.
    critical_points : list of CriticalPoint
        The critical points in it that Newton's method finds, with their kinds and curvatures.

    Raises
    ------
    traitlets.TraitError
        For a value that is not allowed; the message says what is, and the widget stays as it was.

    Examples
    --------
    >>> race = OptimizerRace("aligned", ["gd", "adam"], {"gd": {"lr": 0.2}})
    >>> race.runs["gd"].diverged, race.runs["adam"].diverged, len(race.runs["adam"].iterates)
    (13, None, 301)
    >>> runs = OptimizerRace(methods=["gd", "gd2"], steps=9).runs
    >>> bool(runs["gd"].gaps[-1] < 1 < runs["gd2"].gaps[-1])
    True
    >>> race = OptimizerRace(lambda x, y: (x - 1) ** 2 + 3 * y**2, ["gd"])
    >>> race.formula, race.settings["gd"]["lr"], bool(race.runs["gd"].gaps[-1] < 1e-9)
    ('(x - 1)^2 + 3*y^2', 0.1, True)
    """

    leads = ("landscape", "formula")
    landscape = Choice("aligned", (*LANDSCAPES, OWN), "The function that is minimised")
    formula: str
    methods: traitlets.List[Any] = traitlets.List(
        help="Who runs: names of methods, and of their seconds, such as 'adam2'; each once."
    ).tag(sync=True, saved=True)
    settings = traitlets.Dict(help="Hyper-parameters of every method, by method and name.").tag(
        sync=True, saved=True
    )
    start: list[float]
    box = Box()
    critical: bool
    steps: int
    noise: float
    seed: int
    tuned = Choice("adam", tuple(RACERS), "Whose hyper-parameters are at hand")
    curves: str

    def __init__(
        self,
        landscape: str | Function | Callable[..., Any] | None = None,
        methods: Iterable[str] = ("gd", "momentum", "rmsprop", "adam"),
        settings: Mapping[str, Mapping[str, Any]] | None = None,
        *,
        formula: str | None = None,
        start: Sequence[float] | None = None,
        **state: Any,
    ) -> None:
        source: Any = formula
        if callable(landscape) or isinstance(landscape, Function):
            landscape, source = OWN, landscape
        if landscape is None:
            landscape = "aligned" if source is None else OWN
        if landscape not in (*LANDSCAPES, OWN):
            allowed = ", ".join(map(repr, (*LANDSCAPES, OWN)))
            raise traitlets.TraitError(f"landscape must be one of {allowed}, got {landscape!r}")
        told = cast(TypedFunction, type(self).formula)
        text = told.default_value if source is None else told.validate(self, source)
        complete = default_settings(landscape, text)
        for racer, given in (settings or {}).items():
            complete[racer] = {**complete.get(racer, {}), **given}
        super().__init__(
            landscape=landscape,
            formula=text,
            methods=list(methods),
            settings=complete,
            start=list(_first_place(landscape, text) if start is None else start),
            **{"critical": landscape == OWN, **state},
        )

    @classmethod
    def led_by(cls, lead: dict[str, Any]) -> Self:
        """Return a race as it is at first where a landscape is chosen, or else on the first one."""
        return super().led_by({"landscape": "aligned", **lead})

    def own_link_fields(self) -> dict[str, Field | None]:
        """Return how links speak of who runs, and of hyper-parameters: ``adam.lr:0.5``."""
        return {"methods": Names(list(RACERS)), "settings": Settings(self.settings)}

    @property
    def runs(self) -> dict[str, Run]:
        """The run of every racer that takes part, over the steps that are shown."""
        if self.landscape != OWN:
            return self._runs(self.steps)
        runs = self._runs(STEPS)
        lowest = self._lowest_of(runs)
        return {
            racer: each._replace(gaps=each.gaps - lowest).until(self.steps)
            for racer, each in runs.items()
        }

    @property
    def lowest(self) -> float:
        """The value that gaps count from.

        It is the minimum of a landscape. Of one's own f it is the lowest value that was found: at a
        minimum that Newton's method finds in the box that it begins with, or in a run of 300 steps.
        """
        if self.landscape != OWN:
            return LANDSCAPES[self.landscape].problem.f_star
        return self._lowest_of(self._runs(STEPS))

    def _lowest_of(self, runs: Mapping[str, Run]) -> float:
        lows = [float(np.min(each.gaps)) for each in runs.values()]
        return min([own(self.formula).lowest, *filter(math.isfinite, lows)])

    def _runs(self, steps: int) -> dict[str, Run]:
        return {
            racer: run(
                self.landscape,
                racer,
                self.settings[racer],
                self.start,
                formula=self.formula,
                noise=self.noise,
                seed=self.seed,
                steps=steps,
            )
            for racer in self.methods
        }

    @property
    def window(self) -> list[float]:
        """What the picture shows: the box, or the landscape's own, made wider to hold the start."""
        if self.box is not None:
            return list(self.box)
        is_own = self.landscape == OWN
        x0, x1, y0, y1 = own(self.formula).window if is_own else WINDOWS[self.landscape]
        x, y = self.start
        left, right = x - 0.3 if x < x0 else x0, x + 0.3 if x > x1 else x1
        return [left, right, y - 0.3 if y < y0 else y0, y + 0.3 if y > y1 else y1]

    @property
    def critical_points(self) -> list[CriticalPoint]:
        """The critical points in the window that Newton's method finds from 15 x 15 starts."""
        if self.landscape == OWN:
            return own(self.formula).critical(self.window)
        return critical_points(LANDSCAPES[self.landscape].problem, self.window)

    def __repr__(self) -> str:
        what = f"formula={self.formula!r}" if self.landscape == OWN else repr(self.landscape)
        return f"OptimizerRace({what}, methods={self.methods!r})"

    @traitlets.validate("methods")
    def _check_methods(self, proposal: Any) -> list[str]:
        return cast(list[str], fixed(check_methods(proposal["value"])))

    @traitlets.validate("settings")
    def _check_settings(self, proposal: Any) -> dict[str, dict[str, Any]]:
        return cast(dict[str, dict[str, Any]], fixed(check_settings(proposal["value"])))


def _first_place(landscape: str, formula: str) -> tuple[float, float]:
    return own(formula).start if landscape == OWN else LANDSCAPES[landscape].start
