"""Usual mistakes in the exercises on momentum and on adaptive methods."""

import numpy as np
from wrong_forms import mistake_of


@mistake_of("momentum_step", "You add the step")
def momentum_uphill(theta, m, gradient, eta, beta):
    new = [beta * a + g for a, g in zip(m, gradient, strict=True)]
    return [a + eta * b for a, b in zip(theta, new, strict=True)], new


@mistake_of("momentum_step", "Your step uses the old velocity")
def momentum_of_before(theta, m, gradient, eta, beta):
    new = [beta * a + g for a, g in zip(m, gradient, strict=True)]
    return [a - eta * b for a, b in zip(theta, m, strict=True)], new


@mistake_of("momentum_step", "Your step uses the gradient alone")
def momentum_without_use(theta, m, gradient, eta, beta):
    new = [beta * a + g for a, g in zip(m, gradient, strict=True)]
    return [a - eta * g for a, g in zip(theta, gradient, strict=True)], new


@mistake_of("momentum_step", "This is the moving average")
def momentum_averaged(theta, m, gradient, eta, beta):
    new = np.average([m, gradient], axis=0, weights=[beta, 1 - beta])
    return np.subtract(theta, np.multiply(eta, new)), new


@mistake_of("momentum_step", "Your velocity forgets nothing")
def momentum_for_ever(theta, m, gradient, eta, beta):
    new = np.add(m, gradient)
    return np.subtract(theta, np.multiply(eta, new)), new


@mistake_of("momentum_step", "The two results are there")
def momentum_exchanged(theta, m, gradient, eta, beta):
    new = [beta * a + g for a, g in zip(m, gradient, strict=True)]
    return new, [a - eta * b for a, b in zip(theta, new, strict=True)]


@mistake_of("nesterov_step", "Your gradient is the one at theta")
def nesterov_that_looks_at_its_feet(theta, v, gradient, eta, beta):
    new = np.multiply(beta, v) - np.multiply(eta, gradient(theta))
    return np.add(theta, new), new


@mistake_of("nesterov_step", "You look ahead by all of v")
def nesterov_too_far_ahead(theta, v, gradient, eta, beta):
    new = np.multiply(beta, v) - np.multiply(eta, gradient(np.add(theta, v)))
    return np.add(theta, new), new


@mistake_of("nesterov_step", "The step begins at theta")
def nesterov_from_ahead(theta, v, gradient, eta, beta):
    kept = np.multiply(beta, v)
    ahead = np.add(theta, kept)
    new = kept - np.multiply(eta, gradient(ahead))
    return np.add(ahead, new), new


@mistake_of("nesterov_step", "You add the gradient to the velocity")
def nesterov_uphill(theta, v, gradient, eta, beta):
    kept = np.multiply(beta, v)
    new = kept + np.multiply(eta, gradient(np.add(theta, kept)))
    return np.add(theta, new), new


@mistake_of("nesterov_step", "Your step uses the old velocity")
def nesterov_of_before(theta, v, gradient, eta, beta):
    kept = np.multiply(beta, v)
    return np.add(theta, v), kept - np.multiply(eta, gradient(np.add(theta, kept)))


def divided(theta, gradient, eta, by):
    """theta after a step of eta times the gradient, entry by entry divided."""
    return [a - eta * g / b for a, g, b in zip(theta, gradient, by, strict=True)]


@mistake_of("adagrad_step", "The root is missing")
def adagrad_without_a_root(theta, s, gradient, eta, eps):
    new = [a + g * g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [a + eps for a in new]), new


@mistake_of("adagrad_step", "Your step uses the old s")
def adagrad_of_before(theta, s, gradient, eta, eps):
    new = [a + g * g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [a**0.5 + eps for a in s]), new


@mistake_of("adagrad_step", "You add gradients")
def adagrad_of_gradients(theta, s, gradient, eta, eps):
    new = [a + g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [a**0.5 + eps for a in new]), new


@mistake_of("adagrad_step", "One rate for all")
def adagrad_with_one_rate(theta, s, gradient, eta, eps):
    new = [a + np.dot(gradient, gradient) for a in s]
    return divided(theta, gradient, eta, [a**0.5 + eps for a in new]), new


@mistake_of("adagrad_step", "One rate for all")
def adagrad_by_the_length_of_all(theta, s, gradient, eta, eps):
    new = [a + g * g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [sum(new) ** 0.5 + eps] * len(new)), new


@mistake_of("adagrad_step", "eps stands beside the root")
def adagrad_with_eps_in_the_root(theta, s, gradient, eta, eps):
    new = [a + g * g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [(a + eps) ** 0.5 for a in new]), new


@mistake_of("adagrad_step", "You go up")
def adagrad_uphill(theta, s, gradient, eta, eps):
    new = [a + g * g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, -eta, [a**0.5 + eps for a in new]), new


@mistake_of("rmsprop_step", "The new square has the weight 1 - beta")
def rmsprop_with_whole_squares(theta, s, gradient, eta, beta, eps):
    new = [beta * a + g * g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [a**0.5 + eps for a in new]), new


@mistake_of("rmsprop_step", "The weights are exchanged")
def rmsprop_exchanged(theta, s, gradient, eta, beta, eps):
    new = [a + beta * (g * g - a) for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [a**0.5 + eps for a in new]), new


@mistake_of("rmsprop_step", "That is AdaGrad")
def rmsprop_that_forgets_nothing(theta, s, gradient, eta, beta, eps):
    new = [a + g * g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [a**0.5 + eps for a in new]), new


@mistake_of("rmsprop_step", "The average is that of squares")
def rmsprop_of_gradients(theta, s, gradient, eta, beta, eps):
    new = [beta * a + (1 - beta) * g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [a**0.5 + eps for a in new]), new


@mistake_of("rmsprop_step", "eps stands beside the root")
def rmsprop_with_eps_in_the_root(theta, s, gradient, eta, beta, eps):
    new = [beta * a + (1 - beta) * g * g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [(a + eps) ** 0.5 for a in new]), new


@mistake_of("rmsprop_step", "The root is missing")
def rmsprop_without_a_root(theta, s, gradient, eta, beta, eps):
    new = [beta * a + (1 - beta) * g * g for a, g in zip(s, gradient, strict=True)]
    return divided(theta, gradient, eta, [a + eps for a in new]), new
