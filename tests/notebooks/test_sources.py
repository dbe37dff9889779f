"""Sources: what a docstring names has an entry, and every entry is cited on some page."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BOOK = ROOT / "book"
ENTRIES = re.findall(
    r"^@\w+\{(\w+),\s(.*?)^\}", (BOOK / "references.bib").read_text("utf-8"), re.M | re.S
)
SURNAME = r"[A-Z][\w’-]+"
NAMED = re.compile(
    rf"({SURNAME})(?:, {SURNAME})*(?:,? (?:&|and) {SURNAME}| et al\.)? \((\d{{4}})[),]"
)
MODULES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "lecture_lib").rglob("*.py"))


def known(surname, year):
    return any(surname in entry and f"{{{year}}}" in entry for _, entry in ENTRIES)


@pytest.mark.parametrize("module", MODULES)
def test_a_source_that_a_docstring_names_is_in_the_bibliography(module):
    text = " ".join((ROOT / module).read_text(encoding="utf-8").split())
    assert [named for named in NAMED.findall(text) if not known(*named)] == []


def test_docstrings_do_name_sources():
    texts = (" ".join((ROOT / module).read_text(encoding="utf-8").split()) for module in MODULES)
    assert sum(len(NAMED.findall(text)) for text in texts) > 80


def test_every_source_is_cited():
    pages = [*BOOK.rglob("*.ipynb"), *BOOK.rglob("*.md")]
    text = "".join(path.read_text(encoding="utf-8") for path in pages)
    cited = {
        key.strip()
        for keys in re.findall(r"\{cite:\w+\}`([^`]+)`", text)
        for key in keys.split(",")
    }
    assert cited == {key for key, _ in ENTRIES}
