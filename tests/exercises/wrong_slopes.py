"""Usual mistakes in the exercises on slopes of single functions: recall, examples, activations."""

import math

import numpy as np
from wrong_forms import mistake_of


def logistic(a):
    return 0.5 + 0.5 * math.tanh(0.5 * a)


@mistake_of("one_example_step", "You go up")
def example_step_uphill(w, x, y, eta):
    error = sum(a * b for a, b in zip(w, x, strict=True)) - y
    return [a + eta * error * b for a, b in zip(w, x, strict=True)]


@mistake_of("one_example_step", "The gradient of the model is missing")
def example_step_by_the_error(w, x, y, eta):
    error = sum(a * b for a, b in zip(w, x, strict=True)) - y
    return [a - eta * error for a in w]


@mistake_of("one_example_step", "Your step is twice as long")
def example_step_of_the_square(w, x, y, eta):
    return np.subtract(w, np.multiply(2 * eta * (np.dot(x, w) - y), x))


@mistake_of("one_example_step", "The derivative of the loss is missing")
def example_step_by_the_model(w, x, y, eta):
    return np.subtract(w, np.multiply(eta, x))


@mistake_of("one_example_step", "You return the gradient alone")
def example_gradient(w, x, y, eta):
    error = sum(a * b for a, b in zip(w, x, strict=True)) - y
    return [error * b for b in x]


@mistake_of("numerical_derivative", "This is the one-sided difference, from x to x + h")
def difference_forward(f, x, h):
    here, right = f(x), f(x + h)
    return (right - here) / h


@mistake_of("numerical_derivative", "This is the one-sided difference, from x - h to x")
def difference_backward(f, x, h):
    left, here = f(x - h), f(x)
    return (here - left) / h


@mistake_of("numerical_derivative", "Your slope is twice too large")
def difference_over_half_its_width(f, x, h):
    left, right = f(x - h), f(x + h)
    return (right - left) / h


@mistake_of("numerical_derivative", "You divide by 2 and then multiply by h")
def difference_times_h(f, x, h):
    rise = f(x + h) - f(x - h)
    return h * (0.5 * rise)


@mistake_of("numerical_derivative", "The sign is wrong")
def difference_from_right_to_left(f, x, h):
    left, right = f(x - h), f(x + h)
    return (left - right) / (h + h)


@mistake_of("numerical_derivative", "Brackets")
def difference_of_which_half_is_divided(f, x, h):
    second = f(x - h) / (h + h)
    return f(x + h) - second


@mistake_of("cross_entropy_slope", "This is p - y")
def cross_entropy_of_labels_that_sum_to_one(y, f):
    top = max(f)
    powers = [math.exp(score - top) for score in f]
    return [power / sum(powers) - label for power, label in zip(powers, y, strict=True)]


@mistake_of("cross_entropy_slope", "The sign is wrong")
def cross_entropy_turned(y, f):
    top = max(f)
    powers = [math.exp(score - top) for score in f]
    return [label - sum(y) * power / sum(powers) for power, label in zip(powers, y, strict=True)]


@mistake_of("cross_entropy_slope", "The exponentials have to be divided by their sum")
def cross_entropy_without_a_sum(y, f):
    top = max(f)
    return [math.exp(score - top) * sum(y) - label for score, label in zip(f, y, strict=True)]


@mistake_of("cross_entropy_slope", "The exponentials have to be divided by their sum")
def cross_entropy_without_a_sum_and_too_large(y, f):
    return np.subtract(np.multiply(np.power(np.e, f), np.sum(y)), y)


@mistake_of("cross_entropy_slope", "The exponential of 1000 is beyond every float. ")
def cross_entropy_that_overflows(y, f):
    powers = np.power(np.e, f)
    return np.subtract(powers / np.sum(powers) * np.sum(y), y)


@mistake_of("cross_entropy_slope", "The exponential of 1000 is beyond every float: ")
def cross_entropy_that_overflows_with_labels_that_sum_to_one(y, f):
    powers = np.power(np.e, f)
    return np.subtract(powers / np.sum(powers), y)


@mistake_of("weighted_gradients", "The factor -1 got lost")
def weighted_upward(w3, x3, w4, x4):
    return np.array([x3, w3, x4, w4])


@mistake_of("weighted_gradients", "The derivative of a product")
def weighted_by_themselves(w3, x3, w4, x4):
    return np.negative([w3, x3, w4, x4])


@mistake_of("weighted_gradients", "The weights belong into the derivatives")
def weighted_without_weights(w3, x3, w4, x4):
    return np.negative([x3, 1, x4, 1])


@mistake_of("neuron_gradients", "x3 is used twice")
def neuron_by_the_last_path(w3, x3, w4, x4, x5):
    df_dx3 = 1
    slope = -0.25 / math.cosh(0.5 * (w3 * x3 + w4 * x4)) ** 2
    df_dx3 = slope * w3
    return [slope * x3, slope * x4, df_dx3, 1]


@mistake_of("neuron_gradients", "x3 is used twice")
def neuron_by_the_first_path(w3, x3, w4, x4, x5):
    slope = -0.25 / math.cosh(0.5 * (w3 * x3 + w4 * x4)) ** 2
    return [slope * x3, slope * x4, 1, 1]


@mistake_of("neuron_gradients", "The neuron is subtracted")
def neuron_added(w3, x3, w4, x4, x5):
    slope = 0.25 / math.cosh(0.5 * (w3 * x3 + w4 * x4)) ** 2
    return [slope * x3, slope * x4, 1 + slope * w3, 1]


@mistake_of("neuron_gradients", "The derivative of the sigmoid is missing")
def neuron_without_its_sigmoid(w3, x3, w4, x4, x5):
    return np.array([0, 0, 1, 1]) - np.array([x3, x4, w3, 0])


@mistake_of("neuron_gradients", "You multiply by the sigmoid")
def neuron_by_its_value(w3, x3, w4, x4, x5):
    value = logistic(w3 * x3 + w4 * x4)
    return [-x3 * value, -x4 * value, 1 - w3 * value, 1]


@mistake_of("sigmoid_slope", "s is the value of the sigmoid already")
def slope_of_the_value(s):
    return 0.25 / np.cosh(s / 2) ** 2


@mistake_of("sigmoid_slope", "The sign in the bracket")
def slope_with_a_plus(s):
    return s + s * s


@mistake_of("sigmoid_slope", "That is the derivative of tanh")
def slope_of_tanh(s):
    return (1 - s) * (1 + s)


@mistake_of("sigmoid_slope", "One of the two factors is missing")
def slope_of_one_factor(s):
    return np.negative(s) + 1


@mistake_of("relu_backward", "At the kink")
def relu_open_at_the_kink(upstream, a):
    return [0.0 if value < 0 else g for g, value in zip(upstream, a, strict=True)]


@mistake_of("relu_backward", "At the kink")
def relu_half_open_at_the_kink(upstream, a):
    return upstream * (np.sign(a) + 1) / 2


@mistake_of("relu_backward", "You multiply by the value of ReLU")
def relu_by_its_value(upstream, a):
    return [g * max(value, 0.0) for g, value in zip(upstream, a, strict=True)]


@mistake_of("relu_backward", "You apply ReLU to the gradient")
def relu_of_the_gradient(upstream, a):
    return [max(g, 0.0) for g in upstream]


@mistake_of("relu_backward", "You apply ReLU to the gradient")
def relu_of_the_gradient_that_passes(upstream, a):
    return [g if g > 0 and value > 0 else 0.0 for g, value in zip(upstream, a, strict=True)]


@mistake_of("relu_backward", "The gradient from above is missing")
def relu_of_its_own(upstream, a):
    return [1 if value > 0 else 0 for value in a]


@mistake_of("slope_through_layers", "One w too many")
def slope_with_a_weight_for_each_layer(a, w, depth):
    slope = 1.0
    for _ in range(depth):
        z = logistic(a)
        slope, a = slope * (z - z * z) * w, w * z
    return slope


@mistake_of("slope_through_layers", "The weights are missing")
def slope_without_weights(a, w, depth):
    slope = 1.0
    for _ in range(depth):
        z = logistic(a)
        slope, a = slope * (z - z * z), w * z
    return slope


@mistake_of("slope_through_layers", "Every layer has its own a")
def slope_at_one_place(a, w, depth):
    z = logistic(a)
    return (z - z * z) ** depth * w ** (depth - 1)


@mistake_of("slope_through_layers", "Every layer has its own a")
def slope_at_values_of_the_layer_before(a, w, depth):
    slope = 1 / w
    for _ in range(depth):
        z = logistic(a)
        slope, a = slope * (z - z * z) * w, z
    return slope


@mistake_of("slope_through_layers", "Slopes along a path multiply")
def slope_as_a_sum_times_the_weights(a, w, depth):
    total, weights = 0.0, 1 / w
    for _ in range(depth):
        z = logistic(a)
        total, weights, a = total + z * (1 - z), weights * w, w * z
    return total * weights


@mistake_of("slope_through_layers", "Slopes along a path multiply")
def slope_as_a_sum(a, w, depth):
    z = logistic(a)
    slope = z - z * z
    for _ in range(depth - 1):
        z = logistic(w * z)
        slope += w * (z - z * z)
    return slope
