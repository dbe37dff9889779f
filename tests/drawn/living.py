"""A widget alive on a page without a browser: in a bare V8, with linkedom for the elements.

The page runs the committed scripts, the widget's and the one of static pages, as a browser does.
What needs an eye, a layout or a style is not here: that is what the tests in a browser are for.
"""

import json
import subprocess
from functools import cache
from pathlib import Path

from py_mini_racer import MiniRacer

from lecture_lib import widgets
from lecture_lib.widgets.scripts import FOLDER, whole_script
from lecture_lib.widgets.static_page import HOST

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


@cache
def linkedom():
    """Return linkedom as a script that defines ``Dom``."""
    return subprocess.run(
        ["node_modules/.bin/esbuild", "--bundle", "--format=iife", "--global-name=Dom"],
        input='export { parseHTML } from "linkedom/worker";',
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


class Living:
    """A page with one widget of a kind, and the hands of a reader."""

    def __init__(self, name):
        self.name = name
        self.engine = MiniRacer()
        own = whole_script(getattr(widgets, name).folder)
        scripts = [HERE / "platform.js", linkedom(), HERE / "elements.js", own]
        scripts += [FOLDER / HOST, HERE / "hands.js", HERE / "markup.js"]
        for script in scripts:
            text = script if isinstance(script, str) else script.read_text(encoding="utf-8")
            self.engine.eval(f"{text}\n;0")

    def run(self, script):
        """Return the value of an expression, as JSON has it."""
        return json.loads(self.engine.eval(f"JSON.stringify({script})"))

    def bring(self, state):
        """Show the widget afresh in this state."""
        self.engine.eval(
            f"hands.bring({json.dumps(self.name)}, {json.dumps(json.dumps(state))}); 0"
        )

    def set(self, state):
        """Give the living widget other traits, as a kernel does."""
        self.engine.eval(f"hands.set({json.dumps(state)}); 0")

    def do(self, deed):
        """Do one of the `deeds`."""
        self.engine.eval(f"hands.do({json.dumps(deed)}); 0")

    def deeds(self):
        """Return what can be done: number of the control, its kind, how, and its name."""
        return self.run("hands.deeds()")

    def state(self):
        """Return the traits."""
        return self.run("hands.state()")

    def shown(self):
        """Return all that is shown, as one text to compare by."""
        return self.engine.eval("hands.shown()")

    def said(self):
        """Return what is read out."""
        return self.run("hands.said()")

    def text(self, selector):
        """Return the texts of the elements of a selector."""
        return self.run(f"hands.text({json.dumps(selector)})")

    def wait(self, milliseconds):
        """Let time pass."""
        self.engine.eval(f"clock.advance({milliseconds}); 0")

    def close(self):
        """End the engine."""
        self.engine.close()
