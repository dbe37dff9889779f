"""What holds for all bounds together."""

import inspect
from pathlib import Path

import pytest

from lecture_lib import rates

BOUNDS = [name for name in rates.__all__ if inspect.isfunction(getattr(rates, name))]
TESTS = "".join(
    path.read_text(encoding="utf-8")
    for path in Path(__file__).parent.glob("test_*.py")
    if path.name != Path(__file__).name
)


@pytest.mark.parametrize("name", BOUNDS)
def test_every_bound_is_tested_and_names_its_source(name):
    assert f"rates.{name}(" in TESTS
    doc = inspect.getdoc(getattr(rates, name))
    cited = "Source:" in doc or "slide" in doc or "chapter" in doc
    assert cited, name
    first = doc.splitlines()[0]
    assert any(sign in first for sign in "=≤<>"), first
