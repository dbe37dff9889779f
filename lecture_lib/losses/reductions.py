"""What becomes of the losses of a batch."""

from __future__ import annotations

from ..arguments import refuse
from ..signatures import checked

__all__ = ["REDUCTIONS", "check_reduction"]

#: What becomes of the losses of a batch: their mean, their sum, or "none", all of them.
REDUCTIONS = ("mean", "sum", "none")


@checked
def check_reduction(reduction: str) -> None:
    """Refuse a reduction that is not in `REDUCTIONS`.

    Parameters
    ----------
    reduction : str

    Raises
    ------
    ValueError
        If it is none of "mean", "sum", "none".

    Examples
    --------
    >>> check_reduction("average")
    Traceback (most recent call last):
    ValueError: reduction is 'average', but must be "mean", "sum" or "none"
    """
    if not isinstance(reduction, str) or reduction not in REDUCTIONS:
        refuse("reduction", reduction, '"mean", "sum" or "none"')
