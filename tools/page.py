"""Run one notebook and build its page, with every broken assertion at once: ``make page PAGE=...``.

The other pages are built from their stored outputs, the first time; after that only what changed is
built again. What a change breaks elsewhere, `make book` finds.
"""

import subprocess
import sys
from pathlib import Path

from building import STRICT, make_live_cells, stored_outputs

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "_build" / "page"


def source(page: str) -> Path:
    """Return the file of a page, named with or without ``book/`` and its suffix, or by its name."""
    pages = [
        path
        for path in sorted((ROOT / "book").rglob("*"))
        if path.suffix in (".ipynb", ".md") and ".ipynb_checkpoints" not in path.parts
    ]
    wanted = Path(page).with_suffix("").as_posix().removeprefix("book/")
    named = {path.relative_to(ROOT / "book").with_suffix("").as_posix(): path for path in pages}
    found = [path for name, path in named.items() if f"/{name}".endswith(f"/{wanted}")]
    if len(found) == 1:
        return found[0]
    sys.exit(f"PAGE={page!r} is not one page of the book. Its pages: {', '.join(named)}")


def build() -> int:
    """Build the book from stored outputs, as far as it is not yet built."""
    if code := make_live_cells():
        return code
    BUILD.mkdir(parents=True, exist_ok=True)
    where = ["--config", stored_outputs(BUILD), "--path-output", BUILD]
    command = ["jupyter-book", "build", ".", *where, *STRICT]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode:
        print(done.stdout, done.stderr, sep="\n", file=sys.stderr)
    return done.returncode


def main() -> int:
    """Run, build, and say where the page is."""
    page = source(sys.argv[1])
    if page.suffix == ".ipynb":
        code = subprocess.run([sys.executable, "tools/notebooks.py", "run", page], cwd=ROOT)
        if code.returncode:
            return code.returncode
    if code := build():
        return code
    html = BUILD / "_build" / "html" / page.relative_to(ROOT).with_suffix(".html")
    print(f"Open {html.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
