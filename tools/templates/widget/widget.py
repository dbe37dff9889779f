"""The Python side of the TangentPicture."""

from __future__ import annotations

from lecture_lib.widgets.lecture_widget import LectureWidget


class TangentPicture(LectureWidget):
    """f(x) = x^2, and its tangent at a point that is moved.

    Parameters
    ----------
    x : float, optional
        The point, from -2 to 2.

    Attributes
    ----------
    x
        The state, shared with the browser; it can be set and observed.
    value, slope : float
        f(x) and f'(x).

    Raises
    ------
    traitlets.TraitError
        For a value that is not allowed; the message says what is, and the widget stays as it was.

    Examples
    --------
    >>> widget = TangentPicture(x=-0.5)
    >>> widget.value, widget.slope
    (0.25, -1.0)
    """

    x: float

    @property
    def value(self) -> float:
        """The function at x."""
        return self.x * self.x

    @property
    def slope(self) -> float:
        """Its derivative there."""
        return 2.0 * self.x

    def __repr__(self) -> str:
        return f"TangentPicture(x={self.x:g})"
