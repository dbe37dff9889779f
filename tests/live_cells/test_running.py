"""The Python half of the live cells, in a process of its own: what a cell says and shows."""

import json
import subprocess
import sys

import packs
import pytest

HALF = packs.LIVE / "python"
HARNESS = """
import json, sys
said, cells = [], json.loads(sys.argv[1])
import live_cells
live_cells.start(lambda text: said.append(json.loads(text)), json.loads(sys.argv[2]))
answers = []
for number, code in enumerate(cells, start=1):
    packs = live_cells.wanted(code)
    well = live_cells.run(number, code)
    answers.append({"packs": packs, "well": well, "said": said[:]})
    said.clear()
sys.__stdout__.write(json.dumps(answers))
"""


@pytest.fixture
def run(tmp_path):
    """Run cells one after another; return what each answered."""
    pretty = packs.importlib.resources.files("IPython.lib").joinpath("pretty.py")
    (tmp_path / "IPython").symlink_to(HALF / "IPython")
    (tmp_path / "live_cells").symlink_to(HALF / "live_cells")

    def run_all(*cells):
        # IPython's own pretty.py is packed beside the stand-in; here it is shown where it lies.
        code = (
            "import importlib.util, sys\n"
            "load = importlib.util.spec_from_file_location\n"
            f"spec = load('IPython.lib.pretty', {str(pretty)!r})\n"
            "module = importlib.util.module_from_spec(spec)\n"
            "spec.loader.exec_module(module)\n"
            "sys.modules['IPython.lib.pretty'] = module\n" + HARNESS
        )
        done = subprocess.run(
            [sys.executable, "-c", code, json.dumps(cells), json.dumps(packs.MODULES)],
            capture_output=True,
            text=True,
            env={"PYTHONPATH": f"{tmp_path}:{packs.ROOT}", "MPLBACKEND": "agg"},
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run_all


def texts(answer):
    """Return everything that can be read of an answer."""
    return [m.get("text") or m.get("data", {}).get("text/plain") for m in answer["said"]]


def test_statements_run_and_a_last_expression_is_shown(run):
    first, second, third = run("x = 2\nprint('x is', x)", "x + 1", "x += 1\nx;")
    assert texts(first) == ["x is 2\n"]
    assert texts(second) == ["3"]
    assert second["said"][0]["result"] is True
    assert [answer["well"] for answer in (first, second, third)] == [True] * 3


def test_what_a_notebook_says_to_its_kernel_is_passed_over(run):
    (answer,) = run('%config InlineBackend.figure_format = "retina"\nprint(1)')
    assert texts(answer) == ["1\n"]


def test_commands_of_notebooks_are_refused_with_a_word(run):
    (answer,) = run("!pip install torch")
    (error,) = answer["said"]
    assert "!pip are for notebooks" in error["said"]


def test_an_error_names_the_readers_lines_only_and_the_one_to_mark(run):
    _, answer = run(
        "from lecture_lib.schedules import Inverse\n\ndef mine(x):\n    return Inverse(x)",
        "y = 1\nmine(None)",
    )
    error = answer["said"][-1]
    assert answer["well"] is False
    assert [line.split(":")[0] for line in error["lines"]] == ["cell 2, line 2", "cell 1, line 4"]
    assert error["line"] == 2
    assert error["said"].startswith(("TypeError", "ValueError"))


def test_a_slip_of_syntax_is_marked(run):
    (answer,) = run("x = 1\nif x\n    print(x)")
    (error,) = answer["said"]
    assert error["line"] == 2
    assert error["said"].startswith("SyntaxError")
    assert error["lines"] == ["cell 1, line 2: if x"]


def test_what_was_printed_before_an_error_stays(run):
    (answer,) = run("print('before')\n1 / 0")
    assert [message["kind"] for message in answer["said"]] == ["stream", "error"]


def test_packs_are_read_off_the_imports(run):
    answers = run(
        "import sympy",
        "from lecture_lib import plots",
        "from lecture_lib.widgets import OptimizerRace",
        "import numpy as np\nfrom lecture_lib import losses",
        "def f():\n    import matplotlib.pyplot as plt",
        "x = (",
    )
    wanted = [["sympy"], ["pictures"], ["widgets"], [], ["pictures"], []]
    assert [answer["packs"] for answer in answers] == wanted


def test_a_figure_is_shown_when_the_cell_ends_with_its_size(run):
    (answer,) = run(
        "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots()\nprint('drawn')"
    )
    kinds = [(m["kind"], sorted(m.get("data", {}))) for m in answer["said"]]
    assert kinds == [("stream", []), ("display", ["image/png", "text/plain"])]
    assert answer["said"][1]["size"]["width"] > 300


def test_progress_shows_a_bar_and_ends_as_in_the_book(run):
    (answer,) = run(
        "from lecture_lib.progress import progress\nn = sum(progress(range(3), unit='epochs'))"
    )
    assert answer["said"][0]["data"] == {"text/plain": "3 epochs"}
    assert answer["said"][-1]["kind"] == "update"
    assert answer["said"][-1]["data"] == {"text/plain": "3 epochs"}


def test_a_widget_tells_the_page_what_python_sets_and_hears_what_a_reader_drags(run):
    answers = run(
        "from lecture_lib.widgets import MomentumExplorer\nw = MomentumExplorer()\nw",
        "w.beta = 0.625",
        "import live_cells\nlive_cells.receive(w.comm.comm_id, {'beta': 0.25})\nw.beta",
    )
    shown = answers[0]["said"][-1]["data"]
    assert shown["application/vnd.lecture-widget+json"]["widget"] == "MomentumExplorer"
    identity = shown["application/vnd.jupyter.widget-view+json"]["model_id"]
    (told,) = [m for m in answers[1]["said"] if m["kind"] == "widget"]
    assert told == {"kind": "widget", "id": identity, "state": {"beta": 0.625}}
    assert texts(answers[2]) == ["0.25"]
