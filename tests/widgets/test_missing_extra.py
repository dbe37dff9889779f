"""Without what the widgets need, their import says what to install."""

import subprocess
import sys

SCRIPT = """
import sys
sys.modules["anywidget"] = None
sys.modules.pop("lecture_lib.widgets", None)
try:
    import lecture_lib.widgets
except ModuleNotFoundError as problem:
    print(problem)
"""


def test_the_extra_is_named():
    said = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == (
        "the widgets need anywidget: pip install 'lecture-lib[notebooks]'"
    )
