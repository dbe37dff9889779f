"""All exercises, by the name of the function."""

from __future__ import annotations

from . import momentum
from .exercise import Exercise

__all__ = ["EXERCISES"]

#: The exercises in the order of the chapters.
EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise for chapter in (momentum,) for exercise in chapter.EXERCISES
}
