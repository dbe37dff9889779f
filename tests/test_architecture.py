"""The floors of the house: what may import what, and where things are found."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "lecture_lib"

# From the ground up: a package, or a module of its own, imports from what stands before it, and of
# other packages those named with its floor (beside the standard library).
FLOORS = [
    ("arguments signatures activations softmax losses schedules mulberry32", {"numpy"}),
    ("problems rates heavy_ball proofs sentences progress freed_memory", {"numpy"}),
    (
        "deep_net autodiff nn expression questions convexity descent stochastic optimizers",
        {"numpy"},
    ),
    ("exercises", {"numpy"}),
    ("__init__ datasets plots", {"numpy", "matplotlib"}),
    ("widgets", {"numpy", "anywidget", "traitlets", "py_mini_racer"}),
    ("widgets.static_page", {"docutils", "myst_nb", "sphinx"}),
]
ORDER = [name for names, _ in FLOORS for name in names.split()]
PACKAGES = {name: packages for names, packages in FLOORS for name in names.split()}
# Two ways to the same gradient: neither may lean on the other.
WITNESSES = {"deep_net", "autodiff"}
FILES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts).removesuffix(".__init__"): path
    for path in sorted(PACKAGE.rglob("*.py"))
}
MODULES = sorted(FILES)

EVERYWHERE = "lecture_lib tests benchmarks tools book"

every_module = pytest.mark.parametrize("module", MODULES)


def imports(module):
    """Yield the full dotted names that a module imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(FILES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = [parent(module, node.level)] if node.level else []
            base += [node.module] if node.module else []
            yield from (".".join([*base, alias.name]) for alias in node.names)


def parent(module, level):
    """Return the package that `level` dots mean in a module."""
    package = ["lecture_lib", *module.split(".")]
    if FILES[module].name == "__init__.py" and module != "__init__":
        level -= 1
    return ".".join(package[: len(package) - level])


def own(name):
    """Return the module of ours that an imported name belongs to, or None if it is not ours."""
    parts = name.split(".")
    if parts[0] != "lecture_lib":
        return None
    candidates = (".".join(parts[1:end]) for end in range(len(parts), 1, -1))
    return next((candidate for candidate in candidates if candidate in FILES), "__init__")


def place(module):
    """Return what `FLOORS` calls the module: its own name, or that of its package."""
    return module if module in ORDER else module.split(".")[0]


def test_every_module_has_its_floor():
    assert sorted({place(module) for module in MODULES}) == sorted(ORDER)


@every_module
def test_a_module_imports_only_from_below(module):
    here = place(module)
    used = {place(name) for name in map(own, imports(module)) if name} - {here}
    assert used - set(ORDER[: ORDER.index(here)]) == set()
    assert not (here in WITNESSES and used & WITNESSES)


def test_no_modules_import_each_other_in_a_circle():
    used = {module: {own(name) for name in imports(module)} - {None, module} for module in MODULES}
    assert set(TopologicalSorter(used).static_order()) == set(MODULES)


@every_module
def test_a_module_imports_only_the_packages_of_its_floor(module):
    packages = {name.split(".")[0] for name in imports(module)} - {"lecture_lib"}
    assert packages - sys.stdlib_module_names - PACKAGES[place(module)] == set()


def test_importing_the_library_loads_no_pictures_and_no_widgets():
    code = "import sys, lecture_lib; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    unwanted = (
        "matplotlib",
        "anywidget",
        "ipywidgets",
        "lecture_lib.widgets",
    )
    loaded = done.stdout.split()
    assert "lecture_lib" in loaded
    assert [name for name in loaded if name.startswith(unwanted)] == []


def sources(folders, *suffixes):
    return [
        path.relative_to(ROOT)
        for folder in folders.split()
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in suffixes
        and not {"vendor", "node_modules"} & set(path.parts)
        and path.name != "bundle.js"
    ]


def test_no_file_is_called_after_nothing():
    names = {path.stem.lower() for path in sources(EVERYWHERE, ".py", ".js", ".css", ".md")}
    assert names & {"util", "utils", "helper", "helpers", "common", "misc"} == set()


@pytest.mark.parametrize("path", sources("lecture_lib tools", ".py", ".js", ".mjs"), ids=str)
def test_no_module_outgrows_one_idea(path):
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= 300
