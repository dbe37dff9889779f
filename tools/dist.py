"""Make the wheel, and use it as a stranger does: ``make dist``.

It is installed with its extras into a clean environment, at the pinned versions. There, from a copy
of the folder `book` alone, every chapter runs and prints what is committed, and a JupyterLab shows
every widget.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import lab
import nbformat
import notebooks
from chromium import launch
from make_wheel import build
from playwright.sync_api import sync_playwright

from lecture_lib import widgets

ROOT = Path(__file__).resolve().parent.parent
DIST = ROOT / "_build" / "dist"
CLEAN = ROOT / ".venv" / "var" / "dist"
EXTRAS = "notebooks,live"


def install(wheel: Path) -> Path:
    """Make the clean environment with the wheel in it; return its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--clear", CLEAN], check=True)
    python = CLEAN / "bin" / "python"
    pip = [python, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-compile"]
    pinned = ["--constraint", ROOT / "requirements.txt"]
    subprocess.run([*pip, *pinned, f"{wheel}[{EXTRAS}]"], check=True)
    # matplotlib lists the fonts once, with a message that would otherwise stand in a chapter.
    subprocess.run(
        [python, "-c", "import matplotlib.font_manager"], check=True, stderr=subprocess.DEVNULL
    )
    return python


def run_chapters(python: Path, folder: Path) -> int:
    """Run a copy of the chapters with this Python; compare; return the exit code."""
    ignored = shutil.ignore_patterns(".ipynb_checkpoints", "__pycache__")
    shutil.copytree(ROOT / "book", folder / "book", ignore=ignored)
    (folder / "tools").mkdir()
    runner = shutil.copy(ROOT / "tools" / "notebooks.py", folder / "tools")
    path = f"{python.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run([python, runner, "run"], cwd=folder, env={**os.environ, "PATH": path})
    if done.returncode:
        return done.returncode
    paths = notebooks.committed()
    found = [
        notebooks.differences(
            path.read_text(encoding="utf-8"),
            (folder / path.relative_to(ROOT)).read_text(encoding="utf-8"),
        )
        for path in paths
    ]
    return notebooks.report(paths, found, "as they are committed")


def faults_of_widgets(python: Path, folder: Path) -> list[str]:
    """Show every widget in a JupyterLab of this Python; say what is wrong."""
    nbformat.write(lab.notebook(widgets.__all__), folder / "widgets.ipynb")
    with lab.served(str(python), folder) as address, sync_playwright() as playwright:
        return lab.faults(launch(playwright), address, "widgets.ipynb", widgets.__all__)


def main() -> int:
    """Build, install, run and look; return the exit code."""
    shutil.rmtree(DIST, ignore_errors=True)
    wheel = build(DIST)
    print(f"{wheel.relative_to(ROOT)}: {wheel.stat().st_size / 1e6:.1f} MB", flush=True)
    print("Installing it into a clean environment (one to three minutes)", flush=True)
    python = install(wheel)
    with tempfile.TemporaryDirectory() as folder:
        if code := run_chapters(python, Path(folder)):
            return code
        if found := faults_of_widgets(python, Path(folder)):
            print("In JupyterLab:", *found, sep="\n", file=sys.stderr)
            return 1
    print(f"JupyterLab shows all {len(widgets.__all__)} widgets.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
