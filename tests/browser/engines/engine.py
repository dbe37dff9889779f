"""A browser engine other than Chromium, as the tests of the pages drive it.

An `Engine` has one window, which goes from page to page. It speaks the protocol of its kind in
`_start`, `_send` and the few methods that need it; all else is here. Every start and every
command has a time limit, and a page that kills its browser, or never answers, ends in `CrashError`;
the next `open` starts a new one.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any, ClassVar

HEIGHT = 900
# What W3C's WebDriver, classic and BiDi, call the keys that write nothing.
KEYS = {
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "Enter": "\ue007",
    "PageDown": "\ue00f",
}
# Arguments and result travel as JSON, which both protocols carry unchanged.
CALL = "async (json) => JSON.stringify((await ({function})(...JSON.parse(json))) ?? null)"
IS_WIDE = """async (width) => {
  while (innerWidth !== width) await new Promise(requestAnimationFrame);
}"""


class CrashError(Exception):
    """The page killed its browser, or made it deaf."""


class ScriptError(Exception):
    """A function that a test calls in the page raised an error."""


class Engine(ABC):
    """One window of one browser; see the top of this file."""

    name: ClassVar[str]
    programs: ClassVar[tuple[str, ...]]
    packages: ClassVar[str]

    patience: float = 60.0  # s, for one command and for a start; the machine may be busy

    def __init__(self) -> None:
        self._processes: list[subprocess.Popen] = []
        self._folder: Path | None = None

    @classmethod
    def is_here(cls) -> bool:
        """Return whether this machine has the engine."""
        return all(map(shutil.which, cls.programs))

    def open(self, address: str, width: int) -> None:
        """Go to a page, in a new browser if there is none, and wait until it is loaded."""
        if not self._processes:
            self._start_or_stop()
        self.resize(width)
        self._guarded(self._go, address)

    def call(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function in the page, await it, and return what it returns."""
        script = CALL.format(function=function)
        return json.loads(self._guarded(self._call, script, json.dumps(arguments)))

    def press(self, key: str) -> None:
        """Press and release a key, by its name in an event."""
        value = KEYS.get(key, key)
        strokes = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
        self._guarded(self._act, [{"type": "key", "id": "keys", "actions": strokes}])

    def resize(self, width: int) -> None:
        """Make the window, without its frame, `width` pixels wide, and wait until it is."""
        self._guarded(self._resize, width)
        self.call(IS_WIDE, width)

    def kill(self) -> None:
        """Kill the browser as a page may do it."""
        os.killpg(self._processes[-1].pid, signal.SIGKILL)

    def stop(self) -> None:
        """End the browser and what it needs, and forget what it wrote."""
        for process in reversed(self._processes):
            with contextlib.suppress(ProcessLookupError):  # all of them may have ended
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        self._processes.clear()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)  # a child may write a last word

    def _run(self, command: list[str], log: Path, **how: Any) -> None:
        """Start a program, which shall end with all that it starts."""
        with log.open("w") as output:
            self._processes.append(
                subprocess.Popen(
                    command, stdout=output, stderr=output, start_new_session=True, **how
                )
            )

    def _start_or_stop(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="engine-"))
        try:
            self._start(self._folder)
        except BaseException:
            self.stop()
            raise

    def _guarded(self, command: Any, *arguments: Any) -> Any:
        try:
            return command(*arguments)
        except (CrashError, OSError) as problem:
            self.stop()
            raise CrashError(f"{self.name} crashed or fell silent: {problem}") from problem

    @abstractmethod
    def _start(self, folder: Path) -> None:
        """Start the browser, which may write into `folder`."""

    @abstractmethod
    def _go(self, address: str) -> None: ...

    @abstractmethod
    def _call(self, script: str, json: str) -> str: ...

    @abstractmethod
    def _act(self, actions: list[dict]) -> None: ...

    @abstractmethod
    def _resize(self, width: int) -> None: ...
