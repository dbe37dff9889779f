"""Every public function, in each of its arguments, given the wrong kind of thing.

What comes back is an answer, or an error that names the argument and says what is allowed.
"""

import inspect
import math
import re
import warnings
from pathlib import Path

import numpy as np
import pytest

import lecture_lib
from lecture_lib import (
    activations,
    convexity,
    datasets,
    deep_net,
    descent,
    heavy_ball,
    losses,
    mulberry32,
    nn,
    optimizers,
    problems,
    proofs,
    rates,
    schedules,
    softmax,
    stochastic,
)
from lecture_lib.autodiff import Tensor
from lecture_lib.problems import instances
from lecture_lib.stochastic import noise, sampling

MODULES = [
    activations,
    convexity,
    datasets,
    deep_net,
    descent,
    heavy_ball,
    instances,
    losses,
    mulberry32,
    nn,
    noise,
    optimizers,
    problems,
    proofs,
    rates,
    sampling,
    schedules,
    softmax,
    stochastic,
]

LIBRARY = Path(lecture_lib.__file__).parent
BOWL = problems.quadratic([1.0, 2.0])
MEAN = problems.least_squares([[1.0, 0.0], [0.0, 1.0]], [1.0, 2.0], mean=True)
RUN = descent.gradient_descent(BOWL, step_size=0.1, steps=3)

#: A value that is allowed, by the name of the parameter.
ALLOWED = {
    "L": 2.0,
    "L_max": 2.0,
    "R": 1.0,
    "T": 3,
    "W": [[[1.0, 2.0]]],
    "X": [[1.0, 0.0], [0.0, 1.0]],
    "a": 0.5,
    "activation": "relu",
    "angle": 0.1,
    "batch_size": 1,
    "batches": [[0], [1]],
    "beta": 0.5,
    "betas": (0.9, 0.99),
    "bias": True,
    "centres": [1.0, -1.0],
    "classes": 2,
    "convention": "published",
    "copies": 2,
    "count": 5,
    "counts": [2, 3],
    "curvature": 1.0,
    "decrease": 0.5,
    "delay": 1.0,
    "depth": 2,
    "derivative": math.cos,
    "dimension": 2,
    "distances": [1.0, 2.0],
    "draws": 2,
    "drop_last": False,
    "eigenvalues": [1.0, 2.0],
    "eps": 1e-8,
    "epsilon": 0.1,
    "evaluate": True,
    "f_star": 0.0,
    "final": 0.0,
    "first": 1.0,
    "function": math.sin,
    "gap": 1.0,
    "gradient_norm": 1.0,
    "gradients": [1.0, -1.0],
    "in_features": 2,
    "initial_accumulator": 0.0,
    "interval": (-1.0, 1.0),
    "labels": [0, 1],
    "logits": [[0.0, 1.0], [1.0, 0.0]],
    "lr": 0.1,
    "m": 4,
    "mean": True,
    "momentum_decay": 0.004,
    "mu": 1.0,
    "negative_slope": 0.1,
    "noise": 0.1,
    "optimizer": optimizers.SGD(lr=0.1),
    "out_features": 2,
    "outputs": 2,
    "p": 0.5,
    "points": [[0.0, 0.0], [1.0, 1.0]],
    "prediction": [1.0, 2.0],
    "probabilities": [0.5, 0.5],
    "problem": MEAN,
    "radius": 1.0,
    "rates": [0.1],
    "record_every": 1,
    "reduction": "mean",
    "replace": False,
    "ridge": 0.1,
    "seed": 0,
    "seeds": [0],
    "shrink": 0.5,
    "slope": 1.0,
    "squares": [1.0, 2.0],
    "start": 1,
    "steepest": 1.0,
    "steepness": 100.0,
    "step_size": 0.1,
    "steps": 3,
    "test_size": 360,
    "threshold": 1.0,
    "tolerance": 0.0,
    "trajectory": RUN,
    "tries": 1,
    "variance": 1.0,
    "w": [1.0],
    "w0": [1.0, 1.0],
    "warmup": 1,
    "weight": 0.5,
    "weight_decay": 0.1,
    "weights": (0.5,),
    "widths": [2, 3],
    "with_dx": True,
    "x": 0.5,
    "x1": [0.0, 0.0],
    "x2": [1.0, 1.0],
    "y": [1.0, 2.0],
    "axis": -1,
    "ignore_index": -100,
}


STEPPED = optimizers.Momentum(np.zeros(2))
STEPPED.step(np.ones(2))

#: Where a name means something else.
HERE = {
    "binary_cross_entropy": {"y": [0.0, 1.0], "p": [0.5, 0.5]},
    "binary_cross_entropy_with_logits": {"labels": [0.0, 1.0], "logits": [0.3, -1.0]},
    "gradient_variance": {"w": [1.0, 1.0]},
    "log_sum_exp": {"labels": [0.5, 0.5]},
    "logistic_regression": {"y": [1.0, -1.0]},
    "path": {"curvatures": [1.0, 2.0], "start": [1.0, 1.0]},
    "minimize": {"batches": [[0], [1], [0]]},
    "Parameter": {"data": [1.0]},
    "effective_rates": {"optimizer": STEPPED, "before": STEPPED.state[0], "index": 0},
    "quadratic": {"start": [1.0, 1.0]},
    "tune": {"run": lambda lr, seed: lr},
    "duplicated_pictures": {"classes": (3, 8)},
    "counted": {"labels": [0, 1], "y": np.eye(2)},
    "negative_log_likelihood": {"y": np.eye(2), "log_p": np.log(np.full((2, 2), 0.5))},
    "DeepNet": {"w": [1.0]},
}
#: What functions return, made by nobody else; and what is only there to be inherited from.
RECORDS = {
    "Backward",
    "Broken",
    "Chain",
    "Diabetes",
    "Digits",
    "EigenCoordinates",
    "FiniteSum",
    "Forward",
    "HeavyBall",
    "Link",
    "Module",
    "MultiplyAdds",
    "NotRefuted",
    "Optimizer",
    "OrderErrors",
    "Pictures",
    "Problem",
    "Proof",
    "RecordedRun",
    "Schedule",
    "Trajectory",
    "Tuned",
    "Witness",
}
#: Other words by which an error may name a parameter.
CALLED = {
    "rng": "rng",
    "p": "p|probabilities",
    "y": "y|labels|label",
    "logits": "logits|scores",
    "gradients": "gradient",
    "rates": "rate",
    "seeds": "seed",
    "x1": "point",
    "x2": "point",
    "points": "point",
    "w": "point",
    "w0": "point",
    "data": "tensor",
    "parameters": "parameter",
    "betas": "beta[12]",
    "counts": "counts",
    "draws": "batch_size",
}
WRONG = [
    None,
    "text",
    math.nan,
    math.inf,
    -math.inf,
    -1,
    0,
    2.5,
    1e3,
    True,
    1j,
    [],
    {},
    object(),
    [None],
    ["text"],
    [[1.0], [1.0, 2.0]],
    np.zeros((2, 3, 4)),
    np.array([math.nan, 1.0]),
    np.array([]),
    np.array("text"),
    Tensor([1.0, 2.0], requires_grad=True),
    np.float32(2.5),
]


def public():
    """Yield name and function, each once."""
    seen = set()
    for module in MODULES:
        for name in module.__all__:
            function = getattr(module, name)
            if callable(function) and name not in RECORDS and id(function) not in seen:
                seen.add(id(function))
                if inspect.signature(function).parameters:
                    yield name, function


FUNCTIONS = dict(public())


def arguments(name):
    """Return allowed arguments, one for each parameter that has to be given or is known."""
    known = ALLOWED | HERE.get(name, {})
    return {
        parameter.name: np.random.default_rng(0)
        if parameter.name == "rng"
        else known[parameter.name]
        for parameter in inspect.signature(FUNCTIONS[name]).parameters.values()
        if parameter.name == "rng" or parameter.name in known
    }


def call(name, given):
    """Call a function; of an iterator take the first element."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        result = FUNCTIONS[name](**given)
        return next(result) if inspect.isgenerator(result) else result


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_arguments_of_this_test_are_allowed(name):
    call(name, arguments(name))


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_wrong_argument_is_answered_or_named(name):
    for parameter in arguments(name):
        for wrong in WRONG:
            given = arguments(name) | {parameter: wrong}
            try:
                call(name, given)
            except (TypeError, ValueError, FloatingPointError) as error:
                said = str(error)
                names = rf"\b({parameter}|{CALLED.get(parameter, parameter)})\b"
                assert re.search(names, said), (parameter, wrong, said)
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
