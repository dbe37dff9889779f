"""The sources of the library's reference: every module is in it, once, in one order.

What the built pages show is looked at in tests/browser/test_reference.py.
"""

import ast
import importlib
import json
import pkgutil
import re
from pathlib import Path

import pytest
import yaml

import lecture_lib
from lecture_lib import autodiff

ROOT = Path(__file__).resolve().parents[2]
REFERENCE = ROOT / "book" / "reference"
NOTEBOOKS = sorted((ROOT / "book").rglob("*.ipynb"))
OVERVIEW = (REFERENCE / "api.md").read_text(encoding="utf-8")
TOC = (ROOT / "_toc.yml").read_text(encoding="utf-8")


def modules(directive, *pages):
    """Return the modules that a directive names on some pages, in order."""
    text = "".join((ROOT / f"{page}.md").read_text(encoding="utf-8") for page in pages)
    return re.findall(rf"^\.\. {directive}:: lecture_lib\.(\S+)$", text, re.M)


def group_pages():
    """Return the pages of the reference, as the table of contents names them."""
    (entry,) = (
        chapter
        for part in yaml.safe_load(TOC)["parts"]
        for chapter in part["chapters"]
        if chapter["file"] == "book/reference/api"
    )
    return [section["file"] for section in entry["sections"]]


DESCRIBED = modules("automodule", *group_pages())


def imports(notebook):
    """Yield module and name of what a notebook imports from the library."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"]) if cell["cell_type"] == "code" else ""
        for node in ast.walk(ast.parse(re.sub(r"^%.*", "", source, flags=re.M))):
            if isinstance(node, ast.ImportFrom) and node.module.startswith("lecture_lib"):
                yield from ((node.module, alias.name) for alias in node.names)


def is_described(module, name):
    """Whether the reference tells of what is imported: a module, or what one of them offers."""
    if f"{module}.{name}" in {f"lecture_lib.{each}" for each in DESCRIBED}:
        return True
    thing = getattr(importlib.import_module(module), name)
    return any(
        getattr(importlib.import_module(f"lecture_lib.{each}"), name, None) is thing
        and name in importlib.import_module(f"lecture_lib.{each}").__all__
        for each in DESCRIBED
    )


def test_every_page_of_the_reference_is_in_the_table_of_contents():
    there = [f"book/reference/api/{path.stem}" for path in (REFERENCE / "api").glob("*.md")]
    assert sorted(group_pages()) == sorted(there)


def test_overview_and_pages_have_the_same_modules_in_the_same_order():
    assert modules("offers", "book/reference/api") == DESCRIBED
    assert len(set(DESCRIBED)) == len(DESCRIBED)


def test_every_module_of_the_library_is_described():
    own = {module.name for module in pkgutil.iter_modules(lecture_lib.__path__)}
    assert own == {name for name in DESCRIBED if "." not in name}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_what_a_chapter_imports_is_described(notebook):
    assert [each for each in imports(notebook) if not is_described(*each)] == []


def test_the_names_that_the_library_itself_offers_are_those_that_the_overview_says():
    (said,) = re.findall(r"`lecture_lib` itself: (.*?)\.$", OVERVIEW, re.M)
    assert {*lecture_lib.__all__} == {*re.findall(r"`(\w+)`", said)}
    assert {*lecture_lib.__all__} - {"DeepNet"} <= {*autodiff.__all__}
