"""Whether operations are recorded: always, except inside no_grad.

It is a matter of the context (PEP 567): each thread and each asyncio task has its own answer.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Generator
from contextvars import ContextVar
from typing import Any

__all__ = ["no_grad", "silenced"]

_depth: ContextVar[int] = ContextVar("blocks of no_grad around this", default=0)

#: How many blocks of `no_grad` there are around this: operations are recorded if there is none.
silenced = _depth.get


class no_grad:  # noqa: N801 - PyTorch's name
    """Compute without recording: results require no gradient, and nothing is stored for one.

    Use it as ``with no_grad():``, or on a function as ``@no_grad()`` or ``@no_grad``.

    Parameters
    ----------
    function : callable, optional
        What is to run without recording, as if under ``with no_grad():``. Of a generator all that
        it computes itself, but not what others compute while it waits at a ``yield``.

    Raises
    ------
    TypeError
        If it is put on what is no function: on a class, or on an asynchronous generator.

    Notes
    -----
    Other threads and other asyncio tasks record on. Source: lecture slide "Computation Graph". It
    is not PyTorch's ``eval()``, which changes what layers such as dropout compute.

    Examples
    --------
    >>> from lecture_lib.autodiff import Tensor
    >>> w = Tensor(1.0, requires_grad=True)
    >>> with no_grad():
    ...     print((2.0 * w).requires_grad)
    False
    >>> @no_grad()
    ... def double(x):
    ...     return 2.0 * x
    >>> double(w).requires_grad, (2.0 * w).requires_grad
    (False, True)
    """

    def __new__(cls, function: Any = None) -> Any:
        """Make a block; or, as ``@no_grad`` without parentheses, wrap a function at once."""
        block = super().__new__(cls)
        return block if function is None else block(function)

    def __enter__(self) -> None:
        _depth.set(_depth.get() + 1)

    def __exit__(self, *_: object) -> None:
        _depth.set(_depth.get() - 1)

    def __call__(self, function: Callable[..., Any]) -> Callable[..., Any]:
        """Return a function that does the same without recording."""
        if isinstance(function, type) or not callable(function):
            raise TypeError(f"no_grad goes on a function or before a block, not on {function!r}")
        if inspect.isasyncgenfunction(function):
            raise TypeError(
                f"no_grad cannot go on {function.__name__}, an asynchronous generator: write "
                "`with no_grad():` inside it, around what is computed between two yields"
            )
        if inspect.isgeneratorfunction(function):
            wrapper: Callable[..., Any] = _on_generator(function)
        elif inspect.iscoroutinefunction(function):
            wrapper = _on_coroutine(function)
        else:
            wrapper = _on_function(function)
        return functools.wraps(function)(wrapper)


def _on_function(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        with no_grad():
            return function(*args, **kwargs)

    return wrapper


def _on_coroutine(function: Callable[..., Any]) -> Callable[..., Any]:
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        with no_grad():
            return await function(*args, **kwargs)

    return wrapper


def _on_generator(function: Callable[..., Any]) -> Callable[..., Any]:
    def wrapper(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        generator = function(*args, **kwargs)
        resume, message = generator.send, None
        while True:
            try:
                with no_grad():
                    value = resume(message)
            except StopIteration as end:
                return end.value
            try:
                resume, message = generator.send, (yield value)
            except GeneratorExit:
                with no_grad():
                    generator.close()
                raise
            except BaseException as error:  # what the caller throws in belongs to the generator
                resume, message = generator.throw, error

    return wrapper
