"""Usual mistakes in the exercises, each written from the words that it is told."""

WRONG_FORMS = []


def mistake_of(name, words):
    """Register a function as one that makes the mistake whose reason begins with these words."""

    def register(function):
        function.__name__ = name
        WRONG_FORMS.append((name, words, function))
        return function

    return register
