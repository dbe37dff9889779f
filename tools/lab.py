"""JupyterLab on a folder, and what its reader sees of the widgets."""

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import nbformat
from notebooks import KERNELSPEC
from playwright.sync_api import Browser, Page, TimeoutError

TOKEN = "lecture"
PATIENCE = 120  # seconds
#: A cell that is not in the window has no output in the page, unless JupyterLab is told so.
WHOLE = {"windowingMode": "none"}
SETTINGS = "lab/user-settings/@jupyterlab/notebook-extension/tracker.jupyterlab-settings"
SLOW = 20  # seconds in which a page shows what its kernel has sent
CONNECTED = """() => window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel
  ?.connectionStatus === 'connected'"""
RUN = "(command) => jupyterapp.commands.execute(command)"
ABSENT = """(names) => names.filter((name) =>
  !document.querySelector(`.jp-OutputArea [data-widget="${name}"]`)?.getClientRects().length)"""
ALL_SHOWN = f"(names) => ({ABSENT})(names).length === 0"
EXECUTE = """async (code) => {
  const { kernel } = jupyterapp.shell.currentWidget.sessionContext.session;
  const asked = kernel.requestExecute({ code });
  let said = "";
  asked.onIOPub = ({ content }) => { said += content.text ?? content.evalue ?? ""; };
  await asked.done;
  return said;
}"""
AT = """(step) => [...document.querySelectorAll(
  "[data-widget=BackpropStepper] [data-control=step]")].at(-1).valueAsNumber === step"""
#: A widget by its name, for a notebook.
MAKE = {"Question": 'Question("recall", "one-step")'}


def notebook(names: list[str]) -> nbformat.NotebookNode:
    """Return a notebook with a cell for each widget, and for a stepper that has a name."""
    shown = [MAKE.get(name, f"{name}()") for name in names]
    cells = ["from lecture_lib.widgets import *", *shown, "stepper = BackpropStepper(); stepper"]
    code = [nbformat.v4.new_code_cell(source) for source in [*cells, "print('all', 'is shown')"]]
    return nbformat.v4.new_notebook(cells=code, metadata={"kernelspec": KERNELSPEC})


@contextmanager
def served(python: str, folder: Path, **environment: str) -> Iterator[str]:
    """Serve a folder by the JupyterLab of an environment; give its address.

    `environment` is added to this process's own. Nobody's settings are read or written.
    """
    with tempfile.TemporaryDirectory() as home:
        settings = Path(home, "config", SETTINGS)
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(WHOLE), encoding="utf-8")
        own = {f"JUPYTER_{kind.upper()}_DIR": str(Path(home, kind)) for kind in ("config", "data")}
        running = Path(home, "running")
        own |= {"HOME": home, "JUPYTER_RUNTIME_DIR": str(running)}
        command = [python, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1"]
        command += ["--port=0", f"--IdentityProvider.token={TOKEN}", "--expose-app-in-browser"]
        log = Path(home, "log")
        with log.open("w") as said:
            server = subprocess.Popen(
                [*command, str(folder)],
                cwd=folder,
                env={**os.environ, **own, **environment},
                stdout=said,
                stderr=said,
            )
            try:
                yield _address(server, running, log)
            finally:
                server.terminate()
                server.wait()


def _address(server: subprocess.Popen[bytes], running: Path, log: Path) -> str:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and server.poll() is None:
        for path in running.glob("jpserver-*.json"):
            if text := path.read_text(encoding="utf-8"):
                return str(json.loads(text)["url"])
        time.sleep(0.1)
    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text(encoding='utf-8')}")


def faults(browser: Browser, address: str, path: str, names: list[str]) -> list[str]:
    """Open and run the notebook of these widgets; say what is not shown, or went wrong."""
    page = browser.new_page(viewport={"width": 1280, "height": 1000})
    page.set_default_timeout(PATIENCE * 1000)
    found: list[str] = []
    page.on("pageerror", lambda error: found.append(f"exception: {error}"))
    page.goto(f"{address}lab/tree/{path}?token={TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell")
    page.wait_for_function(CONNECTED)
    page.evaluate(RUN, "notebook:run-all-cells")
    # When the kernel has done all, the page may be about to show it.
    page.locator(".jp-Notebook .jp-CodeCell").last.get_by_text("all is shown").last.wait_for()
    with suppress(TimeoutError):
        page.wait_for_function(ALL_SHOWN, arg=names, timeout=SLOW * 1000)
    found += [f"{name} is not shown" for name in page.evaluate(ABSENT, names)]
    if not found:
        found = both_ways(page)
    page.close()
    return found


def both_ways(page: Page) -> list[str]:
    """Move the last stepper in Python and in the page; say if the other does not hear of it."""
    stepper = page.locator(".jp-OutputArea [data-widget=BackpropStepper]").last
    page.evaluate(EXECUTE, "stepper.step = 5")
    with suppress(TimeoutError):
        page.wait_for_function(AT, arg=5, timeout=SLOW * 1000)
    shown = stepper.locator("[data-control=step]").input_value()
    if shown != "5":
        return [f"Python has set the stepper to step 5, and the page shows step {shown}"]
    stepper.locator("[data-control=forward]").click()
    heard = page.evaluate(EXECUTE, "print(stepper.step)").strip()
    return [] if heard == "6" else [f"the page shows step 6, and Python knows of step {heard}"]
