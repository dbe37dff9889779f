"""From slide to chapter: the map leads somewhere from every slide, and to every chapter."""

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
MAP = ROOT / "book" / "reference" / "lecture_map.md"
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in MAP.read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not line.startswith(("|---", "| slide"))
]
TOC = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
CHAPTERS = [
    chapter["file"]
    for part in TOC["parts"]
    if part["caption"] != "Reference"
    for chapter in part["chapters"]
    if (ROOT / f"{chapter['file']}.ipynb").exists()  # the workbench is a page of cells, no chapter
]


def pages(cell):
    """Return the pages that a cell links to, as _toc.yml names them."""
    links = re.findall(r"\]\(([^)#]+)\)", cell)
    return [str((MAP.parent / link).resolve().relative_to(ROOT).with_suffix("")) for link in links]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0])
def test_every_slide_has_its_place(row):
    _, where, what_differs = row
    assert pages(where)
    assert set(pages(where)) <= set(CHAPTERS)
    assert len(re.findall(r"\{ref\}`[^`]+<errata-\w+>`", what_differs)) == bool(what_differs)


def test_every_chapter_is_on_the_map_in_the_order_of_the_book():
    order = list(dict.fromkeys(page for row in ROWS for page in pages(row[1])))
    assert sorted(order) == sorted(CHAPTERS)
    assert [page for page in order if "practice" not in page] == [
        page for page in CHAPTERS if "practice" not in page
    ]
