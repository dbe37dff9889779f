"""Firefox, which speaks WebDriver BiDi over a socket by itself."""

import itertools
import json
import re
import time
from pathlib import Path
from typing import Any

import websocket
from engines.engine import HEIGHT, CrashError, Engine, ScriptError

# Nothing is asked of other hosts, and no page of its own opens.
SETTINGS = {
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "ui.systemUsesDarkTheme": 0,
    "ui.useOverlayScrollbars": 1,  # as on a phone
}


class Firefox(Engine):
    """Firefox without a window."""

    name = "Firefox"
    programs = ("firefox-esr",)
    packages = "firefox-esr"

    def _start(self, folder: Path) -> None:
        lines = [f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in SETTINGS.items()]
        (folder / "user.js").write_text("\n".join(lines), encoding="utf-8")
        log = folder / "log"
        command = [*self.programs, "--headless", "--no-remote", "--profile", str(folder)]
        self._run([*command, "--remote-debugging-port=0"], log)
        address = self._address(log)
        self._numbers = itertools.count()
        self._socket = websocket.create_connection(
            f"{address}/session", timeout=self.patience, suppress_origin=True
        )
        self._send("session.new", {"capabilities": {}})
        self._context = self._send("browsingContext.getTree", {})["contexts"][0]["context"]

    def _address(self, log: Path) -> str:
        for _ in range(int(10 * self.patience)):
            found = re.search(r"listening on (ws://\S+)", log.read_text(errors="replace"))
            if found:
                return found[1]
            time.sleep(0.1)
        raise CrashError(f"it did not start: {log.read_text(errors='replace')}")

    def stop(self) -> None:
        """End the browser."""
        super().stop()
        if hasattr(self, "_socket"):
            self._socket.shutdown()

    def _send(self, method: str, parameters: dict) -> Any:
        number = next(self._numbers)
        message = {"id": number, "method": method, "params": parameters}
        try:
            self._socket.settimeout(self.patience)
            self._socket.send(json.dumps(message))
            while (answer := json.loads(self._socket.recv())).get("id") != number:
                pass
        except (websocket.WebSocketException, ValueError) as problem:
            raise CrashError(f"no answer to {method} ({problem})") from problem
        if answer["type"] == "error":
            raise CrashError(f"{method}: {answer['error']}, {answer['message']}")
        return answer["result"]

    def _go(self, address: str) -> None:
        where = {"context": self._context, "url": address, "wait": "complete"}
        self._send("browsingContext.navigate", where)

    def _call(self, script: str, json: str) -> str:
        parameters = {
            "functionDeclaration": script,
            "arguments": [{"type": "string", "value": json}],
            "target": {"context": self._context},
            "awaitPromise": True,
            "userActivation": True,  # as by a person, without whom nothing is copied
        }
        answer = self._send("script.callFunction", parameters)
        if answer["type"] == "exception":
            raise ScriptError(answer["exceptionDetails"]["text"])
        return answer["result"]["value"]

    def _act(self, actions: list[dict]) -> None:
        self._send("input.performActions", {"context": self._context, "actions": actions})

    def _resize(self, width: int) -> None:
        size = {"width": width, "height": HEIGHT}
        self._send("browsingContext.setViewport", {"context": self._context, "viewport": size})
