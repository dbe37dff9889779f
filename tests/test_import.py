"""What `import lecture_lib` brings, and what it must not load."""

import subprocess
import sys

import pytest

import lecture_lib
from lecture_lib import autodiff, deep_net

HEAVY = ("matplotlib", "anywidget", "ipywidgets", "sklearn", "scipy", "sympy", "IPython")


def test_the_package_gives_the_functions_of_autodiff_and_the_deep_net():
    assert lecture_lib.DeepNet is deep_net.DeepNet
    for name in set(lecture_lib.__all__) - {"DeepNet"}:
        assert getattr(lecture_lib, name) is getattr(autodiff, name)


@pytest.mark.parametrize("module", ["lecture_lib", "lecture_lib.autodiff", "lecture_lib.losses"])
def test_importing_it_loads_neither_pictures_nor_widgets_nor_data(module):
    code = f"import sys, {module}; print(*sorted(sys.modules))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    loaded = run.stdout.split()
    assert module in loaded
    assert not {name.split(".")[0] for name in loaded} & set(HEAVY)
    assert not any(name.startswith(("lecture_lib.widgets", "lecture_lib.plots")) for name in loaded)


def test_importing_it_adds_little_to_importing_numpy():
    """Half of NumPy's own time is the limit; benchmarks/import_time.py measures it by the clock.

    Here the modules are counted, because a count does not depend on the machine's mood.
    """
    code = (
        "import sys, numpy; before = set(sys.modules); import lecture_lib; "
        "print(*sorted(set(sys.modules) - before))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    added = run.stdout.split()
    assert "lecture_lib.autodiff.tensor" in added
    others = {name.split(".")[0] for name in added} - {"lecture_lib"}
    assert others <= {"copy", "dataclasses", "numpy"}
