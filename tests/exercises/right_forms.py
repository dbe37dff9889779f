"""Differently written right solutions of the exercises, at least two of each."""

from collections import defaultdict

FORMS = defaultdict(list)


def form_of(name):
    """Register a function as a right form of the exercise of a name."""

    def register(function):
        function.__name__ = name
        FORMS[name].append(function)
        return function

    return register
