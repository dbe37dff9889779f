"""What nbval is not to compare in the book's notebooks."""


def pytest_collectstart(collector):
    """Pass over the picture of a widget, which a committed notebook does not hold.

    The widget's state is compared. Other HTML is held byte for byte, like all
    outputs, by ``tools/notebooks.py``.
    """
    if hasattr(collector, "skip_compare"):
        collector.skip_compare += ("text/html",)
