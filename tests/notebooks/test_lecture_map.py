"""From slide to chapter: the map leads somewhere from every slide, and to every chapter."""

import re

import pytest
from contents import ROOT, pages
from lecture_map import rows

ROWS = rows()
CHAPTERS = [
    page
    for page in pages()
    if (ROOT / f"{page}.ipynb").exists() and not re.match("book/(index|reference|teaching)", page)
]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.slide)
def test_every_slide_has_its_place(row):
    assert row.pages
    assert set(row.pages) <= set(CHAPTERS)
    assert len(re.findall(r"\{ref\}`[^`]+<errata-\w+>`", row.differs)) == bool(row.differs)


def test_every_chapter_is_on_the_map_in_the_order_of_the_book():
    order = list(dict.fromkeys(page for row in ROWS for page in row.pages))
    assert sorted(order) == sorted(CHAPTERS)
    assert [page for page in order if "practice" not in page] == [
        page for page in CHAPTERS if "practice" not in page
    ]
