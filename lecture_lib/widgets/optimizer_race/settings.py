"""What the hyper-parameters of the race may be; an error says what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from typing import Any

import traitlets

from lecture_lib.widgets.links import Entries, Field
from lecture_lib.widgets.optimizer_race.landscapes import METHODS
from lecture_lib.widgets.optimizer_race.records import ABOVE, CONVENTIONS, RANGES
from lecture_lib.widgets.traits import Choice, Number

__all__ = ["Settings", "check_methods", "check_settings"]


def check_methods(methods: Any) -> list[str]:
    """Return the methods in the order of `METHODS`, each once.

    Raises
    ------
    traitlets.TraitError
        If one is unknown, or named twice.
    """
    names = list(METHODS)
    if not isinstance(methods, list | tuple) or not all(name in names for name in methods):
        raise traitlets.TraitError(f"methods must be a list of {names}, got {methods!r}")
    if len(set(methods)) < len(methods):
        raise traitlets.TraitError(f"methods must name each method once, got {methods!r}")
    return [name for name in names if name in methods]


def check_settings(settings: Any) -> dict[str, dict[str, Any]]:
    """Return complete settings of all methods: their numbers as floats.

    Raises
    ------
    traitlets.TraitError
        If a method or a hyper-parameter is missing, unknown or out of range.
    """
    if not isinstance(settings, Mapping) or set(settings) != set(METHODS):
        raise traitlets.TraitError(f"settings must have the methods {list(METHODS)}")
    return {method: _checked(method, settings[method]) for method in METHODS}


def _checked(method: str, given: Any) -> dict[str, Any]:
    names = list(dict.fromkeys(["lr", "weight_decay", *METHODS[method]]))
    if not isinstance(given, Mapping) or set(given) != set(names):
        raise traitlets.TraitError(f"settings of {method} must be {names}, got {given!r}")
    checked: dict[str, Any] = {}
    for name in names:
        value = given[name]
        if name == "convention":
            if value not in CONVENTIONS[method]:
                allowed = ", ".join(map(repr, CONVENTIONS[method]))
                raise traitlets.TraitError(
                    f"convention of {method} must be one of {allowed}, got {value!r}"
                )
            checked[name] = value
            continue
        low, high = RANGES[name]
        above = name in ABOVE
        number = isinstance(value, Real) and not isinstance(value, bool)
        if not number or not low <= value <= high or (above and value == low):
            start = f"above {low:g} and at most" if above else f"from {low:g} to"
            raise traitlets.TraitError(
                f"{name} of {method} must be a number {start} {high:g}, got {value!r}"
            )
        checked[name] = float(value)
    return checked


class Settings(Entries):
    """Settings in a link: those that differ from what the landscape brings."""

    def __init__(self, now: Mapping[str, Mapping[str, Any]]) -> None:
        fields = {
            f"{method}.{name}": _field(method, name) for method in now for name in now[method]
        }
        super().__init__(fields, _flat(now))

    def written(self, value: Mapping[str, Any]) -> str:
        """Return the settings that differ."""
        return super().written(_flat(value))

    def read(self, text: str) -> dict[str, Any]:
        """Return all settings, by method and name."""
        settings: dict[str, Any] = {}
        for key, value in super().read(text).items():
            method, name = key.split(".")
            settings.setdefault(method, {})[name] = value
        return settings


def _flat(settings: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {
        f"{method}.{name}": value for method, own in settings.items() for name, value in own.items()
    }


def _field(method: str, name: str) -> Field:
    if name == "convention":
        return Choice(CONVENTIONS[method][0], CONVENTIONS[method], "The form")
    low, high = RANGES[name]
    return Number(high, low, high, "A number", above=name in ABOVE)
