"""Make what live cells need, before the book is built: Python's packs and the page's scripts.

Exit code 3 says that there is no way to Pyodide's wheels, so that the book is built without.
"""

import shutil
import subprocess
import sys
from pathlib import Path

import packs
from distribution import WheelsMissingError

SCRIPTS = packs.BUILT.with_name("scripts")


def main() -> int:
    """Build both, and return the exit code."""
    shutil.rmtree(SCRIPTS, ignore_errors=True)
    try:
        packs.build()
    except WheelsMissingError as reason:
        print(f"Without live cells, since Python for the page cannot be had: {reason}")
        shutil.rmtree(packs.BUILT, ignore_errors=True)
        return 3
    except ValueError as problem:
        print(f"The book is not built: {problem}", file=sys.stderr)
        return 1
    bundle = Path(__file__).with_name("bundle.mjs")
    return subprocess.run(["node", str(bundle), str(SCRIPTS)]).returncode


if __name__ == "__main__":
    sys.exit(main())
