"""A trait of rows of numbers, such as points (x, y) of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import traitlets

from lecture_lib.expression.notation import exact_number
from lecture_lib.widgets.fixed import fixed
from lecture_lib.widgets.traits import Number, Saved

__all__ = ["Rows"]


class Rows(Saved):
    """Rows of numbers, as many as allowed, or none at all.

    Parameters
    ----------
    default : list of lists of floats
        The rows at first.
    columns : sequence of str
        The names of the numbers of a row.
    bounds : sequence of pairs of floats
        The least and the largest number of each column.
    rows : pair of ints
        The least and the largest number of rows, if there are any.
    help : str
        What they are for.
    differ : float
        By how much the numbers of the first column must differ.

    Examples
    --------
    >>> class Model(traitlets.HasTraits):
    ...     data = Rows([], ["x", "y"], [(-10, 10), (-10, 10)], (2, 60), "Points", differ=0.5)
    >>> Model(data=np.array([[0, 1], [2, 3]])).data
    [[0.0, 1.0], [2.0, 3.0]]
    >>> Model(data=[(0, 1), (0, 11)])
    Traceback (most recent call last):
        ...
    traitlets.traitlets.TraitError: data must be 2 to 60 rows x,y of numbers from -10 to 10, with \
x that differ by at least 0.5, or none; row 1 is (0, 11)
    """

    def __init__(
        self,
        default: Sequence[Sequence[float]],
        columns: Sequence[str],
        bounds: Sequence[tuple[float, float]],
        rows: tuple[int, int],
        help: str,
        *,
        differ: float = 0.0,
    ) -> None:
        self.columns, self.differ = tuple(columns), differ
        self.least, self.most = rows
        self.cells = [Number(low, low, high, help) for low, high in bounds]
        spans = [f"{exact_number(float(a))} to {exact_number(float(b))}" for a, b in bounds]
        several = ", ".join(spans if len(set(spans)) > 1 else spans[:1])
        allowed = f"{self.least} to {self.most} rows {','.join(columns)} of numbers from {several}"
        if differ:
            allowed += f", with {columns[0]} that differ by at least {exact_number(differ)}"
        super().__init__([list(row) for row in default], f"{allowed}, or none", help)

    def _row(self, row: Any) -> list[float]:
        if isinstance(row, np.ndarray):
            row = row.tolist()
        if not isinstance(row, list | tuple) or len(row) != len(self.cells):
            raise ValueError
        # No zero has a sign: a link does not tell it.
        return [cell.accepted(x) + 0.0 for cell, x in zip(self.cells, row, strict=True)]

    def accepted(self, value: Any) -> list[list[float]]:
        """Return the rows as lists of floats; arrays, lists and tuples are taken."""
        if isinstance(value, np.ndarray):
            value = value.tolist()
        if not isinstance(value, list | tuple):
            raise ValueError
        rows = [self._row(row) for row in value]
        first = [row[0] for row in rows]
        if rows and not self.least <= len(rows) <= self.most:
            raise ValueError
        if rows and max(first) - min(first) < self.differ:
            raise ValueError
        return rows

    def _fault(self, value: Any) -> str:
        """Return what of a value is not allowed."""
        if isinstance(value, np.ndarray):
            value = value.tolist()
        if not isinstance(value, list | tuple):
            return f"got {value!r}"
        for i, row in enumerate(value):
            try:
                self._row(row)
            except ValueError:
                return f"row {i} is {row!r}"
        if len(value) and not self.least <= len(value) <= self.most:
            return f"got {len(value)} of them"
        return f"all {self.columns[0]} are about {value[0][0]!r}"

    def validate(self, obj: Any, value: Any) -> Any:
        """Return the rows as they are kept, or raise a TraitError that names the fault."""
        try:
            return fixed(self.accepted(value))
        except ValueError:
            message = f"{self.name} must be {self.allowed}; {self._fault(value)}"
            raise traitlets.TraitError(message) from None

    def written(self, value: Sequence[Sequence[float]]) -> str:
        """Return the rows, parted by semicolons, their numbers by commas."""
        cells = self.cells
        return ";".join(
            ",".join(cell.written(x) for cell, x in zip(cells, row, strict=True)) for row in value
        )

    def read(self, text: str) -> list[list[float]]:
        """Return the rows of such a text."""
        if not text:
            return []
        rows = [row.split(",") for row in text.split(";")]
        if any(len(row) != len(self.cells) for row in rows):
            raise ValueError
        return self.accepted(
            [[cell.read(x) for cell, x in zip(self.cells, row, strict=True)] for row in rows]
        )
