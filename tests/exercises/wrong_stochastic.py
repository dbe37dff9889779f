"""Usual mistakes in the exercises on stochastic gradients: SGD, mini-batches, digits."""

import numpy as np
from wrong_forms import mistake_of


@mistake_of("indices_of_epoch", "Indices go from 0 to 0: ")
def indices_from_one(rule, m, rng):
    rules = {
        "cyclic": np.arange(1, m + 1),
        "reshuffled": rng.permutation(m) + 1,
        "randomized": rng.integers(1, m + 1, m),
    }
    return rules[rule]


@mistake_of("indices_of_epoch", "The reshuffled rule has every index once")
def indices_drawn_by_both_rules(rule, m, rng):
    return np.arange(m) if rule == "cyclic" else rng.choice(m, m)


@mistake_of("indices_of_epoch", "No index repeats")
def indices_shuffled_by_both_rules(rule, m, rng):
    return np.arange(m) if rule == "cyclic" else rng.choice(m, m, replace=False)


@mistake_of("indices_of_epoch", "The cyclic rule goes through")
def indices_shuffled_by_two_rules(rule, m, rng):
    return rng.choice(m, m, replace=rule == "randomized")


@mistake_of("indices_of_epoch", "The order is not shuffled")
def indices_in_order_by_two_rules(rule, m, rng):
    return rng.choice(m, m) if rule == "randomized" else np.arange(m)


@mistake_of("run_sgd", "All gradients are those of the start")
def sgd_from_the_start(slopes, w, order, eta):
    return w - eta * sum(slopes[i](w) for i in order)


@mistake_of("run_sgd", "You go up")
def sgd_uphill(slopes, w, order, eta):
    for i in order:
        w += eta * slopes[i](w)
    return w


@mistake_of("run_sgd", "You go through the slopes as they are listed")
def sgd_once_through_the_list(slopes, w, order, eta):
    for slope in slopes:
        w -= eta * slope(w)
    return w


@mistake_of("run_sgd", "You go through the slopes as they are listed")
def sgd_again_and_again_through_the_list(slopes, w, order, eta):
    for step in range(len(order)):
        w -= eta * slopes[step % len(slopes)](w)
    return w


@mistake_of("run_sgd", "You go through the slopes as they are listed")
def sgd_by_the_number_of_the_step(slopes, w, order, eta):
    for step in range(len(order)):
        w -= eta * slopes[step](w)
    return w


@mistake_of("run_sgd", "Each step uses all slopes")
def sgd_by_the_mean_of_all(slopes, w, order, eta):
    for _ in order:
        w -= eta * sum(slope(w) for slope in slopes) / len(slopes)
    return w


@mistake_of("run_sgd", "Each step uses all slopes")
def sgd_by_the_sum_of_all(slopes, w, order, eta):
    for _ in order:
        w -= eta * sum(slope(w) for slope in slopes)
    return w


@mistake_of("run_sgd", "Only the first index is used")
def sgd_that_returns_in_the_loop(slopes, w, order, eta):
    for i in order:
        w -= eta * slopes[i](w)
        return w


@mistake_of("batch_gradient", "That is the sum over the batch")
def batch_sum(X, y, w, batch):
    return sum((X[i] @ w - y[i]) * X[i] for i in batch)


@mistake_of("batch_gradient", "You divide by the number of all examples")
def batch_over_all(X, y, w, batch):
    return sum((X[i] @ w - y[i]) * X[i] for i in batch) / len(y)


@mistake_of("batch_gradient", "All examples take part")
def batch_of_all(X, y, w, batch):
    return np.mean([(x @ w - label) * x for x, label in zip(X, y, strict=True)], axis=0)


@mistake_of("batch_gradient", "All examples take part")
def batch_of_all_over_its_own_size(X, y, w, batch):
    return sum((x @ w - label) * x for x, label in zip(X, y, strict=True)) / len(batch)


@mistake_of("batch_gradient", "You take the first rows")
def batch_of_the_first(X, y, w, batch):
    return np.mean([(X[i] @ w - y[i]) * X[i] for i in range(len(batch))], axis=0)


@mistake_of("batch_gradient", "The sign is wrong")
def batch_turned(X, y, w, batch):
    return np.mean([(y[i] - X[i] @ w) * X[i] for i in batch], axis=0)


@mistake_of("batch_gradient", "A factor 2 too much")
def batch_of_whole_squares(X, y, w, batch):
    return np.mean([2 * (X[i] @ w - y[i]) * X[i] for i in batch], axis=0)


@mistake_of("batches_of_epoch", "Indices go from 0 to 0: ")
def batches_from_one(m, b, rng):
    return np.split(rng.permutation(m) + 1, range(b, m, b))


@mistake_of("batches_of_epoch", "Some examples come twice")
def batches_drawn_anew(m, b, rng):
    return [rng.choice(m, min(b, m - first), replace=False) for first in range(0, m, b)]


@mistake_of("batches_of_epoch", "The order is not shuffled")
def batches_in_order(m, b, rng):
    return np.split(np.arange(m), range(b, m, b))


@mistake_of("train_by_batches", "You train for one epoch")
def train_once(gradient, w, batches, eta, epochs):
    for batch in batches:
        w = w - eta * gradient(w, batch)
    return w


@mistake_of("train_by_batches", "One step an epoch: ")
def train_by_the_sum(gradient, w, batches, eta, epochs):
    for _ in range(epochs):
        w = w - eta * sum(gradient(w, batch) for batch in batches)
    return w


@mistake_of("train_by_batches", "One step an epoch, with the mean")
def train_by_the_mean(gradient, w, batches, eta, epochs):
    for _ in range(epochs):
        w = w - eta * np.mean([gradient(w, batch) for batch in batches], axis=0)
    return w


@mistake_of("train_by_batches", "The step stands outside of the inner loop")
def train_by_the_last(gradient, w, batches, eta, epochs):
    for _ in range(epochs):
        for batch in batches:
            g = gradient(w, batch)
        w = w - eta * g
    return w


@mistake_of("train_by_batches", "You go up")
def train_uphill(gradient, w, batches, eta, epochs):
    for batch in batches * epochs:
        w = w + eta * gradient(w, batch)
    return w


@mistake_of("accuracy_of", "That is a count")
def accuracy_as_a_count(scores, labels):
    return sum(list(row).index(max(row)) == i for row, i in zip(scores, labels, strict=True))


@mistake_of("accuracy_of", "That is a percentage")
def accuracy_in_percent(scores, labels):
    hits = [list(row).index(max(row)) == i for row, i in zip(scores, labels, strict=True)]
    return 100 * sum(hits) / len(hits)


@mistake_of("accuracy_of", "That is the part that is wrong")
def accuracy_of_the_others(scores, labels):
    hits = [list(row).index(max(row)) == i for row, i in zip(scores, labels, strict=True)]
    return hits.count(False) / len(hits)


@mistake_of("accuracy_of", "The answer is the class of the largest score")
def accuracy_of_the_smallest(scores, labels):
    hits = [list(row).index(min(row)) == i for row, i in zip(scores, labels, strict=True)]
    return hits.count(True) / len(hits)


@mistake_of("confusion_counts", "Rows and columns are exchanged")
def confusion_turned(labels, answers, k):
    return np.eye(k)[answers].T @ np.eye(k)[labels]


@mistake_of("confusion_counts", "counts[labels, answers] += 1")
def confusion_of_pairs(labels, answers, k):
    counts = np.zeros((k, k), int)
    counts[labels, answers] += 1
    return counts


@mistake_of("confusion_counts", "You count mistakes only")
def confusion_of_the_confused(labels, answers, k):
    counts = [[0] * k for _ in range(k)]
    for label, answer in zip(labels, answers, strict=True):
        counts[label][answer] += label != answer
    return counts
