"""What is of the wrong kind for most parameters, and how a call with it has to end."""

import math
import re
import types

import numpy as np
from public_callables import call, parameters

from lecture_lib.autodiff import Tensor

#: Each is given in the place of each argument.
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
#: Other words by which an error may name a parameter.
CALLED = {
    "rng": "rng",
    "p": "p|probabilities",
    "y": "y|labels|label|tensor",
    "logits": "logits|scores|tensor",
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
    "x": "x|tensor|shape|logits",
    "a": "a|tensor",
    "b": "b|tensor",
    "at": "at|x",
    "condition": "condition",
    "curvature": "curvature|step_size",
    "end_dim": "end_dim|start_dim",
    "id": "question|questions",
    "key": "key|question",
    "leaf": "variable",
    "losses": "losses|steps",
    "errors": "errors|lines",
    "curves": "curves|lines",
    "paths": "paths|lines",
    "products": "products|lines",
    "runs": "runs|lines",
    "modules": "part",
    "operands": "operand|tensor",
    "tensors": "tensors|tensor",
    "names": "names|the function is one of",
    "source": "source|column",
    "text": "text|expression|column|TOML",
    "values": "values|value of|tensor|variable",
    "weight": "weight|tensor",
    "bias": "bias|tensor",
    "labels": "labels|label|tensor",
    "probabilities": "probabilities|probability|tensor",
    "prediction": "prediction|tensor|y",
}


def put(wrong, p, given):
    """Return the arguments with a wrong one; of several things the first one is wrong."""
    if p.kind is p.VAR_POSITIONAL:
        return given | {p.name: [wrong, *given[p.name][1:]]}
    if p.kind is p.VAR_KEYWORD:
        return given | {p.name: dict.fromkeys(given[p.name], wrong)}
    return given | {p.name: wrong}


def assert_answered_or_named(
    make, errors=(TypeError, ValueError, FloatingPointError), words=types.MappingProxyType({})
):
    """Give each argument everything that is wrong: an answer comes, or an error that names it.

    Parameters
    ----------
    make : callable
        Gives a fresh callable and fresh arguments that are allowed, by name.
    errors : tuple of exceptions
    words : dict
        By which other words an error may name a parameter, beside `CALLED`.
    """
    called = {**CALLED, **words}
    for p in parameters(make()[0]):
        names = re.compile(rf"\b({p.name}|{called.get(p.name, p.name)})\b")
        for wrong in WRONG:
            function, given = make()
            try:
                call(function, put(wrong, p, given))
            except errors as error:
                said = str(error)
                assert names.search(said), (p.name, wrong, said)
                assert "unexpected keyword" not in said
