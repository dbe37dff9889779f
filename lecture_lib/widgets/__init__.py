"""The widgets: one folder each, alive in a notebook and in the static page."""

try:
    import anywidget  # noqa: F401 - asked for here, so that its absence is explained
except ModuleNotFoundError as problem:
    if problem.name != "anywidget":
        raise
    raise ModuleNotFoundError(
        "the widgets need anywidget: pip install 'lecture-lib[notebooks]'", name="anywidget"
    ) from problem

from lecture_lib.widgets.activation_explorer.widget import ActivationExplorer
from lecture_lib.widgets.backprop_stepper.widget import BackpropStepper
from lecture_lib.widgets.convexity_explorer.widget import ConvexityExplorer
from lecture_lib.widgets.deep_net_explorer.widget import DeepNetExplorer
from lecture_lib.widgets.momentum_explorer.widget import MomentumExplorer
from lecture_lib.widgets.optimizer_race.widget import OptimizerRace
from lecture_lib.widgets.proof_explorer.widget import ProofExplorer
from lecture_lib.widgets.question.widget import Question
from lecture_lib.widgets.regression_explorer.widget import RegressionExplorer
from lecture_lib.widgets.sampling_explorer.widget import SamplingExplorer

__all__ = [
    "ActivationExplorer",
    "BackpropStepper",
    "ConvexityExplorer",
    "DeepNetExplorer",
    "MomentumExplorer",
    "OptimizerRace",
    "ProofExplorer",
    "Question",
    "RegressionExplorer",
    "SamplingExplorer",
]
