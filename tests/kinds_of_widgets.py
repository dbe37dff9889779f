"""The widgets by name, and one of each for tests of them all."""

from lecture_lib import widgets

EVERY = widgets.__all__
#: Those that are pictures, with a stage, a thumbnail and handles: a Question has words alone.
PICTURED = [name for name in EVERY if name != "Question"]


def make(name):
    """Return the widget of this name in its first state."""
    if name == "Question":
        return widgets.Question("recall", "one-step")
    return getattr(widgets, name)()
