"""Where two formulas differ: the point that is named lies where the question's names may lie."""

import re

import pytest

from lecture_lib.expression.formula import parse_formula
from lecture_lib.questions.comparison import READABLE, difference

TYPED, RIGHT = (parse_formula(text, ["x"]) for text in ("2*x", "3*x"))


def named(domain, seed):
    """Return the x of the point at which a difference is shown."""
    said = difference(TYPED, RIGHT, {"x": domain}, seed, {})
    return float(re.match(r"At x = (\S+):", said)[1].replace("−", "-"))


@pytest.mark.parametrize("domain", [(0.2, 0.9), (-2.0, -0.5), (3.0, 10.0), (-0.05, 0.05)])
def test_the_point_lies_in_the_domain(domain):
    low, high = domain
    found = [named(domain, seed) for seed in range(20)]
    assert all(low <= x <= high for x in found)
    inside = {x for x in READABLE if low <= x <= high}
    assert set(found) == inside or not inside
