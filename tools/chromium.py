"""The browser that looks at pages and prints them: Chromium without a window or another host."""

import shutil
from pathlib import Path

from playwright.sync_api import Browser, Playwright

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
]


class NoChromiumError(SystemExit):
    """There is no Chromium: a tool ends with a word about how to get one."""

    def __init__(self) -> None:
        super().__init__(
            "No Chromium here; install it: "
            "sudo apt-get install chromium, or .venv/bin/playwright install chromium"
        )


#: For paper: letters as they are, not fitted to pixels, which gives roots a sign of another width.
UNHINTED = "--font-render-hinting=none"


def launch(playwright: Playwright, *more: str) -> Browser:
    """Start the browser; one without a window starts and draws faster than the whole of it."""
    path = (
        shutil.which("chromium-headless-shell")
        or shutil.which("chromium")
        or playwright.chromium.executable_path
    )
    if not Path(path).exists():
        raise NoChromiumError
    return playwright.chromium.launch(executable_path=path, args=[*ARGUMENTS, *more])
