"""Attach what was made of the book to a release on GitHub: ``attach.py v1.0.0``.

All of it has to be there before anything is attached.
"""

import shutil
import subprocess
import sys
from pathlib import Path

BUILD = Path(__file__).resolve().parent.parent / "_build"
#: How the files end, and the verb that makes them.
WANTED = {
    ".pdf": "make pdf",
    ".epub": "make epub",
    ".zip": "make zip",
    ".sha256": "make zip",
    ".whl": "make dist",
}


def found(build: Path) -> dict[str, list[Path]]:
    """Return the files of each kind, in the built book and beside it."""
    places = [build / "html", build / "dist"]
    return {
        ending: sorted(path for place in places for path in place.rglob(f"*{ending}"))
        for ending in WANTED
    }


def main() -> int:
    """Attach, and return the exit code."""
    release = sys.argv[1]
    if not release:
        print("Which release? make attach RELEASE=v1.0.0", file=sys.stderr)
        return 1
    files = found(BUILD)
    if missing := [f"*{kind} ({WANTED[kind]})" for kind, paths in files.items() if not paths]:
        print(f"Nothing is attached, since this is missing: {', '.join(missing)}", file=sys.stderr)
        return 1
    if shutil.which("gh") is None:
        print(
            "Nothing is attached: it takes GitHub's program gh, https://cli.github.com",
            file=sys.stderr,
        )
        return 1
    paths = [str(path) for kind in files.values() for path in kind]
    return subprocess.run(["gh", "release", "upload", release, "--clobber", *paths]).returncode


if __name__ == "__main__":
    sys.exit(main())
