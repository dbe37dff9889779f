"""One V8 for all comparisons of JavaScript with Python."""

import pytest
from javascript import JavaScript


@pytest.fixture(scope="session")
def js():
    with JavaScript("expression", "trace", "notation", "vjps") as engine:
        yield engine
