"""The floors of the house: what may import what, and where things are found."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "lecture_lib"

# From the ground up: a module imports only modules that stand before it, and of other packages
# those named with its floor (beside the standard library). A new module gets its place here.
FLOORS = [
    ({"numpy"}, "arguments signatures"),
    ({"numpy"}, "activations.elementwise activations.piecewise_linear activations.sigmoidal"),
    ({"numpy"}, "activations.normal activations.error_function activations.gated"),
    ({"numpy"}, "activations.catalogue activations.neuron_chain activations softmax"),
    ({"numpy"}, "losses.reductions losses.square losses.labels losses.softmax_cross_entropy"),
    ({"numpy"}, "losses.binary losses"),
    ({"numpy"}, "deep_net.passes deep_net.shapes deep_net.activation deep_net.cost deep_net.net"),
    ({"numpy"}, "deep_net"),
    ({"numpy"}, "schedules mulberry32 stochastic.sampling stochastic.noise"),
    ({"numpy"}, "stochastic.epoch_orders stochastic.softmax_regression"),
    ({"numpy"}, "problems.problem problems.finite_sum problems.quadratics problems.regression"),
    ({"numpy"}, "problems.smooth_convex problems.landscapes problems.one_variable problems"),
    ({"numpy"}, "descent.trajectory descent.step_rules descent.gradient_descent"),
    ({"numpy"}, "descent.accelerated descent.eigen_coordinates descent"),
    ({"numpy"}, "convexity.sides convexity.checks convexity"),
    ({"numpy"}, "stochastic.sgd stochastic.timing stochastic"),
    ({"numpy"}, "autodiff.ieee autodiff.operation autodiff.reductions autodiff.products"),
    ({"numpy"}, "autodiff.shapes autodiff.vjps autodiff.graph autodiff.backpropagation"),
    ({"numpy"}, "autodiff.recording autodiff.leaving autodiff.window"),
    ({"numpy"}, "autodiff.value autodiff.methods autodiff.tensor autodiff.functional"),
    ({"numpy"}, "autodiff.losses autodiff.einstein autodiff.unary autodiff.one_tensor autodiff"),
    ({"numpy"}, "autodiff.forward_mode autodiff.operation_count"),
    ({"numpy"}, "nn.module nn.layers nn.activations nn.criteria nn"),
    ({"numpy"}, "expression.functions expression.notation expression.tokens expression.grammar"),
    ({"numpy"}, "expression.program expression.tensor_text expression.expression expression"),
    ({"numpy"}, "expression.trace expression.formula"),
    (set(), "questions.draws questions.comparison questions.verdicts questions.schema"),
    (set(), "questions.chapters questions"),
    ({"numpy"}, "rates.arguments rates.acceleration rates.convex rates.linear rates.smooth rates"),
    ({"numpy"}, "problems.instances proofs.link proofs.wording proofs.chain proofs"),
    ({"numpy"}, "heavy_ball.discriminant heavy_ball.direction heavy_ball.tuning"),
    ({"numpy"}, "heavy_ball.nesterov heavy_ball.cycle"),
    ({"numpy"}, "heavy_ball"),
    ({"numpy"}, "optimizers.hyperparameters optimizers.parameters optimizers.optimizer"),
    ({"numpy"}, "optimizers.momentum optimizers.adaptive optimizers.adam optimizers.adam_kin"),
    ({"numpy"}, "optimizers.effective_rates optimizers.minimize optimizers.conventions"),
    ({"numpy"}, "optimizers.longest_step optimizers.regret"),
    ({"numpy"}, "optimizers.replay optimizers.tuning optimizers sentences"),
    ({"numpy"}, "freed_memory __init__"),
    ({"matplotlib"}, "plots.style"),
    (set(), "plots.methods"),
    ({"numpy", "matplotlib"}, "plots.convexity"),
    ({"numpy", "matplotlib"}, "plots.convergence plots.functions plots.learning plots.images"),
    ({"numpy", "matplotlib"}, "plots.activations"),
    ({"numpy", "matplotlib"}, "plots.momentum plots.confusion plots.graph_layout plots.graphs"),
    ({"numpy", "matplotlib"}, "plots.proofs plots.optimizers plots.descents plots"),
    ({"numpy"}, "datasets"),
    (set(), "progress"),
    ({"py_mini_racer"}, "widgets.stills"),
    (set(), "widgets.picture"),
    ({"anywidget", "traitlets"}, "widgets.lecture_widget widgets.backprop_stepper"),
    (set(), "widgets.fixed"),
    ({"numpy", "traitlets"}, "widgets.traits"),
    ({"traitlets"}, "widgets.backprop_stepper.presets widgets.backprop_stepper.widget"),
    ({"anywidget", "numpy"}, "widgets.activation_explorer widgets.activation_explorer.widget"),
    ({"traitlets"}, "widgets.deep_net_explorer widgets.deep_net_explorer.widget"),
    ({"numpy"}, "widgets.convexity_explorer widgets.convexity_explorer.widget"),
    ({"anywidget", "numpy"}, "widgets.momentum_explorer widgets.momentum_explorer.widget"),
    ({"numpy"}, "widgets.regression_explorer widgets.regression_explorer.widget"),
    ({"anywidget", "numpy"}, "widgets.proof_explorer widgets.proof_explorer.examples"),
    ({"anywidget", "numpy"}, "widgets.proof_explorer.widget"),
    ({"numpy"}, "widgets.sampling_explorer widgets.sampling_explorer.widget"),
    ({"anywidget", "numpy"}, "widgets.optimizer_race widgets.optimizer_race.records"),
    ({"anywidget"}, "widgets.optimizer_race.landscapes"),
    ({"numpy", "traitlets"}, "widgets.optimizer_race.race widgets.optimizer_race.settings"),
    ({"traitlets"}, "widgets.optimizer_race.widget"),
    ({"anywidget", "traitlets"}, "widgets"),
    ({"docutils", "myst_nb", "sphinx"}, "widgets.static_page"),
]
ORDER = [name for _, names in FLOORS for name in names.split()]
PACKAGES = {name: packages for packages, names in FLOORS for name in names.split()}
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


def test_every_module_has_its_floor():
    assert sorted(ORDER) == MODULES


@every_module
def test_a_module_imports_only_from_below(module):
    below = set(ORDER[: ORDER.index(module)])
    used = {own(name) for name in imports(module)} - {None}
    assert used - below == set()


@every_module
def test_a_module_imports_only_the_packages_of_its_floor(module):
    packages = {name.split(".")[0] for name in imports(module)} - {"lecture_lib"}
    assert packages - sys.stdlib_module_names - PACKAGES[module] == set()


def test_importing_the_library_loads_no_pictures_and_no_widgets():
    code = "import sys, lecture_lib; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    unwanted = (
        "matplotlib",
        "anywidget",
        "ipywidgets",
        "lecture_lib.widgets",
        "dask",
        "distributed",
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
