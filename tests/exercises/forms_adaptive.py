"""Right forms of the exercises on momentum and on adaptive methods."""

import numpy as np
from right_forms import form_of


@form_of("momentum_step")
def momentum_by_numpy(theta, m, gradient, eta, beta):
    velocity = np.add(gradient, np.multiply(m, beta))
    return [theta + (-eta) * velocity, velocity]


@form_of("momentum_step")
def momentum_entry_by_entry(theta, m, gradient, eta, beta):
    new = [beta * a + b for a, b in zip(m, gradient, strict=True)]
    return [a - eta * b for a, b in zip(theta, new, strict=True)], new


@form_of("nesterov_step")
def nesterov_from_points(theta, v, gradient, eta, beta):
    ahead = theta + beta * v
    new = ahead - eta * gradient(ahead)
    return new, new - theta


@form_of("nesterov_step")
def nesterov_in_pieces(theta, v, gradient, eta, beta):
    v = v * beta
    v = v - eta * gradient(theta + v)
    return theta + v, v
