"""Usual mistakes in the exercises on backpropagation: deep networks, computation graphs."""

from graphlib import TopologicalSorter

import numpy as np
from wrong_forms import mistake_of


def rectified(a):
    return np.where(a > 0, a, 0)


def open_where(a):
    return np.where(a > 0, 1, 0)


def times_of_all_pairs(column, row):
    return np.einsum("i,j->ij", column, row)


@mistake_of("layer_backward", "The slope of ReLU is missing")
def layer_without_relu(W, z, upstream):
    return times_of_all_pairs(upstream, z), upstream @ W


@mistake_of("layer_backward", "Where W @ z is 0")
def layer_open_at_the_kink(W, z, upstream):
    delta = np.where(W @ z < 0, 0, upstream)
    return times_of_all_pairs(delta, z), delta @ W


@mistake_of("layer_backward", "The outer product is the wrong way round")
def layer_with_a_turned_gradient(W, z, upstream):
    delta = upstream * open_where(W @ z)
    return times_of_all_pairs(z, delta), delta @ W


@mistake_of("layer_backward", "The gradient of the inputs")
def layer_that_masks_its_weights_only(W, z, upstream):
    delta = upstream * open_where(W @ z)
    return times_of_all_pairs(delta, z), upstream @ W


@mistake_of("layer_backward", "You multiply by values")
def layer_by_its_values(W, z, upstream):
    delta = upstream * rectified(W @ z)
    return times_of_all_pairs(delta, z), delta @ W


@mistake_of("net_forward", "Without ReLU")
def net_of_matrices(Ws, x):
    zs = [x]
    for W in Ws:
        zs.append(np.dot(W, zs[-1]))
    return zs


@mistake_of("net_forward", "The first entry is the input")
def net_without_its_input(Ws, x):
    zs = []
    for W in Ws:
        x = rectified(W @ x)
        zs.append(x)
    return zs


@mistake_of("net_forward", "Each layer is given")
def net_with_its_input_everywhere(Ws, x):
    return (x, *(rectified(W @ x) for W in Ws))


@mistake_of("net_forward", "Only what leaves the last layer")
def net_that_tells_its_end(Ws, x):
    for W in Ws:
        x = rectified(W @ x)
    return x


def deltas(Ws, w, masks):
    """The gradients of all a, where the layers are stopped by these masks."""
    delta, found = w * masks[-1], []
    for W, below in zip(Ws[::-1], [*masks[-2::-1], None], strict=True):
        found.insert(0, delta)
        delta = None if below is None else (delta @ W) * below
    return found


def gradients(Ws, w, zs, masks):
    return [times_of_all_pairs(d, z) for d, z in zip(deltas(Ws, w, masks), zs[:-1], strict=True)]


@mistake_of("net_backward", "The gradients are there, the last layer's first")
def net_from_behind(Ws, w, zs):
    masks = [open_where(z) for z in zs[1:]]
    return gradients(Ws, w, zs, masks)[::-1], zs[-1]


@mistake_of("net_backward", "The last layer has a ReLU")
def net_with_an_open_end(Ws, w, zs):
    masks = [*(open_where(z) for z in zs[1:-1]), np.ones_like(w)]
    return gradients(Ws, w, zs, masks), zs[-1]


@mistake_of("net_backward", "Each layer below has its ReLU")
def net_masked_at_its_end(Ws, w, zs):
    masks = [*(np.ones_like(z) for z in zs[1:-1]), open_where(zs[-1])]
    return gradients(Ws, w, zs, masks), zs[-1]


@mistake_of("net_backward", "No ReLU is differentiated")
def net_without_masks(Ws, w, zs):
    masks = [np.ones_like(z) for z in zs[1:]]
    return gradients(Ws, w, zs, masks), zs[-1]


@mistake_of("net_backward", "f = w @ zs[-1]")
def net_with_its_weight_for_a_gradient(Ws, w, zs):
    masks = [open_where(z) for z in zs[1:]]
    return gradients(Ws, w, zs, masks), w


@mistake_of("forward_order", "Each of the nodes 0 to 1 has to")
def nodes_counted_from_one(parents):
    return [node + 1 for node in TopologicalSorter(dict(enumerate(parents))).static_order()]


@mistake_of("forward_order", "Node 0 is computed from node 1")
def nodes_as_they_are_numbered(parents):
    return np.arange(len(parents))


@mistake_of("vjp_of_product", "The two are there, in the other order")
def product_with_the_second_first(upstream, A, B):
    return np.einsum("mk,mn->kn", A, upstream), np.einsum("mn,kn->mk", upstream, B)


@mistake_of("vjp_of_product", "The gradient from above is missing")
def product_of_its_own(upstream, A, B):
    return B.T, A.T


@mistake_of("vjp_of_product", "The gradient from above is missing")
def product_that_is_summed(upstream, A, B):
    return np.tile(B.sum(axis=1), (len(A), 1)), np.tile(A.sum(axis=0)[:, None], B.shape[1])


@mistake_of("reverse_sweep", "Where paths meet")
def sweep_where_the_last_path_wins(tape):
    grad = {len(tape) - 1: 1.0}
    for node in sorted(range(len(tape)), reverse=True):
        for parent, slope in tape[node]:
            grad[parent] = slope * grad.get(node, 0.0)
    return [grad.get(node, 0.0) for node in range(len(tape))]


@mistake_of("reverse_sweep", "You go forward")
def sweep_forward(tape):
    grad = np.eye(len(tape))[-1]
    for node, edges in enumerate(tape):
        for parent, slope in edges:
            grad[parent] += grad[node] * slope
    return grad


@mistake_of("reverse_sweep", "What is handed on")
def sweep_of_slopes(tape):
    grad = np.eye(len(tape))[-1]
    for node in range(len(tape) - 1, -1, -1):
        for parent, slope in tape[node]:
            grad[parent] += slope
    return grad


@mistake_of("reverse_sweep", "What is handed on")
def sweep_of_gradients(tape):
    grad = np.eye(len(tape))[-1]
    for node in range(len(tape) - 1, -1, -1):
        for parent, _ in tape[node]:
            grad[parent] += grad[node]
    return grad


@mistake_of("reverse_sweep", "All is 0")
def sweep_that_nothing_begins(tape):
    grad = [0.0] * len(tape)
    for node in range(len(tape) - 1, -1, -1):
        for parent, slope in tape[node]:
            grad[parent] += grad[node] * slope
    return grad
