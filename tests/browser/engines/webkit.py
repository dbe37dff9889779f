"""WebKit, the engine of Safari: WebKitGTK's small browser under a display that nobody sees."""

import http.client
import json
import os
import select
import socket
import time
from pathlib import Path
from typing import Any

from engines.engine import HEIGHT, CrashError, Engine, ScriptError

# Else the buttons above the page keep the window wider than a phone.
NO_FRAME = "* { margin: 0; padding: 0; border: 0; min-width: 0; min-height: 0; }"


class WebKit(Engine):
    """WebKitGTK's MiniBrowser, by W3C's WebDriver over HTTP."""

    name = "WebKit"
    programs = ("WebKitWebDriver", "Xvfb")
    packages = "webkit2gtk-driver xvfb"

    def _start(self, folder: Path) -> None:
        driver, _ = self.programs
        style = folder / "gtk-3.0" / "gtk.css"
        style.parent.mkdir()
        style.write_text(NO_FRAME, encoding="utf-8")
        environment = {
            **os.environ,
            "DISPLAY": self._display(folder),
            "XDG_CONFIG_HOME": str(folder),
            "XDG_CACHE_HOME": str(folder),
            "XDG_DATA_HOME": str(folder),
            "NO_AT_BRIDGE": "1",
        }
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        command = [driver, "--host=127.0.0.1", f"--port={self._port}"]
        self._run(command, folder / "log", env=environment)
        for _ in range(int(10 * self.patience)):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", self._port)) == 0:
                    break
            time.sleep(0.1)
        self._session = ""
        wanted = {
            "capabilities": {"alwaysMatch": {"timeouts": {"script": 1000 * int(self.patience)}}}
        }
        self._session = f"/{self._send('', wanted)['sessionId']}"

    def _display(self, folder: Path) -> str:
        _, screen = self.programs
        reader, writer = os.pipe()
        command = [screen, "-displayfd", str(writer), "-screen", "0", "1600x1200x24"]
        self._run([*command, "-nolisten", "tcp"], folder / "display", pass_fds=[writer])
        os.close(writer)
        with os.fdopen(reader) as number:
            if not select.select([number], [], [], self.patience)[0]:
                raise CrashError(f"{screen} did not start")
            return f":{number.readline().strip()}"

    def _send(self, path: str, body: dict) -> Any:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=self.patience)
        try:
            connection.request("POST", f"/session{self._session}{path}", json.dumps(body))
            value = json.loads(connection.getresponse().read())["value"]
        except (http.client.HTTPException, ValueError) as problem:
            raise CrashError(f"no answer to {path} ({problem})") from problem
        finally:
            connection.close()
        if isinstance(value, dict) and "error" in value:
            kind = ScriptError if value["error"] == "javascript error" else CrashError
            raise kind(f"{path}: {value['error']} {value['message']}".strip())
        return value

    def _go(self, address: str) -> None:
        self._send("/url", {"url": address})

    def _call(self, script: str, json: str) -> str:
        whole = f"return ({script})(arguments[0])"
        return self._send("/execute/sync", {"script": whole, "args": [json]})

    def _act(self, actions: list[dict]) -> None:
        self._send("/actions", {"actions": actions})

    def _resize(self, width: int) -> None:
        self._send("/window/rect", {"width": width, "height": HEIGHT})
