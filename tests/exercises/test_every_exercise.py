"""Every exercise: right in several forms, on the same inputs every time, and shown on a screen."""

import ast
import builtins
import inspect
import types

import forms_adaptive
import forms_backprop
import forms_descent
import numpy as np
import pytest
from right_forms import FORMS

from lecture_lib.exercises import check, endless
from lecture_lib.exercises.answers import shown
from lecture_lib.exercises.catalogue import EXERCISES
from lecture_lib.exercises.exercise import Formula

every_exercise = pytest.mark.parametrize("name", EXERCISES)
FORM_MODULES = (forms_backprop, forms_descent, forms_adaptive)


@every_exercise
def test_the_right_function_is_right(name):
    verdict = check(EXERCISES[name].right)
    tried = len(list(EXERCISES[name].trials()))
    assert verdict.right
    assert str(verdict) == f"{name} is right: tried on {tried} inputs."
    assert tried >= 8


@every_exercise
def test_it_is_right_however_it_is_written(name):
    assert len(FORMS[name]) >= 2
    for form in FORMS[name]:
        assert check(form).right, check(form)


def test_every_form_is_one_of_an_exercise():
    assert set(FORMS) <= set(EXERCISES)


@every_exercise
def test_each_has_usual_mistakes_or_says_itself_what_is_wrong(name):
    exercise = EXERCISES[name]
    assert exercise.fault or len(exercise.mistakes) >= 2


@every_exercise
def test_the_inputs_are_the_same_every_time(name):
    once, again = (shown(list(EXERCISES[name].trials())) for _ in range(2))
    assert once == again


def formulas(value):
    """Yield all formulas in the arguments of an exercise."""
    if isinstance(value, Formula):
        yield value
    elif isinstance(value, tuple | list):
        for part in value:
            yield from formulas(part)


@every_exercise
def test_a_formula_is_the_function_that_its_text_says(name):
    """A reader is shown the text, and his function is given the function."""
    point = np.array([-1.5, 0.25, 2.0])
    for formula in formulas(list(EXERCISES[name].trials())):
        names, _, text = formula.text.partition(" -> ")
        said = ast.parse(f"lambda {names.strip('()')}: {text}", mode="eval")
        written = types.FunctionType(compile(said, name, "eval").co_consts[0], {**vars(builtins)})
        given = (point, point[::-1]) if names == "(w, batch)" else (point,)
        if "min(" in text:  # of numbers alone
            given = (-1.5,)
        assert formula(*given) == pytest.approx(written(*given), rel=1e-12), text


@every_exercise
def test_numbers_of_a_method_are_such_as_one_would_take(name):
    """A step size of at most 1, and shares of the past below 1."""
    names = inspect.signature(EXERCISES[name].right).parameters
    for trial in EXERCISES[name].trials():
        given = dict(zip(names, trial, strict=True))
        if name != "armijo":  # which begins with steps that are too long
            assert 0 < given.get("eta", 1.0) <= 1.0
        for share in ("beta", "beta1", "beta2"):
            assert 0 <= given.get(share, 0.0) < 1


@every_exercise
def test_a_right_answer_runs_far_fewer_lines_than_it_may(name, monkeypatch):
    monkeypatch.setattr(endless, "LINES", endless.LINES // 100)
    for form in FORMS[name]:
        assert check(form).right


@every_exercise
def test_what_is_said_fits_a_screen(name):
    def gives_nothing(*_):
        return 1 if _ else None

    gives_nothing.__name__ = name
    text = str(check(gives_nothing))
    assert len(text.splitlines()) <= 24
    assert max(map(len, text.splitlines()[:-1])) <= 80
