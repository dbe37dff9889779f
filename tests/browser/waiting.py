"""Waiting under the strict policy: Playwright's own way polls by ``eval``, which that forbids."""

import time

from playwright.sync_api import Page

MOMENT = 50  # ms between two looks
PATIENCE = 180_000  # ms


def wait_until(page: Page, script: str, arg: object = None, timeout: float = PATIENCE) -> None:
    """Wait until a script is true: an expression, or a function of `arg`.

    Raises
    ------
    TimeoutError
        If it is not true within `timeout` milliseconds.
    """
    end = time.monotonic() + timeout / 1000
    while not page.evaluate(script, arg):
        if time.monotonic() > end:
            raise TimeoutError(f"not true after {timeout / 1000:.0f} s: {script}")
        page.wait_for_timeout(MOMENT)
