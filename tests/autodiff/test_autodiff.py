"""Automatic differentiation against PyTorch, whose results are stored in references/."""

import json
from pathlib import Path

import numpy as np
import pytest
from references.cases import CASES, seed_for

from lecture_lib import autodiff
from lecture_lib.autodiff import Tensor, no_grad, variables
from lecture_lib.autodiff.vjps import OPS

STORE = Path(__file__).parents[1] / "references" / "autodiff.json"
REFERENCES = json.loads(STORE.read_text(encoding="utf-8"))

# Where the library saves other values than PyTorch, and so refuses after other changes:
# PyTorch computes the derivatives of sigmoid and tanh from the result, which rounds to wrong
# zeros; it computes a/x as a (1/x), and copies what @ broadcasts; that of a product from the
# product; and in einsum it first adds up, or picks from the diagonal, in each operand.
SAVES_OTHERWISE = ("sigmoid", "tanh", "edges sigmoid", "edges tanh", "div of number")
SAVES_OTHERWISE += ("matmul batches", "matmul vector batch", "prod")
SAVES_OTHERWISE += ("einsum alone in one operand", "einsum diagonal")
KEEPS_INDICES = ("getitem repeated", "getitem mask")  # PyTorch counts them as saved values


def run(name):
    inputs = {k: Tensor(v, requires_grad=True) for k, v in CASES[name].inputs.items()}
    result = CASES[name].compute(autodiff, **inputs)
    return inputs, result, seed_for(result.shape)


def equal_to_rounding(value, expected):
    np.testing.assert_allclose(value, np.asarray(expected, dtype=float), rtol=1e-12, atol=0)


def graph_ops(tensor):
    return {node.op for node in autodiff.topological_order(tensor) if node.op}


def test_every_operation_has_a_case():
    assert set().union(*(graph_ops(run(name)[1]) for name in CASES)) == set(OPS)
    assert set(REFERENCES) == {"made with", *CASES}


@pytest.mark.parametrize("name", CASES)
def test_results_and_gradients_are_those_of_pytorch(name):
    inputs, result, seed = run(name)
    equal_to_rounding(result.data, REFERENCES[name]["result"])
    result.backward(seed, retain_graph=True)
    for key, x in inputs.items():
        equal_to_rounding(x.grad, REFERENCES[name]["gradients"][key])
    result.backward(seed)
    for key, x in inputs.items():
        equal_to_rounding(x.grad, 2.0 * np.asarray(REFERENCES[name]["gradients"][key]))


@pytest.mark.parametrize("name", [name for name in CASES if name not in KEEPS_INDICES])
def test_a_second_backward_is_refused_where_pytorch_refuses_it(name):
    _, result, seed = run(name)
    result.backward(seed)
    refused = False
    try:
        result.backward(seed)
    except RuntimeError:
        refused = True
    assert refused == REFERENCES[name]["second_backward_raises"]


@pytest.mark.parametrize(
    ("name", "changed"), [(name, key) for name in CASES for key in ("result", *CASES[name].inputs)]
)
def test_backward_after_a_change_in_place_is_refused_where_pytorch_refuses_it_or_right(
    name, changed
):
    inputs, result, seed = run(name)
    with no_grad():
        target = result if changed == "result" else inputs[changed]
        target += 1.0
    refused = False
    try:
        result.backward(seed)
    except RuntimeError:
        refused = True
    if not name.startswith(SAVES_OTHERWISE):
        assert refused == REFERENCES[name]["change_raises"][changed]
    if not refused:
        for key, x in inputs.items():
            equal_to_rounding(x.grad, REFERENCES[name]["gradients"][key])


def test_variables_are_named_leaves_in_order():
    x1, w = variables(x1=1.0, w=[1.0, 2.0])
    assert (x1.name, w.name) == ("x1", "w")
    assert x1.requires_grad
    assert w.is_leaf
    assert w.shape == (2,)


def test_a_net_learns_exclusive_or():
    rng = np.random.default_rng(0)
    X, labels = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]]), [0, 1, 1, 0]
    W, b, V = (Tensor(rng.normal(size=s), requires_grad=True) for s in ((2, 8), 8, (8, 2)))
    for _ in range(300):
        loss = autodiff.cross_entropy(labels, autodiff.tanh(X @ W + b) @ V)
        loss.backward()
        with no_grad():
            for w in (W, b, V):
                w -= 0.5 * w.grad
                w.zero_grad()
    assert loss.item() < 0.02
