"""What is told along walks, beside the library's own numbers."""

import re

import pytest
from kinds_of_widgets import make
from reading import NUMBER
from walks import walk

N = f"({NUMBER.pattern})"


def told(name):
    """Yield the Python widget of each state of three walks and what was then said."""
    for seed in (0, 1, 2):
        for sight in walk(name, seed):
            explorer = make(name)
            explorer.set_state(sight.state)
            yield explorer, sight.said.replace("\u00a0", " ").replace("\u2060", "")


def near(value, digits=4):
    """Return what a number is compared with that was written with some digits."""
    return pytest.approx(float(value), rel=0.51 * 10.0 ** (1 - digits), abs=1e-12)


def found(pattern, said):
    """Return the parts of a pattern that has to be in what is said."""
    match = re.search(pattern, said)
    assert match, (pattern, said)
    return match.groups()
