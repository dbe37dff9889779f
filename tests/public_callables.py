"""All that the library offers to be called, with arguments that are allowed."""

import functools
import importlib
import inspect
import pkgutil
import re
import warnings
from pathlib import Path

import numpy as np
from allowed_arguments import ALLOWED, HERE
from matplotlib.figure import Figure

import lecture_lib

LIBRARY = Path(lecture_lib.__file__).parent
REFERENCE = LIBRARY.parent / "book" / "reference" / "api.md"


def public():
    """Yield full name and callable, each once, of all that the library offers by ``__all__``."""
    parts = [part.name for part in pkgutil.iter_modules(lecture_lib.__path__, "lecture_lib.")]
    offered = re.findall(r"offers:: (\S+)", REFERENCE.read_text(encoding="utf-8"))
    seen = set()
    for module in map(importlib.import_module, dict.fromkeys([*parts, *offered, "lecture_lib"])):
        for name in module.__all__:
            found = getattr(module, name)
            if callable(found) and id(found) not in seen:
                seen.add(id(found))
                yield f"{module.__name__}.{name}".removeprefix("lecture_lib."), found


PUBLIC = dict(public())
#: What checks arguments says their names as its callers call them, and is reached through those.
CHECKS = ("arguments.", "signatures.")
#: A bad value of a trait has the wording of traits: see tests/widgets/test_traits.
TRAITS = "widgets."


def parameters(function):
    """Return the parameters of a callable; those of a bound method without its object."""
    return inspect.signature(function).parameters.values()


@functools.cache
def axes(name):
    """Return what a drawing is drawn on, again and again: to make it takes longer than to draw."""
    return Figure().add_subplot()


def arguments(name):
    """Return allowed arguments, one for each parameter."""
    known = ALLOWED | HERE.get(name.rpartition(".")[2], {}) | HERE.get(name, {})
    fresh = {"rng": np.random.default_rng(0)}
    if name.startswith("plots."):
        fresh["axes"] = axes(name)
    return {p.name: (known | fresh)[p.name] for p in parameters(PUBLIC[name])}


def call(function, given):
    """Call a function; of an iterator take the first element."""
    places, names = [], {}
    for p in parameters(function):
        if p.kind is p.VAR_POSITIONAL:
            places += given[p.name]
        elif p.kind is p.VAR_KEYWORD:
            names |= given[p.name]
        elif p.kind is p.KEYWORD_ONLY:
            names[p.name] = given[p.name]
        else:
            places.append(given[p.name])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        result = function(*places, **names)
        return next(result, None) if inspect.isgenerator(result) else result
