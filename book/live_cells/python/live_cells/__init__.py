"""The Python half of the live cells: runs a cell, and tells the page what it said and drew."""

from live_cells.running import receive, run, start, wanted

__all__ = ["receive", "run", "start", "wanted"]
