"""Expressions typed as text, the steps through them, and the chain rule in words and numbers.

The parts: `notation` how numbers and names are written, `tokens`, `grammar` and `program` the way
from a text to nodes, `expression` the graph, `trace` its forward and backward steps, `formulas`,
`local_derivative` and `chain_rule` what is said at each step.
"""

from .expression import Expression, ExpressionError, Node, from_tensor, parse

__all__ = ["Expression", "ExpressionError", "Node", "from_tensor", "parse"]
