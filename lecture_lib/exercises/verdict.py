"""What a check says of a reader's function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

__all__ = ["MIME", "Verdict"]

#: The type under which a page hears of a verdict, beside its text.
MIME = "application/vnd.lecture-verdict+json"


@dataclass(frozen=True, repr=False)
class Verdict:
    """Whether a function is right, and the words for it; shown as those words.

    Parameters
    ----------
    chapter, name
        Which exercise it is.
    state
        ``"right"``, ``"wrong"``, or ``"empty"`` if nothing was filled in.
    text
        What is said.
    """

    chapter: str
    name: str
    state: Literal["right", "wrong", "empty"]
    text: str

    @property
    def right(self) -> bool:
        """Whether the function passed."""
        return self.state == "right"

    def __repr__(self) -> str:
        return self.text

    def _repr_page_(self) -> dict[str, Any]:
        """Return what the page of the book hears beside the text."""
        return {MIME: {"chapter": self.chapter, "name": self.name, "state": self.state}}
