"""What becomes of the losses of a batch."""

from __future__ import annotations

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
    ValueError: reduction must be "mean", "sum" or "none", not 'average'
    """
    if reduction not in REDUCTIONS:
        raise ValueError(f'reduction must be "mean", "sum" or "none", not {reduction!r}')
