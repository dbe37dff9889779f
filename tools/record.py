"""What a run of all checks found, kept beside the built book for its page of the status."""

import json
import platform
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECORD = ROOT / "_build" / "checks.json"
TIME = re.compile(r" in [\d.]+ ?s\b.*")
#: How each browser says its version: the commands that may, the first that is there.
BROWSERS = {
    "Chromium": [["chromium-headless-shell", "--version"], ["chromium", "--version"]],
    "Firefox": [["firefox-esr", "--version"]],
    "WebKitGTK": [["dpkg-query", "-W", "-f", "${Version}", "webkit2gtk-driver"]],
}


def said(command: list[str]) -> str:
    """Return what a command prints, or nothing where it is not there or fails."""
    if shutil.which(command[0]) is None:
        return ""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return done.stdout.strip() if done.returncode == 0 else ""


def state() -> str:
    """Return which sources these are: a commit, and a mark if something is changed since."""
    return said(["git", "describe", "--always", "--dirty", "--exclude=*"])


def versions() -> dict[str, str]:
    """Return the version of each browser that is here."""
    found = {}
    for name, commands in BROWSERS.items():
        told = next((text for text in map(said, commands) if text), "")
        if match := re.search(r"\d+(\.\d+)+", told):
            found[name] = match[0]
    return found


def write(checks: Iterable[tuple[str, str, str]], path: Path = RECORD) -> None:
    """Keep each check's name, whether it passed, and its last line, without the time it took."""
    record = {
        "sources": state(),
        "system": f"{platform.system()}, Python {platform.python_version()}",
        "browsers": versions(),
        "checks": [
            {"name": name, "outcome": outcome, "said": TIME.sub("", line)}
            for name, outcome, line in checks
        ],
    }
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
