"""Run a cell as a notebook does: statements, then the value of a last expression is shown."""

import ast
import builtins
import importlib
import linecache
import re
import sys
import traceback

import __main__
from live_cells import figures, page, showing

#: What a notebook says to its kernel; in a page pictures are sharp anyway.
SETTINGS = re.compile(r"^%config InlineBackend\.\w+ = .*$", re.MULTILINE)
COMMAND = re.compile(r"^\s*[%!]\s*(\w+)", re.MULTILINE)
CELL = "<cell "


class Stream:
    """What takes the place of sys.stdout or sys.stderr."""

    encoding = "utf-8"

    def __init__(self, name):
        self.name, self.held = name, ""

    def write(self, text):
        """Keep a text until a line ends or the cell does."""
        self.held += text
        if "\n" in text:
            self.flush()
        return len(text)

    def flush(self):
        """Send what is kept."""
        if self.held:
            page.tell("stream", name=self.name, text=self.held)
            self.held = ""

    def isatty(self):
        """Nobody types here."""
        return False


def start(post, modules):
    """Connect to the page; `modules` maps the beginnings of module names to packs."""
    page.connect(post)
    wanted.packs = dict(sorted(modules.items(), key=lambda item: -len(item[0])))
    sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
    sys.displayhook = showing.show_value
    builtins.display = showing.display
    import IPython

    IPython.display = importlib.import_module("IPython.display")


def wanted(code):
    """Return the packs that the modules imported in a code need, as far as it can be read."""
    try:
        tree = ast.parse(SETTINGS.sub("", code))
    except SyntaxError:
        return []
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return sorted({pack for name in names for pack in packs_of(name)})


def packs_of(name):
    """Return the packs that a dotted name needs."""
    return {
        pack
        for start, pack in wanted.packs.items()
        if name == start or name.startswith(f"{start}.")
    }


def receive(comm_id, changes):
    """Give a widget what a reader changed in the page."""
    sys.modules["live_cells.comms"].receive(comm_id, changes)


def run(number, code):
    """Run the code of cell `number`; return whether it went well."""
    if "widgets" in wanted(code):
        importlib.import_module("live_cells.comms")  # before ipywidgets, which asks for comms
    name = f"{CELL}{number}>"
    linecache.cache[name] = (len(code), None, code.splitlines(keepends=True), name)
    try:
        execute(code, name)
    except BaseException as error:
        flush()
        tell_error(error, name)
        return False
    flush()
    return True


def flush():
    """Send what is still held, and the figures that the cell left open."""
    sys.stdout.flush()
    sys.stderr.flush()
    figures.show_open()


def execute(code, name):
    """Run the statements of a cell, and show the value of its last expression."""
    plain = SETTINGS.sub(lambda found: "pass" + " " * (len(found[0]) - 4), code)
    if command := COMMAND.search(plain):
        try:
            ast.parse(plain)
        except SyntaxError:
            raise SyntaxError(
                f"commands such as {command[0].strip()} are for notebooks; in the page there is "
                "only Python"
            ) from None
    tree = ast.parse(plain, name)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    space = __main__.__dict__
    exec(compile(tree, name, "exec"), space)
    if last is not None:
        single = ast.Interactive([last])
        exec(compile(single, name, "single"), space)


def tell_error(error, name):
    """Send an exception with the reader's own lines, and the line of this cell to be marked."""
    frames = [
        frame
        for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith(CELL)
    ]
    lines = [f"{frame.filename[1:-1]}, line {frame.lineno}: {frame.line}" for frame in frames]
    here = [frame.lineno for frame in frames if frame.filename == name]
    if isinstance(error, SyntaxError) and error.filename == name:
        here = [error.lineno]
        lines = [f"{name[1:-1]}, line {error.lineno}: {(error.text or '').rstrip()}"]
    said = "".join(traceback.format_exception_only(error)).strip()
    if isinstance(error, SyntaxError):
        said = f"{type(error).__name__}: {error.msg}"
    page.tell("error", lines=lines, said=said, line=here[-1] if here else None)
