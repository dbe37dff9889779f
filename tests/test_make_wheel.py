"""The wheel holds all that the package needs, and the same sources give the same wheel."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from make_wheel import build

ROOT = Path(__file__).resolve().parents[1]
# What is read of its files is read, from the folder that is named first.
USE = """
import sys
from pathlib import Path
import lecture_lib
from lecture_lib import datasets, questions, widgets
from lecture_lib.exercises.catalogue import EXERCISES
assert Path(lecture_lib.__file__).parent.parent == Path(sys.argv[1])
for chapter in questions.chapters():
    assert questions.load(chapter)
assert len(EXERCISES) > 10
assert len(datasets.all_digits().labels) == 1797
assert len(datasets.pytorch_run()) > 0
for name in widgets.__all__:
    kind = getattr(widgets, name)
    shown = (kind("recall", "one-step") if name == "Question" else kind())._repr_mimebundle_()
    assert shown[0]["text/html"].startswith("<"), name
print("used")
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return build(tmp_path_factory.mktemp("dist"))


def test_it_has_every_file_of_the_package(wheel):
    package = ROOT / "lecture_lib"
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    with zipfile.ZipFile(wheel) as archive:
        held = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert held == wanted
    assert sum(name.endswith("/bundle.js") for name in held) >= 11  # ten widgets, their stills


def test_the_same_sources_give_the_same_wheel(wheel, tmp_path):
    assert build(tmp_path / "again").read_bytes() == wheel.read_bytes()


def test_it_can_be_used_without_the_sources(wheel, tmp_path):
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", USE, str(tmp_path)],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (done.stdout.strip(), done.stderr) == ("used", "")
