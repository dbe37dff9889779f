"""The list of all theorems: complete, and each test that it names is there."""

import json
import re
from pathlib import Path

import pytest

from lecture_lib import widgets

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "book"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (BOOK / "reference" / "theorems.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("| {prf:ref}")
]
STATEMENT = re.compile(r"\{prf:(?:theorem|lemma|corollary|proposition)\} (.+)\n:label: (\S+)")


def stated():
    """Return the title and the label of all statements of the chapters."""
    found = []
    for path in sorted(BOOK.rglob("*.ipynb")):
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        found += [label for cell in cells for label in STATEMENT.findall("".join(cell["source"]))]
    return found


def test_every_statement_is_on_the_list_once_with_its_title():
    listed = [re.fullmatch(r"{prf:ref}`([^`]+)`: (.+)", row[0]).group(2, 1) for row in ROWS]
    assert sorted(listed) == sorted(stated())
    assert len(set(listed)) == len(listed)


def test_no_statement_is_without_title():
    text = "".join(path.read_text(encoding="utf-8") for path in BOOK.rglob("*.ipynb"))
    assert not re.search(r"\{prf:(?:theorem|lemma|corollary|proposition)\}\s*\\n", text)


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_what_holds_it_is_there(row):
    _, held_by, seen_in = row
    for path in re.findall(r"`([^`]+)`", held_by):
        assert (ROOT / "tests" / path).is_file(), path
    assert held_by
    for name in re.findall(r"\b[A-Z][a-z]+[A-Z]\w+", seen_in):
        assert name in widgets.__all__
