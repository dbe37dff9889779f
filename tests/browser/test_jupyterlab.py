"""Each widget alive in JupyterLab, from the wheel: nothing that a notebook needs is left out."""

import sys
import zipfile

import nbformat
import pytest
from kinds_of_widgets import EVERY
from lab import faults, notebook, served
from make_wheel import build


@pytest.fixture
def lab(tmp_path):
    """A JupyterLab whose kernels find the package in the wheel before they find its sources."""
    wheel = build(tmp_path / "dist")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    folder = tmp_path / "folder"
    folder.mkdir()
    book = notebook(EVERY)
    source = "import lecture_lib; assert lecture_lib.__file__.startswith({!r})"
    book.cells.insert(0, nbformat.v4.new_code_cell(source.format(str(tmp_path / "installed"))))
    nbformat.write(book, folder / "widgets.ipynb")
    with served(sys.executable, folder, PYTHONPATH=str(tmp_path / "installed")) as address:
        yield address


def test_every_widget_is_shown_and_hears_of_python(browser, lab):
    assert faults(browser, lab, "widgets.ipynb", EVERY) == []
