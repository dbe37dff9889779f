"""Every public callable, in each of its arguments, given the wrong kind of thing.

What comes back is an answer, or an error that names the argument and says what is allowed.
"""

import importlib
import inspect
import pkgutil
import re
import warnings
from pathlib import Path

import numpy as np
import pytest
from allowed_arguments import ALLOWED, CALLED, HERE, WRONG
from matplotlib.figure import Figure

import lecture_lib

LIBRARY = Path(lecture_lib.__file__).parent
REFERENCE = LIBRARY.parent / "book" / "reference" / "api.md"

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
#: What checks arguments says their names as its callers call them, and is reached through those.
CHECKS = ("arguments.", "signatures.")
#: A bad value of a trait has the wording of traits: see tests/widgets/test_traits.
TRAITS = "widgets."


def public():
    """Yield full name and callable, each once, of all that the library offers by ``__all__``."""
    parts = [part.name for part in pkgutil.iter_modules(lecture_lib.__path__, "lecture_lib.")]
    offered = re.findall(r"offers:: (\S+)", REFERENCE.read_text(encoding="utf-8"))
    seen = set()
    for module in map(importlib.import_module, dict.fromkeys([*parts, *offered, "lecture_lib"])):
        for name in module.__all__:
            found = getattr(module, name)
            if callable(found) and id(found) not in seen:
                seen.add(id(found))
                yield f"{module.__name__}.{name}".removeprefix("lecture_lib."), found


PUBLIC = dict(public())


def parameters(name):
    """Return the parameters of a callable."""
    return inspect.signature(PUBLIC[name]).parameters.values()


REACHED = [
    name
    for name in PUBLIC
    if name not in RECORDS
    and name not in OTHERS
    and not name.startswith((*CHECKS, TRAITS))
    and parameters(name)
]


def arguments(name):
    """Return allowed arguments, one for each parameter."""
    known = ALLOWED | HERE.get(name.rpartition(".")[2], {}) | HERE.get(name, {})
    fresh = {"rng": np.random.default_rng(0)}
    if name.startswith("plots."):
        fresh["axes"] = Figure().add_subplot()
    return {p.name: (known | fresh)[p.name] for p in parameters(name)}


def call(name, given):
    """Call a function; of an iterator take the first element."""
    places, names = [], {}
    for p in parameters(name):
        if p.kind is p.VAR_POSITIONAL:
            places += given[p.name]
        elif p.kind is p.VAR_KEYWORD:
            names |= given[p.name]
        elif p.kind is p.KEYWORD_ONLY:
            names[p.name] = given[p.name]
        else:
            places.append(given[p.name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = PUBLIC[name](*places, **names)
        return next(result, None) if inspect.isgenerator(result) else result


def wrongly(name, parameter):
    """Yield what is wrong, and the arguments with it; of several things, the first one is wrong."""
    several = inspect.signature(PUBLIC[name]).parameters[parameter].kind
    for wrong in WRONG:
        given = arguments(name)
        if several is inspect.Parameter.VAR_POSITIONAL:
            given[parameter] = [wrong, *given[parameter][1:]]
        elif several is inspect.Parameter.VAR_KEYWORD:
            given[parameter] = dict.fromkeys(given[parameter], wrong)
        else:
            given[parameter] = wrong
        yield wrong, given


def test_what_is_not_called_here_has_the_reason_that_is_said():
    assert set(RECORDS) | set(OTHERS) <= set(PUBLIC)
    assert [name for name in RECORDS if not isinstance(PUBLIC[name], type)] == []
    assert len(REACHED) > 200


@pytest.mark.parametrize("name", REACHED)
def test_the_arguments_of_this_test_are_allowed(name):
    call(name, arguments(name))


@pytest.mark.parametrize("name", REACHED)
def test_a_wrong_argument_is_answered_or_named(name):
    for parameter in arguments(name):
        names = re.compile(rf"\b({parameter}|{CALLED.get(parameter, parameter)})\b")
        for wrong, given in wrongly(name, parameter):
            try:
                call(name, given)
            except (TypeError, ValueError, FloatingPointError) as error:
                said = str(error)
                assert names.search(said), (parameter, wrong, said)
                assert "unexpected keyword" not in said


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
