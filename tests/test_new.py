"""What `make widget` and `make chapter` make, in a copy of the project: it works as it stands."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
COPIED = ("book", "lecture_lib", "tests", "tools", "_toc.yml", "pyproject.toml", "package.json")
LEFT_OUT = shutil.ignore_patterns("node_modules", "__pycache__", ".*", "_build")
TOOL = ("tools/new.py",)
TESTS = ("-m", "pytest", "-q", "-p", "no:cacheprovider")


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """Return the folder of a copy of the project."""
    home = tmp_path_factory.mktemp("project")
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, home / name, ignore=LEFT_OUT)
        else:
            shutil.copy(ROOT / name, home / name)
    (home / "node_modules").symlink_to(ROOT / "node_modules")
    return home


@pytest.fixture(scope="module")
def run(home):
    """Return a function that runs Python in the copy: what it says, and its exit code first."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "PYTHONPATH": str(home)}
    environment.pop("MPLBACKEND", None)  # of these tests; a notebook shows its pictures

    def run(*arguments):
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=home,
            env=environment,
            capture_output=True,
            text=True,
        )
        return done.returncode, done.stdout + done.stderr

    return run


def test_a_widget_from_the_template_works(run, home):
    code, said = run(*TOOL, "widget", "big_step")
    assert code == 0, said
    folder = home / "lecture_lib" / "widgets" / "big_step"
    assert "BigStep" in (folder / "bundle.js").read_text(encoding="utf-8")
    for path in [*folder.rglob("*"), *home.glob("tests/*/test_big_step*")]:
        assert not re.search("tangent-picture|TangentPicture", path.read_text(encoding="utf-8"))
    own = ["tests/widgets", "lecture_lib/widgets/big_step"]
    code, said = run(*TESTS, "--doctest-modules", *own, "-k", "BigStep or big_step")
    assert code == 0, said
    assert run("-m", "ruff", "check", "lecture_lib", "tests")[0] == 0


def test_a_chapter_from_the_template_works(run, home):
    code, said = run(*TOOL, "chapter", "descent/newton")
    assert code == 0, said
    assert "file: book/descent/newton" in (home / "_toc.yml").read_text(encoding="utf-8")
    chosen = "newton or map or contents or labels"
    code, said = run(*TESTS, "tests/notebooks", "tests/questions", "-k", chosen)
    assert code == 0, said
    assert "newton" in run(*TESTS, "tests/questions", "-k", chosen, "--collect-only")[1]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["widget", "Big Step"], "small letters"),
        (["widget", "momentum_explorer"], "is there already"),
        (["chapter", "newton"], "one of backprop, descent"),
        (["chapter", "descent/convexity"], "is there already"),
        (["figure", "x"], "usage"),
    ],
)
def test_a_name_that_cannot_be_is_refused_and_nothing_is_written(run, home, arguments, words):
    before = {path: path.stat().st_mtime_ns for path in home.rglob("*")}
    code, said = run(*TOOL, *arguments)
    assert code != 0
    assert words in said
    assert {path: path.stat().st_mtime_ns for path in home.rglob("*")} == before
