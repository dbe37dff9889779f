"""What every build of pages shares: what comes first, the settings, which lines of a log matter."""

import re
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent

WITHOUT_LIVE_CELLS = 3  # what tools/live_cells returns where Python for the page cannot be had

#: A warning is an error, every one is shown, and no reference may lead nowhere.
STRICT = ["-W", "--keep-going", "-n"]

NOISE = re.compile(r"IPKernelApp|Executing notebook failed|exception traceback saved")


def make_live_cells() -> int:
    """Make what live cells need; return 0, also where the book has to do without, or the fault."""
    code = subprocess.run([sys.executable, str(ROOT / "tools" / "live_cells")]).returncode
    return 0 if code == WITHOUT_LIVE_CELLS else code


def stored_outputs(folder: Path) -> Path:
    """Write settings into a folder with which no notebook is run; return their file."""
    return settings_with(folder, execute_notebooks="off")


def settings_with(folder: Path, **execution: str) -> Path:
    """Write settings into a folder that run notebooks in another way; return their file."""
    config = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    config["execute"] |= execution
    extensions = config["sphinx"]["local_extensions"]  # paths from where the settings are
    extensions.update({name: str(ROOT / place) for name, place in extensions.items()})
    settings = folder / "_config.yml"
    settings.write_text(yaml.safe_dump(config, sort_keys=False), encoding="utf-8")
    return settings


def is_problem(line: str) -> bool:
    """Whether a line of the log is a warning or an error, and no echo of a cell that failed."""
    return bool(re.search(r"(^|: )(WARNING|ERROR|CRITICAL): ", line)) and not NOISE.search(line)


def from_first_error(log: list[str]) -> list[str]:
    """Return the log from where Sphinx gave up, or its end if it does not say."""
    for number, line in enumerate(log):
        if re.search(r"^(\w+ error|Exception occurred)", line):
            return log[number : number + 30]
    return log[-30:]
