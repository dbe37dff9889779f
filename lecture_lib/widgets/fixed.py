"""Lists and dictionaries of a widget's state: read like any other, assigned as a whole.

A change inside them would be seen by nobody: neither the validation of the trait nor the page.
"""

from __future__ import annotations

from typing import Any, NoReturn

__all__ = ["FixedDict", "FixedList", "fixed"]


def _refuse(self: Any, *arguments: Any, **named: Any) -> NoReturn:
    kind = "dictionary" if isinstance(self, dict) else "list"
    raise TypeError(
        f"this {kind} is part of a widget's state: change a copy and assign the whole, as in "
        + ("w.values = {**w.values, 'x': 9}" if kind == "dictionary" else "w.start = [1, 2]")
    )


class FixedList(list[Any]):
    """A list that refuses to be changed.

    Examples
    --------
    >>> fixed([1, 2])[0] = 3
    Traceback (most recent call last):
        ...
    TypeError: this list is part of a widget's state: change a copy and assign the whole, as in \
w.start = [1, 2]
    """

    __setitem__ = __delitem__ = __iadd__ = __imul__ = _refuse
    append = extend = insert = pop = remove = clear = sort = reverse = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        # A copy is an ordinary list.
        return list, (list(self),)


class FixedDict(dict[Any, Any]):
    """A dictionary that refuses to be changed."""

    __setitem__ = __delitem__ = __ior__ = _refuse
    update = setdefault = pop = popitem = clear = _refuse

    def __reduce__(self) -> tuple[Any, ...]:
        # A copy is an ordinary dictionary.
        return dict, (dict(self),)


def fixed(value: Any) -> Any:
    """Return the value with all lists and dictionaries in it fixed."""
    if isinstance(value, dict):
        return FixedDict({key: fixed(item) for key, item in value.items()})
    if isinstance(value, list):
        return FixedList(fixed(item) for item in value)
    return value
