"""One colour for each method, in all pictures of the book."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .style import BACKWARD, FORWARD, INK, MUTED, THIRD, Hue

__all__ = ["METHODS", "OTHERS", "hues"]

#: What is no method takes these, in this order.
OTHERS = (FORWARD, BACKWARD, THIRD, Hue(MUTED, MUTED))

MOMENTUM = Hue("#9c1c7c", "#9c1c7c")
GREY = Hue(MUTED, MUTED)

#: The colour of a method, by the beginning of its name in a picture.
METHODS: dict[str, Hue] = {
    "GD": FORWARD,
    "gradient descent": FORWARD,
    "SGD": BACKWARD,
    "momentum": MOMENTUM,
    "heavy ball": MOMENTUM,
    "Nesterov": THIRD,
    "AdaGrad": Hue("#806000", "#806000"),
    "RMSProp": GREY,
    "Adam": Hue("#5b4bb3", "#5b4bb3"),
    "Adam, slide": Hue("#a3222f", "#a3222f"),
    "AMSGrad": Hue(INK, INK),
}


def hues(names: Iterable[str], others: Sequence[Hue] = OTHERS) -> list[Hue]:
    """Return a colour for each name: a method's own, and for others the next that is free.

    A name is a method's if it begins with it, in capitals or not; of several the longest counts.
    After the last of `others` they begin again.

    Examples
    --------
    >>> hues(["floor", "SGD, 0.1"]) == [FORWARD, BACKWARD]
    True
    >>> hues(["GD", "bound"]) == [FORWARD, BACKWARD]
    True
    """
    chosen = [_own(name) for name in names]
    free = [hue for hue in others if hue not in chosen] or list(others)
    found, used = [], 0
    for hue in chosen:
        found.append(hue or free[used % len(free)])
        used += hue is None
    return found


def _own(name: str) -> Hue | None:
    fitting = [key for key in METHODS if name.casefold().startswith(key.casefold())]
    return METHODS[max(fitting, key=len)] if fitting else None
