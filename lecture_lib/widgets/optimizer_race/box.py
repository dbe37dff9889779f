"""The part of the plane that the race shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from lecture_lib.widgets.traits import Number, Saved

__all__ = ["Box"]

#: No number of a box is farther from 0, no side is shorter, and none is a smaller part of its
#: largest number: on the axes, with four digits, all numbers differ.
FARTHEST, SHORTEST, PART = 1000.0, 0.01, 0.01


class Box(Saved):
    """A part of the plane, [x0, x1, y0, y1], or None for the landscape's own.

    Examples
    --------
    >>> import traitlets
    >>> class Model(traitlets.HasTraits):
    ...     box = Box()
    >>> Model(box=[-1, 1, 0, 2]).box, Model().box
    ([-1.0, 1.0, 0.0, 2.0], None)
    """

    allowed_in_links = (
        "x0,x1,y0,y1 from -1000 to 1000, rising, with sides of 0.01 at least and of a hundredth of "
        "their largest number"
    )

    def __init__(self) -> None:
        self.number = Number(0.0, -FARTHEST, FARTHEST, "A number")
        super().__init__(
            None,
            "None or a list [x0, x1, y0, y1] of numbers from -1000 to 1000, rising, with sides of "
            "0.01 at least and of a hundredth of their largest number",
            "What the picture shows, None for what the landscape brings",
        )

    def accepted(self, value: Any) -> list[float] | None:
        """Return the numbers as floats, or None."""
        if value is None:
            return None
        if isinstance(value, np.ndarray):
            value = value.tolist()
        if not isinstance(value, list | tuple) or len(value) != 4:
            raise ValueError
        box = [self.number.accepted(x) for x in value]
        for low, high in (box[:2], box[2:]):
            if not high - low >= max(SHORTEST, PART * max(abs(low), abs(high))):
                raise ValueError
        return box

    def written(self, value: Sequence[float]) -> str:
        """Return the numbers, parted by commas."""
        return ",".join(map(self.number.written, value))

    def read(self, text: str) -> list[float] | None:
        """Return the numbers between commas."""
        return self.accepted([self.number.read(part) for part in text.split(",")])
