"""The sentences and their bags of words."""

import numpy as np
import pytest

from lecture_lib.sentences import bag_of_words, sentences


def test_every_bag_holds_the_words_of_its_sentence():
    data = sentences()
    assert data.X.shape == (len(data.texts), len(data.words)) == (len(data.y), len(data.words))
    for text, row in zip(data.texts, data.X, strict=True):
        letters = "".join(c if c.isalpha() else " " for c in text.lower())
        assert {data.words[j] for j in np.flatnonzero(row)} == set(letters.split())
    assert set(np.unique(data.X)) == {0.0, 1.0}
    assert set(data.y) == {-1.0, 1.0}


def test_words_are_in_order_of_frequency():
    data = sentences()
    counts = data.X.sum(axis=0)
    assert np.all(np.diff(counts) <= 0)
    assert counts.min() == 1
    once = [word for word, n in zip(data.words, counts, strict=True) if n == 1]
    assert once == sorted(once)


def test_sentences_are_whole_and_in_one_line():
    texts = sentences().texts
    assert all(text.endswith((".", "?")) and "  " not in text for text in texts)
    assert len(set(texts)) == len(texts)


def test_texts_without_words_are_refused():
    with pytest.raises(ValueError, match="no word"):
        bag_of_words(("12", "..."))
