"""Every method that takes numbers or a kind of object, given the wrong kind of thing.

What comes back is an answer, or an error that names the argument and says what is allowed.
"""

import re
import warnings

import numpy as np
import pytest
from allowed_arguments import WRONG

from lecture_lib import deep_net, descent, expression, optimizers, problems

BOWL = problems.quadratic([1.0, 2.0])
TROUGH = problems.least_squares([[1.0, 1.0]], [1.0])
RUN = descent.gradient_descent(BOWL, step_size=0.1, steps=3)
EIGEN = descent.EigenCoordinates.of(BOWL)
NET = deep_net.DeepNet([[[1.0, 2.0]]], [1.0])
PASS = NET.forward([1.0, 2.0])
PRODUCT = expression.parse("x*y + x")
TYPED = expression.parse_function("x*y + x", ["x", "y"])
POINT = [1.0, 2.0]
#: Methods with arguments that are allowed.
METHODS = {
    "nearest_minimiser": (TROUGH.nearest_minimiser, {"w": POINT}),
    "gaps": (RUN.gaps, {"f_star": 0.0}),
    "distances": (RUN.distances, {"w_star": POINT}),
    "of": (descent.EigenCoordinates.of, {"problem": BOWL}),
    "coordinates": (EIGEN.coordinates, {"w": POINT}),
    "point": (EIGEN.point, {"c": POINT}),
    "gap": (EIGEN.gap, {"c": POINT}),
    "contractions": (EIGEN.contractions, {"step_size": 0.1}),
    "descend": (EIGEN.descend, {"w0": POINT, "step_size": 0.1, "t": 3}),
    "iterations": (EIGEN.iterations, {"w0": POINT, "step_size": 0.1, "epsilon": 0.1}),
    "forward": (NET.forward, {"x": POINT}),
    "backprop": (NET.backprop, {"forward": PASS, "upstream": 1.0, "with_dx": True}),
    "random": (
        deep_net.DeepNet.random,
        {
            "widths": [2, 3],
            "rng": np.random.default_rng(0),
            "activation": "relu",
            "outputs": 2,
            "scheme": "he",
        },
    ),
    "index": (PRODUCT.index, {"name": "x"}),
    "evaluate": (PRODUCT.evaluate, {"values": {"x": 1.0, "y": 2.0}}),
    "build": (PRODUCT.build, {"values": {"x": 1.0, "y": 2.0}}),
    "parse": (expression.parse, {"text": "x*y"}),
    "value": (TYPED.value, {"w": POINT}),
    "gradient": (TYPED.gradient, {"w": POINT}),
    "hessian": (TYPED.hessian, {"w": POINT}),
    "at_kink": (TYPED.at_kink, {"w": POINT}),
    "problem": (
        TYPED.problem,
        {"start": POINT, "name": "f", "L": 1.0, "mu": 0.0, "f_star": 0.0, "w_star": POINT},
    ),
    "load_state_dict": (
        optimizers.Adam(np.zeros(2)).load_state_dict,
        {"saved": optimizers.Adam(np.zeros(2)).state_dict()},
    ),
}
#: Other words by which an error may name a parameter.
CALLED = {
    "c": "point",
    "w": "point",
    "w0": "point",
    "w_star": "point",
    "values": "value of|variable",
    "name": "variable|node",
    "text": "expression|column|operation",
    "saved": "state",
    "activation": "activation|one of",
}


@pytest.mark.parametrize("name", METHODS)
def test_a_wrong_argument_of_a_method_is_answered_or_named(name):
    method, allowed = METHODS[name]
    method(**allowed)
    for parameter in allowed:
        for wrong in WRONG:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", RuntimeWarning)
                try:
                    method(**allowed | {parameter: wrong})
                except (TypeError, ValueError, FloatingPointError) as error:
                    said = str(error)
                    names = rf"\b({parameter}|{CALLED.get(parameter, parameter)})\b"
                    assert re.search(names, said), (parameter, wrong, said)
                    assert "unexpected keyword" not in said
