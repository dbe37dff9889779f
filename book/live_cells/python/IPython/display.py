"""Values that say how they are to be shown."""

from live_cells.showing import display

__all__ = ["HTML", "SVG", "Latex", "Markdown", "Math", "clear_output", "display"]


class _Text:
    def __init__(self, data):
        self.data = data


class HTML(_Text):
    """Text that is HTML."""

    def _repr_html_(self):
        return self.data


class SVG(_Text):
    """Text that is SVG."""

    def _repr_svg_(self):
        return self.data


class Latex(_Text):
    """Text that is LaTeX."""

    def _repr_latex_(self):
        return self.data


class Math(Latex):
    """A formula."""


class Markdown(_Text):
    """Text in Markdown: shown as it stands."""

    def __repr__(self):
        return self.data


def clear_output(wait=False):
    """Take away what the cell has shown so far."""
    from live_cells import page

    page.tell("clear")
