"""The text of a function of given names: definitions, and what they lead to.

::

    function   = definition* [head] sum [";"]
    definition = name "=" sum (";" | new line)
    head       = name "=" | name "(" variable ("," variable)* ")" "="

A definition may be a number or a name alone. The grammar of a sum stands in `grammar`. The
JavaScript twin is ``widgets/formula/function.js``.
"""

from __future__ import annotations

from .formula import Formula, FormulaParser, greek
from .functions import FUNCTIONS
from .notation import pretty_name
from .tokens import Token

__all__ = ["FunctionParser"]


class FunctionParser(FormulaParser):
    """Reads a function whose variables are given."""

    def function(self) -> Formula:
        """Read all of the text."""
        while self.accept(";"):
            pass
        if self.token.kind == "end":
            self.fail("nothing is written yet")
        while True:
            start = self.token
            named = self.head()
            node = self.sum()
            if self.token.kind not in (";", "end"):
                self.refuse()
            while self.accept(";"):
                pass
            if self.token.kind == "end":
                self.check_used(node)
                return Formula(tuple(self.nodes), node)
            if not named:
                self.fail("only the last line may go without a name; write name = ... here", start)
            self.define(named, node)

    def head(self) -> Token | None:
        """Step over what stands before a sum, and return the name that is defined there, if any."""
        start, ahead = self.token, self.tokens[self.position :]
        listed = ",".join(["name"] * len(self.allowed)).replace(",", " , ")
        shape = f"name ( {listed} ) =".split()
        if [token.kind for token in ahead[: len(shape)]] == shape:
            if [greek(token.value) for token in ahead[2 : len(shape) - 2 : 2]] == self.allowed:
                self.position += len(shape)
            return None
        if start.kind != "name" or ahead[1].kind != "=":
            return None
        named = start._replace(value=greek(start.value))
        if named.value in self.allowed:
            self.fail(f"{start.typed} is a variable; a definition needs another name", start)
        self.check_new(named)
        self.position += 2
        return named

    def question(self, name: str, typed: str) -> str:
        """Say what was probably meant: a function without parentheses, too."""
        for known in FUNCTIONS:
            if name.removeprefix(known) in self.allowed and known.isascii():
                return f"Did you mean {known}({pretty_name(name.removeprefix(known))})?"
        return super().question(name, typed)

    def otherwise(self) -> str:
        """Say of a name that it is not allowed, and which are."""
        listed = " and ".join(pretty_name(known) for known in self.allowed)
        return f"not known here: the function is one of {listed}"
