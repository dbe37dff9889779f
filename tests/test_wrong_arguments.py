"""Every public callable, in each of its arguments, given the wrong kind of thing.

What comes back is an answer, or an error that names the argument and says what is allowed.
"""

import re

import pytest
from public_callables import CHECKS, LIBRARY, PUBLIC, TRAITS, arguments, call, parameters
from wrong_arguments import assert_answered_or_named

#: What is made by the library and not by a reader, or is only there to be inherited from.
RECORDS = [
    "activations.Chain",
    "autodiff.operation_count.Cost",
    "convexity.NotRefuted",
    "convexity.Witness",
    "datasets.Diabetes",
    "datasets.Digits",
    "datasets.Pictures",
    "datasets.RecordedRun",
    "deep_net.Backward",
    "deep_net.Forward",
    "deep_net.MultiplyAdds",
    "descent.EigenCoordinates",
    "descent.Trajectory",
    "exercises.Verdict",
    "expression.Expression",
    "expression.ExpressionError",
    "expression.Function",
    "expression.Node",
    "expression.survey.Kink",
    "expression.survey.Low",
    "expression.survey.Survey",
    "expression.trace.Step",
    "expression.trace.Trace",
    "heavy_ball.HeavyBall",
    "nn.Module",
    "optimizers.Optimizer",
    "optimizers.Tuned",
    "plots.Hue",
    "problems.FiniteSum",
    "problems.Problem",
    "proofs.Broken",
    "proofs.Link",
    "proofs.Proof",
    "questions.QuestionError",
    "questions.Text",
    "questions.Verdict",
    "sentences.Sentences",
    "stochastic.OrderErrors",
]
#: What takes no wrong argument, or has its own test of them.
OTHERS = {
    "autodiff.forward_mode.push_forward": "takes a line of the engine's table",
    "expression.trace.pull_back": "takes a line of the engine's table",
    "schedules.Schedule": "a kind of function",
    "signatures.Numbers": "a kind of argument",
}

REACHED = [
    name
    for name in PUBLIC
    if name not in RECORDS
    and name not in OTHERS
    and not name.startswith((*CHECKS, TRAITS))
    and parameters(PUBLIC[name])
]


def test_what_is_not_called_here_has_the_reason_that_is_said():
    assert set(RECORDS) | set(OTHERS) <= set(PUBLIC)
    assert [name for name in RECORDS if not isinstance(PUBLIC[name], type)] == []
    assert len(REACHED) > 200


@pytest.mark.parametrize("name", REACHED)
def test_the_arguments_of_this_test_are_allowed(name):
    call(PUBLIC[name], arguments(name))


@pytest.mark.parametrize("name", REACHED)
def test_a_wrong_argument_is_answered_or_named(name):
    assert_answered_or_named(lambda: (PUBLIC[name], arguments(name)))


def test_errors_of_arguments_have_one_wording():
    """That of `arguments.refuse`: what it is comes first, then what it must be."""
    other = re.compile(r"must (?:be|have) [^\n]*(?:got|not) \{|; (?:it|they) must (?:be|have)")
    lines = [
        f"{path.relative_to(LIBRARY)}: {line.strip()}"
        for path in sorted(LIBRARY.rglob("*.py"))
        if "widgets" not in path.parts  # a bad value of a trait has the wording of traits
        for line in path.read_text(encoding="utf-8").splitlines()
        if other.search(line)
    ]
    assert lines == []
