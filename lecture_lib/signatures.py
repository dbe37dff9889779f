"""Signatures that hold: what is annotated with a kind accepts nothing of another kind."""

from __future__ import annotations

import collections.abc
import functools
import inspect
import types
import typing
from collections.abc import Callable
from typing import Any, TypeAlias, TypeVar

import numpy as np

from .arguments import number, numbers_of, refuse, whole

__all__ = ["Numbers", "checked", "unchecked"]

Numbers: TypeAlias = typing.Annotated[Any, np.ndarray]
"""A number or an array of numbers, in any form that NumPy reads."""

Function = TypeVar("Function", bound=Callable[..., Any])


def checked(function: Function) -> Function:
    """Let a function, or a class when it is made, refuse arguments of the wrong kind.

    The kinds are those of its annotations. Numbers come in as Python's floats and ints; everything
    else, and what is annotated with Any, comes in as it is given.

    Raises
    ------
    TypeError, ValueError
        When it is called: if an argument is of another kind than its annotation says.

    Examples
    --------
    >>> @checked
    ... def power(base: float, exponent: int = 2) -> float:
    ...     return base**exponent
    >>> power(np.float64(3.0)), power(2, np.int64(3))
    (9.0, 8.0)
    >>> power("3")
    Traceback (most recent call last):
    TypeError: base is '3', but must be a number
    """
    if isinstance(function, type):
        function.__init__ = checked(function.__init__)  # type: ignore[misc]
        return function
    signature = inspect.signature(function)
    names = list(signature.parameters)

    @functools.cache
    def rules() -> dict[str, Rule | None]:
        kinds = typing.get_type_hints(function, include_extras=True)
        return {name: _rule(kinds.get(name, Any)) for name in names}

    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        known = rules()
        given = [
            rule(name, x) if rule else x
            for (name, rule), x in zip(known.items(), args, strict=False)
        ]
        given += args[len(given) :]
        for name, x in kwargs.items():
            if rule := known.get(name):
                kwargs[name] = rule(name, x)
        return function(*given, **kwargs)

    return wrapper  # type: ignore[return-value]


def unchecked(function: Function) -> Function:
    """Return what `checked` was put on: for inner loops, whose arguments are known to be right."""
    return function.__wrapped__  # type: ignore[attr-defined]


Rule = Callable[[str, Any], Any]


def _rule(kind: Any) -> Rule | None:
    """Return what checks an argument of a kind; None if everything may be given."""
    if hasattr(kind, "__metadata__"):
        return _rule(kind.__metadata__[0])
    if kind in (Any, object) or isinstance(kind, TypeVar):
        return None
    if kind in _SIMPLE:
        return _SIMPLE[kind]
    origin, inner = typing.get_origin(kind), typing.get_args(kind)
    if _is_array(kind):
        return _or_none(_array) if type(None) in inner else _array
    if _is_union(kind):
        return _union([part for part in inner if part is not type(None)], type(None) in inner)
    if origin is typing.Literal:
        return lambda name, x: x if x in inner else refuse(name, x, _either(map(repr, inner)))
    if kind is Callable or origin is collections.abc.Callable:
        return lambda name, x: x if callable(x) else refuse(name, x, "a function", TypeError)
    if origin is tuple and Ellipsis not in inner:
        return _pair([_rule(part) for part in inner])
    if origin in (tuple, list, collections.abc.Sequence, collections.abc.Iterable):
        whole_kind = None if origin is collections.abc.Iterable else tuple
        return _several(_rule(inner[0]), list if origin is list else whole_kind)
    if origin in (dict, collections.abc.Mapping):
        return _instance(collections.abc.Mapping, "a dict")
    if getattr(kind, "_is_protocol", False):
        return _protocol(kind)
    if not isinstance(kind, type):
        return None
    return _instance(kind, _SAID.get(kind.__name__, f"a {kind.__name__}"))


_SAID = {"Generator": "a numpy Generator: numpy.random.default_rng(seed)"}


def _flag(name: str, value: Any) -> bool:
    if not isinstance(value, bool | np.bool_):
        refuse(name, value, "True or False", TypeError)
    return bool(value)


def _text(name: str, value: Any) -> str:
    return value if isinstance(value, str) else refuse(name, value, "a text", TypeError)


_SIMPLE: dict[Any, Rule] = {float: number, int: whole, bool: _flag, str: _text}


def _is_array(kind: Any) -> bool:
    """Whether a kind is an array, or NumPy's ArrayLike, which is a union of many."""
    parts = typing.get_args(kind) if _is_union(kind) else (kind,)
    origins = [typing.get_origin(part) or part for part in parts]
    return kind is np.ndarray or any(
        (origin is np.ndarray and not _is_union(kind)) or "_SupportsArray" in str(origin)
        for origin in origins
    )


def _is_union(kind: Any) -> bool:
    return typing.get_origin(kind) in (typing.Union, types.UnionType)


def _array(name: str, value: Any) -> Any:
    numbers_of(name, value)
    return value


def _or_none(rule: Rule) -> Rule:
    return lambda name, value: None if value is None else rule(name, value)


def _instance(kind: type, said: str) -> Rule:
    def rule(name: str, value: Any) -> Any:
        return value if isinstance(value, kind) else refuse(name, value, said, TypeError)

    return rule


def _protocol(kind: type) -> Rule:
    spaces = [vars(part) for part in kind.__mro__]
    own = {n for space in spaces for n in (*space, *space.get("__annotations__", ()))}
    needed = sorted(n for n in own if not n.startswith("_"))

    def rule(name: str, value: Any) -> Any:
        missing = [n for n in needed if not hasattr(value, n)]
        if missing:
            refuse(name, value, f"something with the attributes {', '.join(needed)}", TypeError)
        return value

    return rule


def _several(inner: Rule | None, form: Callable[[Any], Any] | None) -> Rule:
    """Check each entry of a sequence; what is only iterable may have no end."""

    def rule(name: str, value: Any) -> Any:
        single = isinstance(value, str | bytes) or (
            isinstance(value, np.ndarray) and not value.ndim
        )
        if single or not isinstance(value, collections.abc.Iterable):
            refuse(name, value, "a list", TypeError)
        if form is None or inner is None:
            return value
        return form([inner(f"{name}[{i}]", x) for i, x in enumerate(value)])

    return rule


def _pair(inner: list[Rule | None]) -> Rule:
    several = _several(None, None)

    def rule(name: str, value: Any) -> Any:
        parts = list(several(name, value))
        if len(parts) != len(inner):
            refuse(name, value, f"{len(inner)} things: it has {len(parts)}")
        return tuple(
            check(f"{name}[{i}]", x) if check else x
            for i, (check, x) in enumerate(zip(inner, parts, strict=True))
        )

    return rule


def _union(kinds: list[Any], optional: bool) -> Rule | None:
    rules = [_rule(kind) for kind in kinds]
    if not all(rules):
        return None

    def rule(name: str, value: Any) -> Any:
        if value is None and optional:
            return None
        said: list[str] = []
        kind: type[Exception] = TypeError
        for check in rules:
            assert check is not None
            try:
                return check(name, value)
            except (TypeError, ValueError) as error:
                said.append(str(error).rpartition(", but must be ")[2])
                kind = ValueError if isinstance(error, ValueError) else kind
        refuse(name, value, _either([*said, *(["None"] if optional else [])]), kind)

    return rule


def _either(words: Any) -> str:
    *rest, last = dict.fromkeys(words)
    return f"{', '.join(rest)} or {last}" if rest else last
