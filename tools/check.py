"""Run every check of the project, as many at a time as there are cores, and sum up.

A check that fails shows what it said; one that passes takes a line. The exit code is 0 only if
all pass.
"""

import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import record
from checks import CHECKS, CORES, Check

ROOT = Path(__file__).resolve().parent.parent


@dataclass
class Outcome:
    """How a check ended: `code` is its exit code, None if it never ran."""

    code: int | None
    seconds: float = 0.0
    said: str = ""


def run_all(checks: list[Check]) -> dict[str, Outcome]:
    """Run the checks, each as soon as its cores are free and what it waits for has ended."""
    outcomes: dict[str, Outcome] = {}
    waiting = list(checks)
    free = CORES
    changed = threading.Condition()

    def work(check: Check) -> None:
        nonlocal free
        outcome = run(check)
        with changed:
            outcomes[check.name] = outcome
            free += min(check.cores, CORES)
            print(line(check.name, outcome), flush=True)
            changed.notify()

    with changed:
        while len(outcomes) < len(checks):
            for check in list(waiting):
                if check.after and check.after not in outcomes:
                    continue
                if check.after and outcomes[check.after].code != 0:
                    outcomes[check.name] = Outcome(None, said=f"not run: {check.after} failed")
                    waiting.remove(check)
                elif min(check.cores, CORES) <= free:
                    free -= min(check.cores, CORES)
                    waiting.remove(check)
                    threading.Thread(target=work, args=[check]).start()
            if len(outcomes) < len(checks):
                changed.wait()
    return outcomes


def run(check: Check) -> Outcome:
    """Run one check and keep what it says."""
    started = time.monotonic()
    done = subprocess.run(
        check.command,
        cwd=ROOT,
        env={**os.environ, **check.environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    return Outcome(done.returncode, time.monotonic() - started, done.stdout)


def word(outcome: Outcome) -> str:
    """Say how a check ended."""
    return {0: "passed", None: "not run"}.get(outcome.code, "FAILED")


def line(name: str, outcome: Outcome) -> str:
    """Return the line of the summary for one check."""
    return f"  {word(outcome):8} {name:34} {outcome.seconds:6.1f} s  {last_line(outcome)}".rstrip()


def last_line(outcome: Outcome) -> str:
    """Return a check's own last line, which for most is a count."""
    lines = outcome.said.strip().splitlines()
    return lines[-1].strip("= ")[:80] if lines else ""


def main() -> int:
    """Run everything, show what failed, and return the exit code."""
    started = time.monotonic()
    print(f"Running {len(CHECKS)} checks on {CORES} cores.", flush=True)
    outcomes = run_all(CHECKS)
    ends = [(check.name, outcomes[check.name]) for check in CHECKS]
    record.write((name, word(end), last_line(end)) for name, end in ends)
    failed = [check.name for check in CHECKS if outcomes[check.name].code != 0]
    for name in failed:
        print(f"\n--- {name} " + "-" * (96 - len(name)) + f"\n{outcomes[name].said.rstrip()}")
    skipped = [name for name in outcomes if " skipped" in outcomes[name].said]
    for name in skipped:
        reasons = [text for text in outcomes[name].said.splitlines() if text.startswith("SKIPPED")]
        print("\n".join([f"\nSkipped in {name}:", *reasons]))
    print(f"\n{len(CHECKS) - len(failed)} of {len(CHECKS)} checks passed", end="")
    print(f" in {time.monotonic() - started:.0f} s.")
    if failed:
        print(f"Failed: {'; '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
