"""Every usual mistake is told its reason, also to who makes it in other words than the library."""

from dataclasses import replace

import pytest
import wrong_adam
import wrong_adaptive
import wrong_backprop
import wrong_descent
import wrong_slopes
import wrong_stochastic
from wrong_forms import WRONG_FORMS

from lecture_lib.exercises import check
from lecture_lib.exercises.catalogue import EXERCISES
from lecture_lib.exercises.exercise import Mistake

WRONG_MODULES = (
    wrong_slopes, wrong_backprop, wrong_descent, wrong_stochastic, wrong_adaptive, wrong_adam,
)  # fmt: skip
VARIANTS = [
    pytest.param(name, mistake.why, variant, id=f"{name}: {mistake.why[:40]}, {number}")
    for name, exercise in EXERCISES.items()
    for mistake in exercise.mistakes
    for number, variant in enumerate(mistake.variants, start=1)
]
FORMS = [
    pytest.param(name, words, form, id=f"{name}: {form.__code__.co_name}")
    for name, words, form in WRONG_FORMS
]


@pytest.mark.parametrize(("name", "words", "form"), FORMS)
def test_who_makes_a_mistake_is_told_why_it_is_one(name, words, form):
    verdict = check(form)
    assert verdict.state == "wrong"
    told = str(verdict).splitlines()[-1]
    assert told.startswith(words)
    exercise = EXERCISES[name]
    whys = [f"{mistake.why}." for mistake in exercise.mistakes if mistake.why.startswith(words)]
    assert exercise.fault or whys == [told]


@pytest.mark.parametrize(("name", "why", "variant"), VARIANTS)
def test_each_variant_is_what_somebody_else_wrote_from_its_words(name, why, variant, monkeypatch):
    """So that each has its witness: none can be added without, and a fault in it is seen."""
    alone = replace(EXERCISES[name], mistakes=(Mistake(why, variant),))
    monkeypatch.setitem(EXERCISES, name, alone)
    forms = [form for of, words, form in WRONG_FORMS if of == name and why.startswith(words)]
    assert any(str(check(form)).endswith(f"{why}.") for form in forms)
