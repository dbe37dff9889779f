"""The book's pictures: one style, and functions that draw on a given Axes.

Colours are Okabe and Ito's, told apart by colour-blind readers, on a transparent ground: blue for
the forward pass and for values, vermilion for the backward pass and for gradients. A method has its
own colour in all pictures, see `METHODS`. Lines are named where they end, not in a legend. Every
function returns the Axes that it was given.

On a dark page the book inverts the lightness of these pictures and keeps their hues, which is why
no picture paints a background.
"""

from .activations import products_through_depth, subgradient_fan
from .confusion import confusion
from .convergence import convergence
from .convexity import inequality, sandwich
from .descents import batch_variances, descents
from .functions import function_and_derivative, slopes
from .graphs import computation_graph
from .images import image_grid
from .learning import learning_curve
from .methods import METHODS
from .momentum import bowl_paths, cycle, runs, variances
from .optimizers import named_curves, paths, rates_by_count, spread
from .proofs import ladder, link_grid
from .style import BACKWARD, FORWARD, INK, MUTED, THIRD, Hue, style

__all__ = [
    "BACKWARD",
    "FORWARD",
    "INK",
    "METHODS",
    "MUTED",
    "THIRD",
    "Hue",
    "batch_variances",
    "bowl_paths",
    "computation_graph",
    "confusion",
    "convergence",
    "cycle",
    "descents",
    "function_and_derivative",
    "image_grid",
    "inequality",
    "ladder",
    "learning_curve",
    "link_grid",
    "named_curves",
    "paths",
    "products_through_depth",
    "rates_by_count",
    "runs",
    "sandwich",
    "slopes",
    "spread",
    "style",
    "subgradient_fan",
    "variances",
]
