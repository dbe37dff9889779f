"""Right forms of the exercises on backpropagation."""

from functools import reduce
from graphlib import TopologicalSorter

import numpy as np
from right_forms import form_of

from lecture_lib.autodiff import Tensor, relu
from lecture_lib.losses import softmax


@form_of("one_example_step")
def by_sums(w, x, y, eta):
    error = sum(a * b for a, b in zip(w, x, strict=True)) - y
    return [a - eta * error * b for a, b in zip(w, x, strict=True)]


@form_of("one_example_step")
def with_the_error_turned(w, x, y, eta):
    return w + x * eta * (y - np.dot(x, w))


@form_of("numerical_derivative")
def in_two_halves(f, x, h):
    return 0.5 * ((f(x + h) - f(x)) / h + (f(x) - f(x - h)) / h)


@form_of("numerical_derivative")
def as_a_numpy_number(f, x, h):
    return np.array(f(x + h) - f(x - h)) / h / 2


@form_of("cross_entropy_slope")
def by_the_jacobian(y, f):
    p = softmax(f)
    return (np.outer(p, np.ones(len(y))) - np.eye(len(y))) @ y


@form_of("cross_entropy_slope")
def class_by_class(y, f):
    top = max(f)
    powers = [np.exp(score - top) for score in f]
    return [p / sum(powers) * sum(y) - label for p, label in zip(powers, y, strict=True)]


@form_of("weighted_gradients")
def as_a_list(w3, x3, w4, x4):
    return [-1 * x3, -1 * w3, -1 * x4, -1 * w4]


@form_of("weighted_gradients")
def as_an_array(w3, x3, w4, x4):
    return -np.array([x3, w3, x4, w4])


@form_of("neuron_gradients")
def from_the_top(w3, x3, w4, x4, x5):
    sigma = 1 / (1 + np.exp(-(w3 * x3 + w4 * x4)))
    net = -sigma * (1 - sigma)
    return net * x3, net * x4, 1 + net * w3, 1


@form_of("neuron_gradients")
def by_hyperbolic_cosine(w3, x3, w4, x4, x5):
    slope = 1 / (4 * np.cosh((w3 * x3 + w4 * x4) / 2) ** 2)
    return [-slope * x3, -slope * x4, 1 - slope * w3, 1.0]


@form_of("sigmoid_slope")
def multiplied_out(s):
    return s - s**2


@form_of("sigmoid_slope")
def from_the_middle(s):
    return 0.25 - (s - 0.5) ** 2


@form_of("relu_backward")
def by_where(upstream, a):
    return np.where(a > 0, upstream, 0)


@form_of("relu_backward")
def entry_by_entry(upstream, a):
    return [g if value > 0 else 0.0 for g, value in zip(upstream, a, strict=True)]


@form_of("slope_through_layers")
def factor_by_factor(a, w, depth):
    slope = 1.0
    for layer in range(depth):
        s = 1 / (1 + np.exp(-a))
        slope *= s * (1 - s) * (w if layer else 1)
        a = w * s
    return slope


@form_of("slope_through_layers")
def by_recursion(a, w, depth):
    def slope(a, depth):
        s = 1 / (1 + np.exp(-a))
        return s * (1 - s) * (w * slope(w * s, depth - 1) if depth > 1 else 1)

    return slope(a, depth)


@form_of("layer_backward")
def by_columns_and_rows(W, z, upstream):
    delta = np.where(W @ z > 0, upstream, 0)
    return delta[:, None] * z, delta @ W


@form_of("layer_backward")
def by_the_engine(W, z, upstream):
    weights, inputs = Tensor(W, requires_grad=True), Tensor(z, requires_grad=True)
    (relu(weights @ inputs) @ upstream).backward()
    return weights.grad, inputs.grad


@form_of("net_forward")
def by_a_loop(Ws, x):
    zs = [x]
    for W in Ws:
        a = W @ zs[-1]
        zs.append(a * (a > 0))
    return zs


@form_of("net_forward")
def by_reduction(Ws, x):
    return tuple(reduce(lambda zs, W: [*zs, np.maximum(0, W @ zs[-1])], Ws, [x]))


@form_of("net_backward")
def from_behind(Ws, w, zs):
    gradients = [None] * len(Ws)
    delta = w
    for i in reversed(range(len(Ws))):
        delta = delta * (zs[i + 1] > 0)
        gradients[i] = delta[:, None] @ zs[i][None, :]
        delta = delta @ Ws[i]
    return gradients, zs[-1]


@form_of("net_backward")
def by_the_engine_of_tensors(Ws, w, zs):
    tensors = [Tensor(W, requires_grad=True) for W in Ws]
    last = Tensor(w, requires_grad=True)
    z = Tensor(zs[0])
    for W in tensors:
        z = relu(W @ z)
    (last @ z).backward()
    return [W.grad for W in tensors], last.grad


@form_of("forward_order")
def by_the_standard_library(parents):
    return list(TopologicalSorter(dict(enumerate(parents))).static_order())


@form_of("forward_order")
def whoever_is_ready(parents):
    order = []
    while len(order) < len(parents):
        for node in reversed(range(len(parents))):
            if node not in order and set(parents[node]) <= set(order):
                order.append(node)
    return np.array(order)


@form_of("vjp_of_product")
def by_einstein(upstream, A, B):
    return np.einsum("ij,kj->ik", upstream, B), np.einsum("ki,kj->ij", A, upstream)


@form_of("vjp_of_product")
def turned_over(upstream, A, B):
    return [(B @ upstream.T).T, (upstream.T @ A).T]


@form_of("reverse_sweep")
def path_by_path(tape):
    last = len(tape) - 1

    def slope(node):
        edges = [(i, each) for i, row in enumerate(tape) for p, each in row if p == node]
        return 1.0 if node == last else sum(each * slope(i) for i, each in edges)

    return [float(slope(node)) for node in range(len(tape))]


@form_of("reverse_sweep")
def edge_by_edge(tape):
    grad = [0.0] * (len(tape) - 1) + [1.0]
    for node in range(len(tape) - 1, -1, -1):
        for parent, slope in tape[node]:
            grad[parent] = grad[parent] + grad[node] * slope
    return grad
