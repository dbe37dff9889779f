"""Put the built book onto the branch of a forge's pages: one commit without a past, pushed.

Nothing is published of a build that lacks a page. The branch is made without being checked out, so
that nothing of it comes near the sources.
"""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "book" / "_extensions"))

from addresses import PUBLISHED
from contents import pages

ROOT = Path(__file__).resolve().parent.parent
HTML = ROOT / "_build" / "html"
WHO = {"NAME": "The built book", "EMAIL": "book@localhost"}


def missing(html: Path) -> list[str]:
    """Return the pages that a built book does not have."""
    return [name for name in ["index", *pages()] if not (html / f"{name}.html").is_file()]


def commit(root: Path, html: Path) -> str:
    """Return the name of a commit with all files of a folder, and with nothing before it."""
    with TemporaryDirectory() as folder:
        people = {
            f"GIT_{role}_{key}": value
            for role in ("AUTHOR", "COMMITTER")
            for key, value in WHO.items()
        }
        environment = {**os.environ, **people, "GIT_INDEX_FILE": str(Path(folder, "index"))}

        def git(*arguments: str, text: str | None = None) -> str:
            done = subprocess.run(
                ["git", *arguments],
                cwd=root,
                env=environment,
                input=text,
                capture_output=True,
                text=True,
                check=True,
            )
            return done.stdout.strip()

        git(f"--work-tree={html}", "add", "--all", "--force", ".")
        empty = git("hash-object", "-w", "--stdin", text="")
        # GitHub's pages leave out folders whose names begin with _, unless this file is there.
        git("update-index", "--add", "--cacheinfo", f"100644,{empty},.nojekyll")
        source = git("rev-parse", "--short", "HEAD")
        return git("commit-tree", git("write-tree"), "-m", f"The book of {source}")


def main() -> int:
    """Commit, push, and return the exit code."""
    if lacking := missing(HTML):
        print(f"Not published: the built book has no {', '.join(lacking)}", file=sys.stderr)
        return 1
    try:
        target = f"{commit(ROOT, HTML)}:refs/heads/{PUBLISHED}"
    except subprocess.CalledProcessError as refusal:
        asked = " ".join(map(str, refusal.cmd))
        print(f"Not published. {asked}\n{refusal.stderr.strip()}", file=sys.stderr)
        return 1
    return subprocess.run(["git", "push", "--force", "origin", target], cwd=ROOT).returncode


if __name__ == "__main__":
    sys.exit(main())
