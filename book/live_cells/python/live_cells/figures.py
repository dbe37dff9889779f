"""Matplotlib's figures, as a notebook shows them: when the cell has ended, and sharp."""

import base64
import io
import struct
import sys

from live_cells import page


def is_figure(value):
    """Whether a value is a figure of matplotlib, which is loaded only if somebody imported it."""
    module = sys.modules.get("matplotlib.figure")
    return module is not None and isinstance(value, module.Figure)


def is_shown_later(value):
    """Whether a figure will be shown when the cell ends, since pyplot still has it."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or not is_figure(value):
        return False
    return any(pyplot.figure(number) is value for number in pyplot.get_fignums())


def png(figure):
    """Return a figure as PNG, in base64."""
    buffer = io.BytesIO()
    figure.savefig(
        buffer,
        format="png",
        dpi=2 * figure.dpi,
        bbox_inches="tight",
        facecolor=figure.get_facecolor(),
        edgecolor=figure.get_edgecolor(),
    )
    return base64.b64encode(buffer.getvalue()).decode()


def size(picture):
    """Return width and height of a PNG on the page: half of its pixels."""
    width, height = struct.unpack(">II", base64.b64decode(picture[:44])[16:24])
    return {"width": width // 2, "height": height // 2}


def show_open():
    """Show all figures that pyplot has open, and close them."""
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None:
        return
    try:
        for number in pyplot.get_fignums():
            figure = pyplot.figure(number)
            picture = png(figure)
            data = {"text/plain": repr(figure), "image/png": picture}
            page.tell("display", data=data, size=size(picture), result=False)
    finally:
        pyplot.close("all")
