"""Check the function that a reader wrote: on every input, against the right answers."""

from __future__ import annotations

import copy
import difflib
import inspect
import linecache
import traceback
import types
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np

from .answers import difference_of_form, near, shown, unchanged
from .catalogue import EXERCISES
from .endless import LINES, EndlessError, call
from .exercise import Exercise
from .verdict import Verdict

__all__ = ["check"]


@dataclass(frozen=True)
class Trial:
    """One call: what was given, the right answer, and what the reader's function did."""

    given: tuple[Any, ...]
    right: Any
    answer: Any
    problem: str | None  # an exception, or a change of an argument
    stops: type[BaseException] | None = None


def check(function: Callable[..., Any]) -> Verdict:
    """Try a reader's function on many inputs, and say whether it is right.

    The exercise is found by the function's name. A wrong function is shown the first input
    for which it fails (they come in order, the simplest first), what was expected and what came;
    a usual mistake is named, and a loop that does not end is stopped. The inputs are the same every
    time.

    Raises
    ------
    TypeError
        If it is no function.
    ValueError
        If no exercise has its name.

    Examples
    --------
    >>> def sigmoid_slope(s):
    ...     return s * (1 + s)
    >>> check(sigmoid_slope)
    sigmoid_slope is not right yet. For
      s = 0.5
    it should return
      0.25
    and returns
      0.75
    The sign in the bracket is wrong: 1 - s.
    """
    exercise = exercise_of(function)
    name = exercise.name
    if is_empty(function):
        text = f"{name} is still empty: put your lines in the place of the three dots."
        return Verdict(exercise.chapter, name, "empty", text)
    with np.errstate(all="ignore"):  # what overflows is shown as what it returns
        trials = attempts(function, exercise)
        for trial in trials:
            fault = fault_of(trial, exercise)
            if fault is not None:
                text = describe(trial, exercise, fault, reason(trials, exercise))
                return Verdict(exercise.chapter, name, "wrong", text)
    text = f"{name} is right: tried on {len(trials)} inputs."
    return Verdict(exercise.chapter, name, "right", text)


def exercise_of(function: Any) -> Exercise:
    """Return the exercise that a function has the name of."""
    if not isinstance(function, types.FunctionType):
        what = type(function).__name__
        raise TypeError(f"check is given a {what}, but must be given a function, such as check(f)")
    name = function.__name__
    if name not in EXERCISES:
        close = difflib.get_close_matches(name, EXERCISES, n=1, cutoff=0.5)
        meant = f"; did you mean {close[0]!r}?" if close else ""
        raise ValueError(f"no exercise is called {name!r}{meant}")
    return EXERCISES[name]


def _documented() -> None:
    """Do nothing."""


def _bare() -> None: ...


def is_empty(function: types.FunctionType | Callable[..., Any]) -> bool:
    """Whether a function has nothing but a docstring, dots or ``pass`` in it."""
    code = function.__code__
    return code.co_code in (_documented.__code__.co_code, _bare.__code__.co_code)


def attempts(function: Callable[..., Any], exercise: Exercise) -> list[Trial]:
    """Call the reader's function on every input, up to one on which it does not end."""
    trials = []
    for given in exercise.trials():
        trials.append(attempt(function, exercise, given))
        if trials[-1].stops is EndlessError:
            break
    return trials


def attempt(function: Callable[..., Any], exercise: Exercise, given: tuple[Any, ...]) -> Trial:
    """Call the reader's function once, and see to it that it leaves its arguments alone."""
    right = exercise.right(*copy.deepcopy(given))
    own = copy.deepcopy(given)
    try:
        answer = call(function, *own)
    except (Exception, EndlessError) as error:
        return Trial(given, right, None, describe_exception(error, function), type(error))
    for name, now, before in zip(parameters(exercise), own, given, strict=True):
        if not unchanged(now, before):
            problem = (
                f"it changes its argument {name} in place. Whoever called still needs it: make a "
                f"new one (in NumPy, {name} = {name} + 1 instead of {name} += 1)"
            )
            return Trial(given, right, answer, problem)
    return Trial(given, right, answer, None)


def parameters(exercise: Exercise) -> list[str]:
    """Return the names of an exercise's inputs."""
    return list(inspect.signature(exercise.right).parameters)


def describe_exception(error: BaseException, function: Callable[..., Any]) -> str:
    """Name an exception and the reader's own line that it came from."""
    said = "".join(traceback.format_exception_only(error)).strip().splitlines()[-1]
    file = function.__code__.co_filename
    lines = [
        (frame.lineno, linecache.getline(file, frame.lineno or 0).strip())
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename == file
    ]
    if not lines:  # it was not even called: another number of arguments
        return f"it cannot be called with these inputs. {said}"
    number, line = lines[-1]
    if isinstance(error, EndlessError):
        return f"it does not end: after {LINES} lines it still runs, in line {number}, {line}"
    return f"it stops in line {number}, {line}, with {said}"


def fault_of(trial: Trial, exercise: Exercise) -> str | None:
    """Say what is wrong with one call, if more than its numbers; None if nothing is."""
    if trial.problem:
        return trial.problem
    if trial.answer is None:
        return "it returns nothing. Does it end with return?"
    if form := form_of(trial, exercise):
        return form
    if exercise.fault:
        return exercise.fault(trial.answer, *copy.deepcopy(trial.given))
    right = near(trial.answer, trial.right, exercise.rtol, exercise.atol)
    return None if right else ""


def form_of(trial: Trial, exercise: Exercise) -> str | None:
    """Say how the form of an answer differs from that of the right one; None if in nothing."""
    names = exercise.results
    if names and isinstance(trial.answer, tuple | list) and len(trial.answer) == len(names):
        parts = zip(trial.answer, trial.right, names, strict=True)
        return next((text for part in parts if (text := difference_of_form(*part))), None)
    whole = f"the result ({', '.join(names)})" if names else "the result"
    return difference_of_form(trial.answer, trial.right, whole)


def reason(trials: list[Trial], exercise: Exercise) -> str | None:
    """Return what to say of the usual mistake that does the same on all inputs, if any."""
    for mistake in exercise.mistakes:
        for variant in mistake.variants:
            if all(does_the_same(variant, trial, exercise) for trial in trials):
                return mistake.why
    return None


def does_the_same(variant: Callable[..., Any], trial: Trial, exercise: Exercise) -> bool:
    """Whether a usual mistake returns what the reader's function did, or stops where that did."""
    try:
        answer = call(variant, *copy.deepcopy(trial.given))
    except EndlessError:
        return trial.stops is EndlessError
    except (IndexError, ValueError):  # an index or a shape that does not fit
        return trial.stops not in (None, EndlessError)
    if trial.problem:
        return False
    if trial.answer is None:
        return answer is None
    return near(trial.answer, answer, exercise.rtol, exercise.atol, equal_nan=True)


def describe(trial: Trial, exercise: Exercise, fault: str, why: str | None) -> str:
    """Say for which input a function fails, what was expected, what came, and why."""
    lines = [f"{exercise.name} is not right yet. For"]
    lines += listed(zip(parameters(exercise), trial.given, strict=True))
    if not trial.problem and trial.answer is not None:
        if not exercise.fault:
            lines += ["it should return", *results(trial.right, exercise)]
            lines += ["and returns", *results(trial.answer, exercise)]
        else:
            lines += ["it returns", *results(trial.answer, exercise)]
    if fault:
        lines.append(sentence(fault))
    return "\n".join([*lines, f"{why}."] if why else lines)


def sentence(text: str) -> str:
    """Return a text with a capital letter and an end."""
    return text[0].upper() + text[1:] + ("" if text[-1] in ".?" else ".")


def results(answer: Any, exercise: Exercise) -> list[str]:
    """Return the lines that show an answer, by the names of its parts where it has them."""
    names = exercise.results
    if names and isinstance(answer, tuple | list) and len(answer) == len(names):
        return listed(zip(names, answer, strict=True))
    return [f"  {shown(answer, '  ')}"]


def listed(pairs: Iterable[tuple[str, Any]]) -> list[str]:
    """Return a line for each name and value, arrays with their rows below each other."""
    return [f"  {name} = {shown(value, f'  {name} = ')}" for name, value in pairs]
