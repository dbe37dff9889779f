"""The lecture's deep net f(x) = w' s(W_L s(... s(W_1 x))) with backpropagation written by hand.

Everything is numbered as on the slides: ``a[i]``, ``delta[i]`` and ``W[i]`` for i = 1..L, and
``z[i]`` for i = 0..L with z[0] = x. They are kept in dictionaries whose keys are these numbers. An
example is one array of shape (d_0,); a batch has its m examples as rows, shape (m, d_0), and then
``a[i]``, ``z[i]`` and ``delta[i]`` have m rows as well. Source of all formulas: lecture slides
"What does a deep net look like?", "More Notations" and "Backpropagation".

The parts: `passes` what a pass leaves, `shapes` which weights and inputs fit, `activation` s and
s', `cost` multiply-adds, `net` the net itself.
"""

from .activation import ACTIVATIONS
from .cost import MultiplyAdds, multiply_adds
from .net import DeepNet
from .passes import Backward, Forward

__all__ = ["ACTIVATIONS", "Backward", "DeepNet", "Forward", "MultiplyAdds", "multiply_adds"]
