"""Usual mistakes in the exercises on Adam and on the average that it corrects."""

import numpy as np
from wrong_forms import mistake_of


def average_from_zero(gradients, beta):
    """The moving average as one sum: the last gradient has the weight 1 - beta."""
    ages = np.arange(len(gradients))[::-1]
    return (1 - beta) * np.sum(gradients * beta**ages)


@mistake_of("corrected_average", "The average begins at 0")
def average_without_correction(gradients, beta):
    return average_from_zero(gradients, beta)


@mistake_of("corrected_average", "You divide by 1 - beta at every length")
def average_over_one_weight(gradients, beta):
    return average_from_zero(gradients, beta) / (1 - beta)


@mistake_of("corrected_average", "beta is to be raised to the power t")
def average_over_a_product(gradients, beta):
    return average_from_zero(gradients, beta) / (1 - beta * len(gradients))


@mistake_of("corrected_average", "You multiply by 1 - beta**t")
def average_made_smaller(gradients, beta):
    return average_from_zero(gradients, beta) * (1 - beta ** len(gradients))


@mistake_of("corrected_average", "That is the plain mean")
def average_of_all_alike(gradients, beta):
    return sum(gradients) / len(gradients)


@mistake_of("corrected_average", "The correction is made once")
def average_corrected_again_and_again(gradients, beta):
    m, power = 0.0, 1.0
    for g in gradients:
        power *= beta
        m = (g + beta * (m - g)) / (1 - power)
    return m


def moments(m, s, gradient, beta1, beta2):
    """Both averages with the new gradient, entry by entry."""
    m = [g + beta1 * (a - g) for a, g in zip(m, gradient, strict=True)]
    s = [g * g + beta2 * (a - g * g) for a, g in zip(s, gradient, strict=True)]
    return np.array(m), np.array(s)


def moved(theta, rate, up, down, eps):
    """theta after the step, entry by entry."""
    return [x - rate * a / (b**0.5 + eps) for x, a, b in zip(theta, up, down, strict=True)]


@mistake_of("adam_step", "Without the correction")
def adam_without_correction(theta, m, s, gradient, t, eta, beta1, beta2, eps):
    m, s = moments(m, s, gradient, beta1, beta2)
    return moved(theta, eta, m, s, eps), m, s


@mistake_of("adam_step", "m is corrected, but s needs it as well")
def adam_half_corrected(theta, m, s, gradient, t, eta, beta1, beta2, eps):
    m, s = moments(m, s, gradient, beta1, beta2)
    return moved(theta, eta / (1 - beta1**t), m, s, eps), m, s


@mistake_of("adam_step", "You return the corrected averages")
def adam_that_keeps_the_corrected(theta, m, s, gradient, t, eta, beta1, beta2, eps):
    m, s = moments(m, s, gradient, beta1, beta2)
    m, s = m / (1 - beta1**t), s / (1 - beta2**t)
    return moved(theta, eta, m, s, eps), m, s


@mistake_of("adam_step", "The correction is the same at every t")
def adam_with_one_correction(theta, m, s, gradient, t, eta, beta1, beta2, eps):
    m, s = moments(m, s, gradient, beta1, beta2)
    return moved(theta, eta / (1 - beta1), m, s / (1 - beta2), eps), m, s


@mistake_of("adam_step", "The step is made of the gradient")
def adam_of_the_gradient(theta, m, s, gradient, t, eta, beta1, beta2, eps):
    m, s = moments(m, s, gradient, beta1, beta2)
    return moved(theta, eta, gradient, s / (1 - beta2**t), eps), m, s


@mistake_of("adam_step", "The root is missing")
def adam_without_a_root(theta, m, s, gradient, t, eta, beta1, beta2, eps):
    m, s = moments(m, s, gradient, beta1, beta2)
    down = (s / (1 - beta2**t)) ** 2  # of which `moved` takes the root
    return moved(theta, eta / (1 - beta1**t), m, down, eps), m, s


@mistake_of("adam_step", "You go up")
def adam_uphill(theta, m, s, gradient, t, eta, beta1, beta2, eps):
    m, s = moments(m, s, gradient, beta1, beta2)
    return moved(theta, -eta / (1 - beta1**t), m, s / (1 - beta2**t), eps), m, s
