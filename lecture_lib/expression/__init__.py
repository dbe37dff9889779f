"""Expressions typed as text, and the steps forward and backward through them.

The parts: `functions` what may be called, `notation` how numbers and names are written, `tokens`,
`grammar` and `program` the way from a text to nodes, `expression` the graph, `tensor_text` the
way from a tensor, `trace` the steps, `formula` an answer in given names, `function` a function of
given variables with its derivatives, `survey` what can be seen of one on an interval. What is
said at each step is said by the BackpropStepper.
"""

from .expression import Expression, ExpressionError, Node, from_tensor, parse
from .function import Function, function_of, parse_function

__all__ = [
    "Expression",
    "ExpressionError",
    "Function",
    "Node",
    "from_tensor",
    "function_of",
    "parse",
    "parse_function",
]
