"""What the hyper-parameters of the race may be; an error says what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import Any

import traitlets

from lecture_lib.widgets.links import Entries, Field
from lecture_lib.widgets.optimizer_race.landscapes import METHODS
from lecture_lib.widgets.optimizer_race.records import ABOVE, CONVENTIONS, RACERS, RANGES
from lecture_lib.widgets.traits import Choice, Number

__all__ = ["Settings", "check_methods", "check_settings"]


def check_methods(methods: Any) -> list[str]:
    """Return the racers in the order of `RACERS`, each once.

    Raises
    ------
    traitlets.TraitError
        If one is unknown, or named twice.
    """
    names = list(RACERS)
    if not isinstance(methods, list | tuple) or not all(name in names for name in methods):
        allowed = f"{list(METHODS)}, or of their seconds, such as 'adam2'"
        raise traitlets.TraitError(f"methods must be a list of {allowed}; got {methods!r}")
    if len(set(methods)) < len(methods):
        raise traitlets.TraitError(f"methods must name each method once, got {methods!r}")
    return [name for name in names if name in methods]


def check_settings(settings: Any) -> dict[str, dict[str, Any]]:
    """Return complete settings of all racers: their numbers as floats.

    A second racer that is left out has the settings of the first, with half its learning rate.

    Raises
    ------
    traitlets.TraitError
        If a method or a hyper-parameter is missing, unknown or out of range.
    """
    if not isinstance(settings, Mapping) or not set(METHODS) <= set(settings) <= set(RACERS):
        raise traitlets.TraitError(
            f"settings must have the methods {list(METHODS)}, and may have their seconds"
        )
    checked: dict[str, dict[str, Any]] = {}
    for racer, method in RACERS.items():
        given = settings.get(racer)
        if given is None:
            first = checked[method]
            given = first | {"lr": first["lr"] / 2.0}
        checked[racer] = _checked(racer, given)
    return checked


def _checked(racer: str, given: Any) -> dict[str, Any]:
    method = RACERS[racer]
    names = list(dict.fromkeys(["lr", "weight_decay", *METHODS[method]]))
    if not isinstance(given, Mapping) or set(given) != set(names):
        raise traitlets.TraitError(f"settings of {racer} must be {names}, got {given!r}")
    checked: dict[str, Any] = {}
    for name in names:
        value = given[name]
        if name == "convention":
            if value not in CONVENTIONS[method]:
                allowed = ", ".join(map(repr, CONVENTIONS[method]))
                raise traitlets.TraitError(
                    f"convention of {racer} must be one of {allowed}, got {value!r}"
                )
            checked[name] = value
            continue
        low, high = RANGES[name]
        above = name in ABOVE
        number = isinstance(value, Real) and not isinstance(value, bool)
        if not number or not low <= value <= high or (above and value == low):
            start = f"above {low:g} and at most" if above else f"from {low:g} to"
            raise traitlets.TraitError(
                f"{name} of {racer} must be a number {start} {high:g}, got {value!r}"
            )
        checked[name] = float(value)
    return checked


class Settings(Entries):
    """Settings in a link: those that differ from what the landscape brings."""

    def __init__(self, now: Mapping[str, Mapping[str, Any]]) -> None:
        fields = {
            f"{racer}.{name}": _field(RACERS[racer], name) for racer in now for name in now[racer]
        }
        super().__init__(fields, _flat(now))

    def written(self, value: Mapping[str, Any]) -> str:
        """Return the settings that differ."""
        return super().written(_flat(value))

    def read(self, text: str) -> dict[str, Any]:
        """Return all settings, by racer and name."""
        settings: dict[str, Any] = {}
        for key, value in super().read(text).items():
            racer, name = key.split(".")
            settings.setdefault(racer, {})[name] = value
        return settings


def _flat(settings: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        f"{racer}.{name}": value for racer, own in settings.items() for name, value in own.items()
    }


def _field(method: str, name: str) -> Field:
    if name == "convention":
        return Choice(CONVENTIONS[method][0], CONVENTIONS[method], "The form")
    low, high = RANGES[name]
    return Number(high, low, high, "A number", above=name in ABOVE)
