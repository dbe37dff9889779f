import hashlib
import re

import numpy as np
import pytest

from lecture_lib.datasets import (
    TABLES,
    Digits,
    all_digits,
    diabetes,
    digits,
    duplicated_pictures,
)


@pytest.fixture(scope="module")
def split() -> Digits:
    return digits(np.random.default_rng(0))


def rows(images):
    """Pictures as a sorted list, to compare two collections whatever their order."""
    return sorted(map(tuple, images))


def test_shapes_types_and_range(split):
    assert split.train_images.shape == (1437, 64)
    assert split.test_images.shape == (360, 64)
    assert split.train_labels.shape == (1437,)
    assert split.test_labels.shape == (360,)
    assert split.train_images.dtype == split.test_images.dtype == np.float64
    assert split.train_labels.dtype == split.test_labels.dtype == np.int64
    assert split.train_images.min() == 0.0
    assert split.train_images.max() == 1.0
    assert set(split.test_labels) == set(range(10))


def test_each_picture_is_in_exactly_one_part_with_its_own_label(split):
    pixels, labels = all_digits()
    joined = np.column_stack(
        [
            np.concatenate([split.train_images, split.test_images]),
            np.concatenate([split.train_labels, split.test_labels]),
        ]
    )
    assert rows(joined) == rows(np.column_stack([pixels, labels]))


def test_the_generator_alone_decides_the_split(split):
    again = digits(np.random.default_rng(0))
    other = digits(np.random.default_rng(1))
    assert all(np.array_equal(a, b) for a, b in zip(split, again, strict=True))
    assert not np.array_equal(split.test_images, other.test_images)


def test_a_change_by_the_caller_does_not_reach_the_next_call(split):
    mine = digits(np.random.default_rng(0))
    mine.train_images[:] = -1.0
    assert np.array_equal(digits(np.random.default_rng(0)).train_images, split.train_images)


@pytest.mark.parametrize("test_size", [1, 1796])
def test_the_smallest_parts(test_size):
    data = digits(np.random.default_rng(0), test_size=test_size)
    assert len(data.test_labels) == test_size
    assert len(data.train_labels) == 1797 - test_size


@pytest.mark.parametrize("test_size", [0, -1, 1797])
def test_an_empty_part_is_refused(test_size):
    with pytest.raises(ValueError, match=rf"test_size is {test_size}, .* from 1 to 1796"):
        digits(np.random.default_rng(0), test_size=test_size)


@pytest.mark.parametrize("test_size", [0.2, True, None])
def test_a_fraction_is_not_a_count(test_size):
    with pytest.raises((TypeError, ValueError), match="must be an integer"):
        digits(np.random.default_rng(0), test_size=test_size)


@pytest.mark.parametrize("rng", [0, None, np.random.RandomState(0)])
def test_only_a_generator_may_shuffle(rng):
    with pytest.raises(TypeError, match=r"rng is .* a numpy Generator: numpy.random.default_rng"):
        digits(rng)


def test_every_table_is_the_one_that_its_list_names():
    listed = dict(
        re.findall(r"`(\S+\.gz)`.*`([0-9a-f]{64})`", (TABLES / "README.md").read_text("utf-8"))
    )
    found = {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in TABLES.glob("*.csv.gz")
    }
    assert found == listed
    assert len(found) == 3


def test_all_digits_stand_in_the_order_of_their_source():
    images, labels = all_digits()
    assert images.shape == (1797, 64)
    assert labels[:10].tolist() == list(range(10))
    assert np.bincount(labels).tolist() == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180]
    assert (images * 16 == np.round(images * 16)).all()
    assert (images.min(), images.max()) == (0, 1)


def test_diabetes_is_centred_and_its_columns_have_norm_one():
    data = diabetes()
    assert data.X.shape == (442, 10)
    assert len(data.names) == 10
    np.testing.assert_allclose(data.X.mean(axis=0), 0, atol=1e-15)
    np.testing.assert_allclose((data.X**2).sum(axis=0), 1, rtol=1e-12)
    assert data.y.mean() == pytest.approx(0, abs=1e-12)
    assert np.unique(data.X, axis=0).shape == (442, 10)


def test_duplicated_pictures_are_copies_of_one_picture_a_class():
    pictures = duplicated_pictures(np.random.default_rng(1), classes=(0, 7, 4), copies=3)
    pixels, labels = all_digits()
    assert pictures.labels.tolist() == [0, 0, 0, 7, 7, 7, 4, 4, 4]
    for start in (0, 3, 6):
        group = pictures.images[start : start + 3]
        assert (group == group[0]).all()
        same = (pixels == group[0]).all(axis=1)
        assert labels[same].tolist() == [pictures.labels[start]]


def test_noise_perturbs_each_copy_by_itself():
    # 640 independent draws: the standard error of a variance is sqrt(2/640) of it; 4 of them
    clean = duplicated_pictures(np.random.default_rng(1))
    noisy = duplicated_pictures(np.random.default_rng(1), noise=0.1)
    change = noisy.images - clean.images
    assert len(np.unique(noisy.images, axis=0)) == 10
    assert abs(change.var() / 0.01 - 1) < 4 * np.sqrt(2 / 640)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"classes": (3, 3)}, "must be different digits from 0 to 9"),
        ({"classes": (3, 10)}, "must be different digits"),
        ({"classes": ()}, "must be different digits"),
        ({"copies": 0}, "copies is 0, but must be at least 1"),
        ({"noise": -0.1}, "noise is -0.1, but must be at least 0"),
        ({"noise": np.inf}, "noise is inf"),
    ],
)
def test_pictures_that_cannot_be_made(arguments, message):
    with pytest.raises(ValueError, match=message):
        duplicated_pictures(np.random.default_rng(0), **arguments)


def test_only_a_generator_may_pick_pictures():
    with pytest.raises(TypeError, match="must be a numpy Generator"):
        duplicated_pictures(0)
