"""Real data, small enough to travel with the book."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .arguments import within
from .signatures import checked

__all__ = [
    "Diabetes",
    "Digits",
    "Pictures",
    "RecordedRun",
    "all_digits",
    "diabetes",
    "digits",
    "duplicated_pictures",
    "pytorch_run",
]

TABLES = Path(__file__).with_name("data")  # where they come from: its README.md
DIGIT_COUNT = 1797
GREY_LEVELS = 16
MEASUREMENTS = ("age", "sex", "bmi", "bp", "s1", "s2", "s3", "s4", "s5", "s6")


class Diabetes(NamedTuple):
    """Ten measurements of 442 patients, and how their diabetes had gone on a year later.

    Attributes
    ----------
    X : ndarray of float64, shape (442, 10)
        One patient a row. Each column has mean 0 and norm 1, so X'X is a matrix of correlations.
    y : ndarray of float64, shape (442,)
        A measure of the disease's progress, less its mean, so that no intercept is needed.
    names : tuple of str
        What the columns hold: age, sex, body mass index, blood pressure, six blood values.
    """

    X: NDArray[np.float64]
    y: NDArray[np.float64]
    names: tuple[str, ...]


class Digits(NamedTuple):
    """Handwritten digits in two disjoint parts, one to learn from and one to be judged by.

    Attributes
    ----------
    train_images, test_images : ndarray of float64, shape (m, 64)
        One picture a row: 8 x 8 pixels read row by row, 0 for paper and 1 for full ink.
    train_labels, test_labels : ndarray of intp, shape (m,)
        The digit that was meant, 0 to 9.
    """

    train_images: NDArray[np.float64]
    train_labels: NDArray[np.intp]
    test_images: NDArray[np.float64]
    test_labels: NDArray[np.intp]


class Pictures(NamedTuple):
    """A few labelled pictures.

    Attributes
    ----------
    images : ndarray of float64, shape (m, 64)
        One picture a row, as in `Digits`.
    labels : ndarray of intp, shape (m,)
    """

    images: NDArray[np.float64]
    labels: NDArray[np.intp]


class RecordedRun(NamedTuple):
    """A training run of another program, step by step.

    Attributes
    ----------
    X : ndarray of float64, shape (16, 5)
    labels : ndarray of int64, shape (16,)
        The classes, 0 to 2.
    first, last : dict of str to ndarray
        The weights before the first step and after the last, by their names in PyTorch.
    gradients : dict of str to ndarray
        Those of the first step.
    losses : list of float
        The loss before each of the 100 steps.
    made_with : str
        The program and its version.
    """

    X: NDArray[np.float64]
    labels: NDArray[np.intp]
    first: dict[str, NDArray[np.float64]]
    gradients: dict[str, NDArray[np.float64]]
    losses: list[float]
    last: dict[str, NDArray[np.float64]]
    made_with: str


@checked
def digits(rng: np.random.Generator, test_size: int = 360) -> Digits:
    """Return 1797 handwritten digits, shuffled by `rng` and split in two.

    Pixels are counts of ink from 0 to 16 in the source and are divided by 16 here, so they lie in
    [0, 1]. Pictures of one writer may fall on both sides of the split: accuracy on the test part
    answers for new pictures by these 13 people, not for new people.

    Parameters
    ----------
    rng : numpy.random.Generator
        Decides the split; equal generators give equal splits.
    test_size : int
        Pictures kept for the test, 1 to 1796. The default is a fifth of them.

    Returns
    -------
    Digits

    Raises
    ------
    TypeError
        If `rng` is not a Generator, or `test_size` is not an integer.
    ValueError
        If `test_size` leaves one of the two parts empty.

    Notes
    -----
    Source: E. Alpaydin and C. Kaynak, *Optical Recognition of Handwritten Digits*, UCI Machine
    Learning Repository, 1998, https://doi.org/10.24432/C50P49, licensed CC BY 4.0. These are the
    1797 pictures of its test file, in the form that scikit-learn gave them.

    Examples
    --------
    >>> data = digits(np.random.default_rng(0))
    >>> data.train_images.shape, data.test_images.shape
    ((1437, 64), (360, 64))
    >>> float(data.train_images.min()), float(data.train_images.max())
    (0.0, 1.0)
    """
    within("test_size", test_size, least=1, most=DIGIT_COUNT - 1)
    images, labels = all_digits()
    order = rng.permutation(DIGIT_COUNT)
    train, test = order[test_size:], order[:test_size]
    return Digits(images[train], labels[train], images[test], labels[test])


def all_digits() -> Pictures:
    """Return all 1797 pictures of `digits` in the order of their source, one writer after another.

    Returns
    -------
    Pictures

    Examples
    --------
    >>> all_digits().labels[:12].tolist()
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]
    """
    table = np.loadtxt(TABLES / "digits.csv.gz", delimiter=",")
    return Pictures(table[:, :64] / GREY_LEVELS, table[:, 64].astype(np.intp))


def diabetes() -> Diabetes:
    """Return a real regression problem: 442 patients, 10 measurements, correlated.

    Returns
    -------
    Diabetes

    Notes
    -----
    Source: B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, "Least Angle Regression", Annals
    of Statistics 32 (2004), in the form that scikit-learn gave them.

    Examples
    --------
    >>> data = diabetes()
    >>> data.X.shape, data.names[2]
    ((442, 10), 'bmi')
    """
    raw = np.loadtxt(TABLES / "diabetes_data_raw.csv.gz")
    progress = np.loadtxt(TABLES / "diabetes_target.csv.gz")
    X = (raw - raw.mean(axis=0)) / raw.std(axis=0) / np.sqrt(len(raw))
    return Diabetes(X, progress - progress.mean(), MEASUREMENTS)


def pytorch_run() -> RecordedRun:
    """Return what PyTorch did with the lecture's five lines, on a small problem of three classes.

    The net has 5 inputs, hidden layers of 8 and 6 with tanh, and 3 outputs; the loss is the cross
    entropy of the whole batch, the step that of plain gradient descent with rate 0.3.

    Returns
    -------
    RecordedRun

    Examples
    --------
    >>> run = pytorch_run()
    >>> run.X.shape, len(run.losses), run.made_with.split()[0]
    ((16, 5), 100, 'PyTorch')
    """
    stored = json.loads(gzip.decompress((TABLES / "pytorch_run.json.gz").read_bytes()))
    arrays = {
        part: {name: np.array(value) for name, value in stored[part].items()}
        for part in ("first", "gradients", "last")
    }
    return RecordedRun(
        X=np.array(stored["X"]),
        labels=np.array(stored["labels"], dtype=np.int64),
        losses=stored["losses"],
        made_with=stored["made with"],
        **arrays,
    )


@checked
def duplicated_pictures(
    rng: np.random.Generator,
    classes: tuple[int, ...] = (3, 8),
    copies: int = 5,
    noise: float = 0.0,
) -> Pictures:
    """Return one digit of each class, `copies` times, every copy perturbed by itself.

    Parameters
    ----------
    rng : numpy.random.Generator
        Picks the digits, and the noise.
    classes : tuple of int
        Which digits, each 0 to 9 and named once.
    copies : int
        At least 1.
    noise : float
        The standard deviation of the normal noise added to every pixel, at least 0. Pixels may
        leave [0, 1] by it.

    Returns
    -------
    Pictures
        Sorted by class: `copies` of the first, then `copies` of the second, and so on.

    Raises
    ------
    TypeError
        If `rng` is not a Generator.
    ValueError
        If a class is no digit or named twice, or `copies` or `noise` is out of range.

    Notes
    -----
    The lecture's ten pictures of two animals (slide "Intuition: Avoid Redundancy"), with the
    pictures of `digits`.

    Examples
    --------
    >>> pictures = duplicated_pictures(np.random.default_rng(0))
    >>> pictures.images.shape, pictures.labels.tolist()
    ((10, 64), [3, 3, 3, 3, 3, 8, 8, 8, 8, 8])
    >>> len(np.unique(pictures.images, axis=0))
    2
    """
    if not classes or len(set(classes)) < len(classes) or not set(classes) <= set(range(10)):
        raise ValueError(f"classes are {classes}, but must be different digits from 0 to 9")
    within("copies", copies, least=1)
    within("noise", noise, least=0.0)
    pixels, labels = all_digits()
    chosen = [rng.choice(np.flatnonzero(labels == digit)) for digit in classes]
    rows = np.repeat(chosen, copies)
    images = pixels[rows] + noise * rng.normal(size=(len(rows), pixels.shape[1]))
    return Pictures(images, labels[rows])
