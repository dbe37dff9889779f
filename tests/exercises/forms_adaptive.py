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


@form_of("adagrad_step")
def adagrad_entry_by_entry(theta, s, gradient, eta, eps):
    new = [a + g * g for a, g in zip(s, gradient, strict=True)]
    rows = zip(theta, gradient, new, strict=True)
    return [t - eta * g / (a**0.5 + eps) for t, g, a in rows], new


@form_of("adagrad_step")
def adagrad_by_a_rate(theta, s, gradient, eta, eps):
    s = s + np.square(gradient)
    rate = eta / (s**0.5 + eps)
    return theta - rate * gradient, s


@form_of("rmsprop_step")
def rmsprop_by_the_difference(theta, s, gradient, eta, beta, eps):
    s = s + (1 - beta) * (gradient * gradient - s)
    return theta - eta * gradient / (eps + np.sqrt(s)), s


@form_of("rmsprop_step")
def rmsprop_by_average(theta, s, gradient, eta, beta, eps):
    new = np.average([s, gradient**2], axis=0, weights=[beta, 1 - beta])
    return [theta - eta / (np.sqrt(new) + eps) * gradient, new]


@form_of("corrected_average")
def by_weights_that_sum_to_one(gradients, beta):
    return np.average(gradients, weights=[beta**-i for i in range(len(gradients))])


@form_of("corrected_average")
def step_by_step(gradients, beta):
    m, t = 0.0, 0
    for g in gradients:
        m, t = m + (1 - beta) * (g - m), t + 1
    return m / (1 - beta**t)


@form_of("adam_step")
def adam_as_published(theta, m, s, gradient, t, eta, beta1, beta2, eps):
    m = beta1 * m + (1 - beta1) * gradient
    s = beta2 * s + (1 - beta2) * gradient**2
    m_hat, s_hat = m / (1 - beta1**t), s / (1 - beta2**t)
    return theta - eta * m_hat / (np.sqrt(s_hat) + eps), m, s


@form_of("adam_step")
def adam_with_one_rate(theta, m, s, gradient, t, eta, beta1, beta2, eps):
    m, s = m + (1 - beta1) * (gradient - m), s + (1 - beta2) * (gradient**2 - s)
    root = np.sqrt(1 - beta2**t)
    rate = eta * root / (1 - beta1**t)
    return theta - rate * m / (np.sqrt(s) + eps * root), m, s


@form_of("train_by_batches")
def in_one_loop(gradient, w, batches, eta, epochs):
    for batch in batches * epochs:
        w = w - eta * gradient(w, batch)
    return w


@form_of("train_by_batches")
def by_counting_steps(gradient, w, batches, eta, epochs):
    w = w.copy()
    for step in range(epochs * len(batches)):
        w += -eta * gradient(w, batches[step % len(batches)])
    return w


@form_of("accuracy_of")
def by_counting(scores, labels):
    right = 0
    for row, label in zip(scores, labels, strict=True):
        right += list(row).index(max(row)) == label
    return right / len(labels)


@form_of("accuracy_of")
def by_the_mean_of_truths(scores, labels):
    return (scores.argmax(1) == labels).mean()


@form_of("confusion_counts")
def pair_by_pair(labels, answers, k):
    counts = [[0] * k for _ in range(k)]
    for label, answer in zip(labels, answers, strict=True):
        counts[label][answer] += 1
    return counts


@form_of("confusion_counts")
def by_one_hot_rows(labels, answers, k):
    return np.eye(k)[labels].T @ np.eye(k)[answers]
