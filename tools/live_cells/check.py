"""Hold what the notebooks print in WebAssembly, in Node, to what is committed: the third nbval.

The packs are those of the page, and so is the Python half that runs the cells; the arithmetic is a
third one, after the processor's and an older processor's. A cell that the page does not run, tagged
``not-in-the-page``, is left out. Where the book was built without live cells, there is nothing to
hold; in CI that is a failure.
"""

import json
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from packs import BUILT, ROOT

RUNNER = Path(__file__).with_name("notebook.mjs")
WIDGET = "application/vnd.lecture-widget+json"
AT_ONCE = 2
SECONDS = 1500


def notebooks() -> list[Path]:
    """Return the book's notebooks, the longest first, so that two runners end together."""
    found = (ROOT / "book").rglob("*.ipynb")
    paths = [path for path in found if ".ipynb_checkpoints" not in path.parts]
    return sorted(paths, key=lambda path: -path.stat().st_size)


def run(path: Path) -> dict:
    """Run a notebook; return what its cells said and how long they took."""
    command = ["node", str(RUNNER), str(BUILT), str(path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    if done.returncode:
        return {"outputs": None, "seconds": 0.0, "said": done.stderr[-2000:]}
    return json.loads(done.stdout)


def committed(cell: dict) -> list[str]:
    """Return what a cell of the notebook's file shows, piece by piece."""
    pieces: list[str] = []
    for output in cell["outputs"]:
        if output["output_type"] == "stream":
            add_stream(pieces, output["name"], "".join(output["text"]))
        else:
            data = output["data"].items()
            joined = {kind: "".join(v) if isinstance(v, list) else v for kind, v in data}
            pieces.append(shown(joined))
    return pieces


def said(messages: list[dict]) -> list[str]:
    """Return what a cell showed in WebAssembly, in the same form."""
    pieces: list[str] = []
    places: dict[str, int] = {}
    for message in messages:
        if message["kind"] == "stream":
            add_stream(pieces, message["name"], message["text"])
        elif message["kind"] == "display":
            if message.get("id"):
                places[message["id"]] = len(pieces)
            pieces.append(shown(message["data"]))
        elif message["kind"] == "update":
            pieces[places[message["id"]]] = shown(message["data"])
        elif message["kind"] == "error":
            pieces.append("\n".join([*message["lines"], message["said"]]))
    return pieces


def add_stream(pieces: list[str], name: str, text: str) -> None:
    """Add to the stream's last piece, or begin one: where a stream is cut does not matter."""
    start = f"{name}: "
    if pieces and pieces[-1].startswith(start):
        pieces[-1] += text
    else:
        pieces.append(start + text)


def shown(data: dict) -> str:
    """Return a value's text, and the state of a widget; pixels are another library's here."""
    if WIDGET not in data:
        return data.get("text/plain", "")
    # 30.0 comes back from JavaScript as 30
    state = json.loads(json.dumps(data[WIDGET]), parse_int=float)
    return f"{data['text/plain']} {json.dumps(state, sort_keys=True)}"


def differences(path: Path, outputs: list) -> list[str]:
    """Say which cells showed something else than what is committed."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    found = []
    for number, (cell, messages) in enumerate(zip(code, outputs, strict=True), start=1):
        if messages is not None and committed(cell) != said(messages):
            found.append(f"cell {number}: {committed(cell)}\n  but here: {said(messages)}")
    return found


def main() -> int:
    """Run all notebooks, or those that are named, and report."""
    if not (BUILT / "manifest.json").exists():
        print(
            "SKIPPED: the book was built without live cells; PYODIDE_WHEELS names a folder", end=""
        )
        print(" with Pyodide's wheels\n1 skipped")
        return 1 if os.environ.get("CI") else 0
    paths = [Path(name).resolve() for name in sys.argv[1:]] or notebooks()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(run, paths))
    failed = cells = 0
    for path, result in zip(paths, results, strict=True):
        name = path.relative_to(ROOT)
        outputs = result["outputs"]
        found = [result["said"]] if outputs is None else differences(path, outputs)
        cells += sum(messages is not None for messages in outputs or ())
        failed += bool(found)
        for text in found:
            print(f"{name}, {text}", file=sys.stderr)
    print(
        f"{len(paths) - failed} of {len(paths)} notebooks, {cells} cells, print what is committed"
    )
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
