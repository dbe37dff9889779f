"""Which packs a module needs, and what is left out of them."""

import ast
import sys
from pathlib import Path

import packs
import pytest

LIBRARY = packs.ROOT / "lecture_lib"
FILES = {
    ".".join(path.relative_to(packs.ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(LIBRARY.rglob("*.py"))
}
# What stands in Python's packs, by the pack; the page has no use for what builds it.
IN_PACK = {
    "numpy": None,
    "matplotlib": "pictures",
    "anywidget": "widgets",
    "ipywidgets": "widgets",
    "traitlets": "widgets",
    "sympy": "sympy",
}
BUILDS_THE_BOOK = {"lecture_lib.widgets.static_page"}


def imported(module):
    """Yield what a module imports at its top, by the longest name that is a module."""
    tree = ast.parse(FILES[module].read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parts = module.split(".")
            if FILES[module].name != "__init__.py":
                parts.pop()
            base = ".".join(parts[: len(parts) - node.level + 1]) if node.level else ""
            start = ".".join(filter(None, [base, node.module]))
            yield from (f"{start}.{alias.name}" for alias in node.names)


def own(name):
    """Return the module of the library that a dotted name belongs to."""
    parts = name.split(".")
    names = (".".join(parts[:end]) for end in range(len(parts), 0, -1))
    return next((part for part in names if part in FILES), None)


def needed(module, seen):
    """Return the packs of everything that a module imports, at any depth."""
    seen.add(module)
    found = set()
    for name in imported(module):
        mine = own(name)
        if mine and mine not in seen:
            found |= needed(mine, seen)
        elif not mine and (top := name.split(".")[0]) not in sys.stdlib_module_names:
            found.add(IN_PACK[top])
    return found - {None}


@pytest.mark.parametrize("module", sorted(set(FILES) - BUILDS_THE_BOOK))
def test_a_module_is_loaded_with_the_packs_that_it_needs(module):
    listed = {
        pack
        for start, pack in packs.MODULES.items()
        if module == start or module.startswith(f"{start}.")
    }
    assert needed(module, set()) <= listed


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("numpy/__init__.py", True),
        ("numpy/_core/_multiarray_umath.so", True),
        ("numpy/testing/__init__.py", True),
        ("numpy/linalg/tests/test_linalg.py", False),
        ("numpy/f2py/crackfortran.py", False),
        ("matplotlib/mpl-data/fonts/ttf/DejaVuSans.ttf", True),
        ("matplotlib/mpl-data/fonts/afm/cmr10.afm", False),
        ("sympy/core/expr.py", True),
        ("sympy/core/tests/test_expr.py", False),
        ("numpy/random/bit_generator.pyi", False),
    ],
)
def test_tests_and_stubs_stay_behind(name, kept):
    assert packs.wanted(name) is kept


def test_an_archive_depends_on_names_and_contents_only():
    files = [("b", b"2"), ("a", b"1" * 1000)]
    assert packs.zipped(files) == packs.zipped(files[::-1])


def test_the_library_brings_its_tables_and_the_half_that_runs_cells():
    names = {name for name, _ in packs.of_library()}
    for name in ("lecture_lib/data/digits.csv.gz", "live_cells/running.py", "IPython/display.py"):
        assert name in names
    scripts = [content for name, content in packs.of_library() if Path(name).name == "bundle.js"]
    assert len(scripts) > 8
    assert set(scripts) == {b""}
