"""The scripts of widgets: one of their own, and those that a page holds once for all of them.

Each is a classic script that defines one global. `shared` and `formula` hold what many widgets
stand on; which of them a widget takes from is what its own script says.
"""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent
#: The globals of the shared scripts and their folders, in the order in which they are loaded.
SHARED = {"LectureShared": FOLDER / "shared", "LectureFormulas": FOLDER / "formula"}


def script_of(folder: Path) -> str:
    """Return the text of the script that ``make bundles`` made in this folder.

    Raises
    ------
    FileNotFoundError
        If there is none.
    """
    return (folder / "bundle.js").read_text(encoding="utf-8")


def shared_scripts(folder: Path) -> dict[str, str]:
    """Return the shared scripts that the widget of a folder stands on, by their globals.

    Examples
    --------
    >>> list(shared_scripts(FOLDER / "sampling_explorer"))
    ['LectureShared']
    >>> list(shared_scripts(FOLDER / "question"))
    ['LectureShared', 'LectureFormulas']
    """
    own = script_of(folder)
    return {name: script_of(path) for name, path in SHARED.items() if f"={name};" in own}


def whole_script(folder: Path) -> str:
    """Return the script of the widget of a folder after those that it stands on."""
    return "".join([*shared_scripts(folder).values(), script_of(folder)])
