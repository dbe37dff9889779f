"""The reference of the library, made from its docstrings by autodoc, autosummary and napoleon.

A page writes ``.. automodule::`` to describe all that a module offers in its ``__all__``, and
``.. offers::`` for a table of the same names, a line each. Formulas stay the plain text that they
are in the source.
"""

import inspect
import re
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.ext.autodoc import DataDocumenter, ModuleDocumenter, ObjectMember
from sphinx.ext.autosummary import Autosummary
from sphinx.ext.napoleon import Config, NumpyDocstring
from sphinx.pycode import ModuleAnalyzer
from sphinx.transforms import SphinxTransform
from sphinx.util.inspect import signature, stringify_signature

PAGES = "book/reference/api"
LONGEST_VALUE = 100  # characters of a constant
SECTIONS = Config(
    napoleon_use_param=False,  # names that share a line stay together
    napoleon_use_rtype=False,
    napoleon_custom_sections=[("Attributes", "params_style")],
)


class OfferDocumenter(ModuleDocumenter):
    """Describes all that a module offers, constants as well, wherever they are defined."""

    def filter_members(
        self, members: list[ObjectMember], want_all: bool
    ) -> list[tuple[str, Any, bool]]:
        """Keep what is in ``__all__``: only that is not marked as skipped."""
        return [(each.__name__, each.object, True) for each in members if not each.skipped]


class ConstantDocumenter(DataDocumenter):
    """Describes a constant by its comment, and not by what Python says of its type."""

    def get_doc(self) -> list[list[str]]:
        """Return the comment."""
        return [comment(self.modname, self.objpath[-1])]

    def add_directive_header(self, sig: str) -> None:
        """Show the value if it is short and no address is in it."""
        super().add_directive_header(sig)
        value = repr(self.object)
        if len(value) <= LONGEST_VALUE and "<" not in value and not callable(self.object):
            self.add_line(f"   :value: {value}", self.get_sourcename())


class Offers(Autosummary):
    """The first sentences of a module, and a table of the names in its ``__all__``."""

    required_arguments = 1
    has_content = False

    def run(self) -> list[nodes.Node]:
        """Return a paragraph and the table."""
        module = import_module(self.arguments[0])
        text = f"{opening(keep_bars(doc_lines(module)))} More under :py:mod:`{module.__name__}`."
        about = nodes.Element()
        self.state.nested_parse(StringList([text]), self.content_offset, about)
        return [*about.children, *self.get_table([row(module, name) for name in module.__all__])]


def row(module: ModuleType, name: str) -> tuple[str, str, str, str]:
    """Return a row as autosummary has it: the name, no signature, a sentence, the full name."""
    thing = getattr(module, name)
    described = inspect.isroutine(thing) or inspect.isclass(thing)
    lines = doc_lines(thing) if described else comment(module.__name__, name)
    return name, "", opening(keep_bars(lines)), f"{module.__name__}.{name}"


def doc_lines(thing: Any) -> list[str]:
    """Return the lines of a docstring."""
    return (inspect.getdoc(thing) or "").splitlines()


def comment(module: str, constant: str) -> list[str]:
    """Return what is said of a constant where it is defined, in a module or in a part of it."""
    folder = getattr(import_module(module), "__path__", [])
    for part in [module, *(each.name for each in walk_packages(folder, f"{module}."))]:
        comments = ModuleAnalyzer.for_module(part).find_attr_docs()
        if ("", constant) in comments:
            return comments["", constant]
    raise LookupError(f"{module}.{constant} needs a comment that begins with #:")


def opening(lines: list[str]) -> str:
    """Return the first paragraph as one line."""
    return " ".join("\n".join(lines).strip().partition("\n\n")[0].split())


def keep_bars(lines: list[str]) -> list[str]:
    """Escape the bars of ``|x|``, which reStructuredText would take for the name of a text.

    In an example, and between double backticks, they are left alone.
    """
    kept, example = [], False
    for line in lines:
        example = bool(line.strip()) and (example or line.lstrip().startswith(">>>"))
        parts = line.split("``")
        parts[::2] = [part if example else part.replace("|", r"\|") for part in parts[::2]]
        kept.append("``".join(parts))
    return kept


def read_docstring(
    app: Sphinx, what: str, name: str, thing: object, options: Any, lines: list[str]
) -> None:
    """Read a docstring in NumPy's form.

    That is napoleon's work, but not as its extension does it: of an attribute "area: in metres" it
    would make the type "area".
    """
    kept = keep_bars(lines)
    lines[:] = NumpyDocstring(kept, SECTIONS, app, "function", name, thing, options).lines()


def mend_signature(
    app: Sphinx, what: str, name: str, thing: Any, options: Any, arguments: str, result: str
) -> tuple[str, str] | None:
    """Take the signature of ``__init__`` where that of ``__new__`` says nothing (traitlets)."""
    if what != "class" or arguments != "(*args, **kwargs)":
        return None
    told = signature(thing.__init__, bound_method=True)
    return stringify_signature(told, show_annotation=False, show_return_annotation=False), ""


def leave_out_fields(
    app: Sphinx, what: str, name: str, thing: object, skip: bool, options: Any
) -> bool | None:
    """Leave out the fields of a named tuple, which its class describes already."""
    field = (getattr(thing, "__doc__", None) or "").startswith("Alias for field number")
    return True if field else None


class OwnDocument(SphinxTransform):
    """Gives the nodes of these pages the document that they are in.

    ``eval-rst`` leaves them with one of its own, which holds on to all that Sphinx knows of the
    book: that would be saved and loaded with every page.
    """

    default_priority = 730

    def apply(self, **kwargs: Any) -> None:
        """Do so."""
        if is_ours(self.env.docname):
            for node in self.document.findall():
                node.document = self.document


class PlainText(SphinxTransform):
    """Leaves the quotes of these pages straight, as most are the primes of formulas."""

    default_priority = 740  # before Sphinx makes quotes curly and dashes long

    def apply(self, **kwargs: Any) -> None:
        """Do so, and draw the dashes between a parameter and what is said of it."""
        ours = is_ours(self.env.docname)
        self.document.settings.smart_quotes = not ours  # the settings outlive a page
        for text in [each for each in self.document.findall(nodes.Text) if ours]:
            if " --" in text and isinstance(text.parent, nodes.paragraph | nodes.inline):
                drawn = re.sub(r" --(?=\s)", " –", text.removesuffix(" --"))
                text.parent.replace(text, nodes.Text(drawn))


def is_ours(page: str) -> bool:
    """Whether a page belongs to the reference of the library."""
    return page.startswith(PAGES)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the extension (Sphinx calls this)."""
    app.setup_extension("sphinx.ext.autosummary")
    app.add_autodocumenter(OfferDocumenter, override=True)
    app.add_autodocumenter(ConstantDocumenter, override=True)
    app.add_directive("offers", Offers)
    app.add_transform(OwnDocument)
    app.add_transform(PlainText)
    app.connect("autodoc-process-docstring", read_docstring)
    app.connect("autodoc-process-signature", mend_signature)
    app.connect("autodoc-skip-member", leave_out_fields)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
