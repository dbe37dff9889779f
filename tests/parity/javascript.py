"""The widgets' JavaScript in a bare V8: no browser, no DOM.

V8 by itself has no files to import from. So each module is made a function that returns what it
exports, and its imports become parameters of the same names; nothing else of it is changed.
"""

import json
import re

from py_mini_racer import MiniRacer

from lecture_lib import widgets
from lecture_lib.widgets.scripts import FOLDER, whole_script

FOLDERS = [FOLDER / name for name in ("backprop_stepper", "formula", "shared")]
WHERE = r'"\.(?:/|\./shared/|\./formula/)(\w+)\.js"'
IMPORT = re.compile(rf"^import \{{([^}}]*)\}} from {WHERE};\n", re.MULTILINE)
REEXPORT = re.compile(rf"^export (\*|\{{[^}}]*\}}) from {WHERE};\n", re.MULTILINE)
TABLE = re.compile(r'^import (\w+) from "([./\w]+\.json)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export (?=(?:const|class|function) (\w+))", re.MULTILINE)

# Numbers that JSON lacks travel as texts: "#NaN", "#-Infinity", "#-0".
CALLER = """
function call(run) {
  let answer;
  try {
    answer = { result: run() };
  } catch (error) {
    answer = { error: error.name, column: error.column ?? null, message: error.message };
  }
  const pack = (key, x) => (
    Object.is(x, -0) ? "#-0" : typeof x === "number" && !Number.isFinite(x) ? `#${x}` : x);
  return JSON.stringify(answer, pack);
}
"""


class JavaScriptError(Exception):
    """What a script threw: its name, its message, and the column of an ExpressionError."""

    def __init__(self, error, column, message):
        super().__init__(message)
        self.name = error
        self.column = column


class JavaScript:
    """A V8 in which ``modules.<name>`` holds what <name>.js exports; a context manager."""

    def __init__(self, *names):
        self.context = MiniRacer()
        self.context.eval(CALLER + "const modules = {};")
        self.loaded = set()
        for name in names:
            self.load(name)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.context.close()

    def load(self, name):
        """Load a module, after those that it imports."""
        if name in self.loaded:
            return
        self.loaded.add(name)
        (path,) = (path for folder in FOLDERS if (path := folder / f"{name}.js").exists())
        source = path.read_text(encoding="utf-8")
        for found in TABLE.finditer(source):
            table = (path.parent / found[2]).read_text(encoding="utf-8")
            source = source.replace(found[0], f"const {found[1]} = {table.strip()};\n")
        for pattern in (IMPORT, REEXPORT):
            for found in pattern.finditer(source):
                self.load(found[2])
        exports = EXPORT.findall(source)
        for names, other in REEXPORT.findall(source):
            chosen = f"(({names}) => ({names}))(modules.{other})"
            exports.append(f"...modules.{other}" if names == "*" else f"...{chosen}")
        body = EXPORT.sub("", REEXPORT.sub("", IMPORT.sub(_taken, source)))
        assert not re.search(r"^(export|import)\b", body, re.MULTILINE), name
        self.context.eval(
            f"modules.{name} = (() => {{\n{body}\nreturn {{{', '.join(exports)}}};\n}})();"
        )

    def load_bundle(self, widget):
        """Load a widget's committed scripts; its mathematics is then ``<Widget>.math``."""
        self.context.eval(whole_script(getattr(widgets, widget).folder))

    def run(self, script):
        """Return the value of an expression; raise JavaScriptError for what it throws."""
        packed = self.context.eval(f"call(() => ({script}))")
        answer = _unpack(json.loads(packed, parse_int=_read_integer))
        if "error" in answer:
            raise JavaScriptError(**answer)
        return answer["result"]


def _taken(found):
    names = found[1].replace(" as ", ": ")
    return f"const {{{names}}} = modules.{found[2]};\n"


def literal(value):
    """Return a value as JavaScript, NaN and infinities included."""
    return json.dumps(value)


def _read_integer(digits):
    # JavaScript writes 1e20 with 21 digits; its value is that of a float
    return int(digits) if len(digits) < 16 else float(digits)


def _unpack(value):
    if isinstance(value, str) and value.startswith("#"):
        return float(value[1:].replace("Infinity", "inf"))
    if isinstance(value, list):
        return [_unpack(item) for item in value]
    if isinstance(value, dict):
        return {key: _unpack(item) for key, item in value.items()}
    return value
