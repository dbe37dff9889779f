"""The cells of the workbench, which no notebook holds: each runs, from nothing."""

import re
from pathlib import Path

import matplotlib.pyplot as plt
import pytest

ROOT = Path(__file__).resolve().parents[2]
CELL = re.compile(r"^```\{live-cell\} (\S+)\n(?::[^\n]*\n)*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CELLS = [
    found
    for path in sorted((ROOT / "book").rglob("*.md"))
    for found in CELL.findall(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize(("name", "code"), CELLS, ids=[name for name, _ in CELLS])
def test_a_place_to_begin_runs(name, code):
    exec(compile(code, name, "exec"), {})
    plt.close("all")


def test_every_place_to_begin_is_tried():
    pages = "".join(path.read_text("utf-8") for path in (ROOT / "book").rglob("*.md"))
    assert len(CELLS) == pages.count("```{live-cell}") > 4
