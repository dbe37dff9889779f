"""The lecture's slides in their order, as book/reference/lecture_map.md names them."""

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
MAP = ROOT / "book" / "reference" / "lecture_map.md"
LINK = re.compile(r"\]\(([^)#]+)\)")


class Row(NamedTuple):
    """A slide, its places in the book and what differs there, each as it is written."""

    slide: str
    where: str
    differs: str

    @property
    def pages(self) -> list[str]:
        """The pages that take the slide up, as _toc.yml names them."""
        places = [(MAP.parent / link).resolve() for link in LINK.findall(self.where)]
        return [place.relative_to(ROOT).with_suffix("").as_posix() for place in places]


@cache
def rows() -> list[Row]:
    """Return the rows of the map."""
    lines = MAP.read_text(encoding="utf-8").splitlines()
    return [
        Row(*(cell.strip() for cell in line.strip("|").split("|")))
        for line in lines
        if line.startswith("|") and not line.startswith(("|---", "| slide"))
    ]


def row(slide: str) -> Row:
    """Return the row of a slide."""
    for each in rows():
        if each.slide == slide:
            return each
    raise KeyError(f"no slide {slide!r} in {MAP.name}; it has {[each.slide for each in rows()]}")
