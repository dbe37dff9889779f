"""Every method of every public class, in each of its arguments, given the wrong kind of thing.

What comes back is an answer, or an error that names the argument and says what is allowed.
"""

import dataclasses
import inspect
from pathlib import Path

import numpy as np
import pytest
from allowed_arguments import ALLOWED
from problem_catalogue import ENTRIES
from public_callables import LIBRARY, PUBLIC, TRAITS, arguments, call, parameters
from wrong_arguments import assert_answered_or_named

from lecture_lib import deep_net, descent, expression, nn, problems, proofs
from lecture_lib.autodiff import Tensor, no_grad
from lecture_lib.expression.survey import survey

BOWL = problems.quadratic([1.0, 2.0])
RUN = descent.gradient_descent(BOWL, step_size=0.1, steps=3)
PROOF = proofs.both_steps(BOWL, RUN)
NET = deep_net.DeepNet([[[1.0, 2.0]]], [1.0])
PRODUCT = expression.parse("x*y + x")
TYPED = expression.parse_function("x*y + x", ["x", "y"])
ARITHMETIC = ("add", "sub", "mul", "truediv", "pow", "matmul")
SQUARE = [[1.0, 2.0], [3.0, 4.0]]
#: Objects of the classes that a reader does not make, and some that have more to do.
MADE = {
    "autodiff.Tensor": lambda: Tensor(SQUARE),
    "autodiff.no_grad": no_grad,
    "deep_net.DeepNet": lambda: deep_net.DeepNet([[[1.0, 2.0]]], [1.0]),
    "descent.EigenCoordinates": lambda: descent.EigenCoordinates.of(BOWL),
    "descent.Trajectory": lambda: RUN,
    "expression.Expression": lambda: PRODUCT,
    "expression.Function": lambda: TYPED,
    "expression.survey.Survey": lambda: survey(expression.parse_function("x^2"), -1.0, 1.0),
    "nn.Parameter": lambda: nn.Parameter(SQUARE),
    "problems.FiniteSum": lambda: problems.least_squares([[1.0, 1.0]], [1.0], mean=True),
    "problems.Problem": lambda: BOWL,
    "proofs.Link": lambda: PROOF.links[0],
    "proofs.Proof": lambda: PROOF,
}
#: A bad index has Python's errors, and what a graph does not allow has PyTorch's.
ERRORS = (TypeError, ValueError, FloatingPointError, LookupError, RuntimeError)
#: Other words by which an error may name a parameter.
WORDS = {
    "c": "point",
    "index": "index|indices|indexed",
    "inputs": "input|x|y|pred|prediction|tensor|logits|labels|probabilities",
    "key": "link",
    "name": "node",
    "other": "tensor|operands",
    "parameters": "parameter|state",
    "pred": "prediction|tensor|logits|probabilities|p",
    "state": "parameters",
    "value": "value|tensor|assigning",
    "w_star": "point",
}
#: What the arguments of methods may be, where it is not what a function's may be.
OF_METHODS = {
    "c": [1.0, 2.0],
    "forward": NET.forward([1.0, 2.0]),
    "g": np.array([1.0, 2.0]),
    "gradient": SQUARE,
    "gradients": [np.ones(2)],
    "index": (0, 1),
    "indices": [0, 1],
    "inputs": [[1.0, 2.0]],
    "k": 1,
    "mode": True,
    "n": 3,
    "near": 0.5,
    "other": SQUARE,
    "position": 0,
    "prefix": "net.",
    "retain_graph": False,
    "scheme": "he",
    "shape": (4,),
    "size": 2,
    "step": 1,
    "t": 3,
    "upstream": 1.0,
    "value": 1.5,
    "values": {"x": 1.0, "y": 2.0},
    "w": np.array([1.0, 1.0]),
    "w0": [1.0, 2.0],
    "x": [1.0, 2.0],
}
#: Where a name means something else.
HERE = {
    "BCELoss": {"inputs": [[0.5, 0.5], [0.0, 1.0]], "pred": [0.5, 0.5], "y": [0.0, 1.0]},
    "BCEWithLogitsLoss": {"inputs": [[0.5, 0.5], [0.0, 1.0]], "pred": [0.5, 0.5]},
    "CrossEntropyLoss": {"inputs": [SQUARE, [0, 1]], "pred": SQUARE, "y": [0, 1]},
    "Expression.index": {"name": "x"},
    "Function.problem": {"start": [1.0, 2.0]},
    "MSELoss": {"inputs": [SQUARE, SQUARE], "pred": SQUARE, "y": SQUARE},
    "Parameter.broadcast_to": {"shape": (3, 2, 2)},
    "Proof": {"key": "I.1"},
    "SoftmaxRegression": {"w": np.ones(4)},
    "Tensor.broadcast_to": {"shape": (3, 2, 2)},
    "no_grad.__call__": {"function": abs},
}
#: Only there to be inherited from.
BASES = ("nn.Module", "optimizers.Optimizer")
#: What its object does not allow; the other kind of tensor does.
NOT_ALLOWED = {
    ("autodiff.Tensor", "backward"),
    ("nn.Parameter", "__setitem__"),
    *(("nn.Parameter", f"__i{name}__") for name in ARITHMETIC),
}
#: Of the methods with two underscores these are called by readers, by operators and brackets.
OPERATORS = {"call", "getitem", "setitem", "eq", "ne", "lt", "le", "gt", "ge"}
OPERATORS |= {f"{side}{name}" for side in ("", "r", "i") for name in ARITHMETIC}


def methods():
    """Yield class and method, by name, of all that a class of the library offers with arguments."""
    for name, kind in PUBLIC.items():
        if not isinstance(kind, type) or name in BASES or name.startswith(TRAITS):
            continue
        for method, found in inspect.getmembers(kind, inspect.isroutine):
            written = inspect.unwrap(getattr(found, "__func__", found))
            code = getattr(written, "__code__", None)  # a dataclass writes some methods itself
            ours = code is not None and Path(code.co_filename).is_relative_to(LIBRARY)
            named = not method.startswith("_") or method.strip("_") in OPERATORS
            if ours and named and {p.name for p in parameters(found)} - {"self"}:
                yield name, method


def of(name, method):
    """Return a method of a fresh object, and arguments that are allowed."""
    made = MADE[name]() if name in MADE else call(PUBLIC[name], arguments(name))
    function, short = getattr(made, method), name.rpartition(".")[2]
    known = ALLOWED | OF_METHODS | HERE.get(short, {}) | HERE.get(f"{short}.{method}", {})
    if hasattr(made, "state_dict"):
        known |= {"state": made.state_dict()}
    known["rng"] = np.random.default_rng(0)
    return function, {p.name: known[p.name] for p in parameters(function)}


#: What a problem is made with for the inner loops of its callers, who have looked at w.
INNER = ("project", "partials")
FIELDS = [
    (name, field.name)
    for name, entry in ENTRIES.items()
    for field in dataclasses.fields(entry.problem)
    if callable(getattr(entry.problem, field.name)) and field.name not in INNER
]
METHODS = [found for found in methods() if found not in NOT_ALLOWED]


@pytest.mark.parametrize(("name", "method"), METHODS)
def test_the_arguments_of_this_test_are_allowed(name, method):
    call(*of(name, method))


@pytest.mark.parametrize(("name", "method"), METHODS)
def test_a_wrong_argument_of_a_method_is_answered_or_named(name, method):
    assert_answered_or_named(lambda: of(name, method), ERRORS, WORDS)


@pytest.mark.parametrize(("problem", "field"), FIELDS)
def test_a_wrong_argument_of_a_function_of_a_problem_is_answered_or_named(problem, field):
    function = getattr(ENTRIES[problem].problem, field)
    given = {"w": ENTRIES[problem].problem.start, "indices": [0, 1]}
    given = {p.name: given[p.name] for p in parameters(function)}
    call(function, given)
    assert_answered_or_named(lambda: (function, given), ERRORS)


def test_what_is_found_is_all_there_is():
    classes = {name.rpartition(".")[2] for name, _ in METHODS}
    assert {"Tensor", "Adam", "Linear", "DeepNet", "Cosine", "Proof", "Mulberry32"} <= classes
    assert {"value", "gradient", "hessian", "sample_gradient"} <= {field for _, field in FIELDS}
