"""The wheel of the package: made from a clean copy of its sources, the same bytes every time."""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ["pyproject.toml", "README.md", "LICENSE"]
EARLIEST = "315532800"  # 1980, the first second that a wheel's format can tell
MAKE = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


def build(folder: Path) -> Path:
    """Write the wheel into a folder; return its file.

    What an earlier version left in a folder of the project does not get into it: the sources are
    copied, and nothing is written beside them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as clean:
        for name in SOURCES:
            shutil.copy(ROOT / name, clean)
        ignored = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
        shutil.copytree(ROOT / "lecture_lib", Path(clean, "lecture_lib"), ignore=ignored)
        done = subprocess.run(
            [sys.executable, "-c", MAKE, str(folder.resolve())],
            cwd=clean,
            env={**os.environ, "SOURCE_DATE_EPOCH": EARLIEST},
            capture_output=True,
            text=True,
        )
    if done.returncode:
        raise RuntimeError(f"the wheel was not built:\n{done.stdout}\n{done.stderr}")
    (wheel,) = folder.glob("*.whl")
    return wheel
