"""Run the committed notebooks, and hold them to what a fresh run gives.

`run` executes each notebook in a fresh kernel, normalises it and writes it back. `try` executes it
and writes nothing: what a cell asserts holds on this system, whatever digits it prints. `built`
compares what is committed with the run that the book was just built from, apart from the pixels of
pictures.
A normalised notebook has no ids, no timestamps, no widget state and no version of Python in it, so
that the same sources give the same file.
"""

import argparse
import asyncio
import difflib
import os
import re
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat import NotebookNode

ROOT = Path(__file__).resolve().parent.parent
EXECUTED = ROOT / "_build" / "jupyter_execute"
AT_ONCE = 2
CELL_TIMEOUT = 120
KERNELSPEC = {"display_name": "Python 3", "language": "python", "name": "python3"}
CELL_METADATA = ("jupyter", "mystnb", "tags")
WIDGET = "application/vnd.lecture-widget+json"
WIDGET_VIEW = "application/vnd.jupyter.widget-view+json"
COLOUR = re.compile(r"\x1b\[[0-9;]*m")
PICTURES = ("image/png", "image/jpeg")
SHOWN = (*PICTURES, "needs_background")  # a picture's size on the page, and its ground
UNSTABLE = {
    "a memory address": re.compile(r"\b0x[0-9a-fA-F]{6,}"),
    "a path": re.compile(r"(?<![\w.)\]:/<])/[\w.-]+/[\w./-]+|\b[A-Z]:\\\w+"),
    "a date or a time": re.compile(r"\b20\d\d-\d\d-\d\d\b|\b\d\d:\d\d:\d\d\b"),
    "a measured time": re.compile(r"\b\d[\d.]* ?(?:ns|µs|us|ms)\b"),
}


def committed() -> list[Path]:
    """Return the notebooks of the book, in order of path."""
    found = sorted((ROOT / "book").rglob("*.ipynb"))
    return [path for path in found if ".ipynb_checkpoints" not in path.parts]


def normalise(notebook: NotebookNode) -> str:
    """Return the text of the notebook's file with nothing in it that changes from run to run."""
    cells = [normalise_cell(cell) for cell in notebook.cells]
    metadata = {"kernelspec": KERNELSPEC}
    if "mystnb" in notebook.metadata:
        metadata["mystnb"] = notebook.metadata["mystnb"]
    clean = NotebookNode(cells=cells, metadata=metadata, nbformat=4, nbformat_minor=4)
    return nbformat.writes(clean, version=nbformat.NO_CONVERT) + "\n"


def normalise_cell(cell: NotebookNode) -> NotebookNode:
    """Keep of a cell what a reader or the book uses."""
    kept = NotebookNode(cell_type=cell.cell_type, source=cell.source.rstrip())
    kept.metadata = {key: cell.metadata[key] for key in CELL_METADATA if key in cell.metadata}
    if cell.cell_type == "code":
        kept.execution_count = cell.execution_count
        kept.outputs = [normalise_output(output) for output in merge_streams(cell.outputs)]
    return kept


def merge_streams(outputs: list[NotebookNode]) -> list[NotebookNode]:
    """Join neighbouring pieces of one stream: where they are cut depends on timing."""
    merged: list[NotebookNode] = []
    for output in outputs:
        last = merged[-1] if merged else None
        if last and output.output_type == last.output_type == "stream" and output.name == last.name:
            merged[-1] = NotebookNode(last, text=last.text + output.text)
        else:
            merged.append(output)
    return merged


def normalise_output(output: NotebookNode) -> NotebookNode:
    """Drop metadata, except how to show a picture, and of a widget all that its state gives."""
    if output.output_type not in ("display_data", "execute_result"):
        return output
    # The view's id is random; the HTML of a widget is a large picture of its state.
    dropped = (WIDGET_VIEW, "text/html") if WIDGET in output.data else (WIDGET_VIEW,)
    data = {mime: value for mime, value in output.data.items() if mime not in dropped}
    metadata = {key: output.metadata[key] for key in SHOWN if key in output.metadata}
    return NotebookNode(output, data=data, metadata=metadata)


def faults(notebook: NotebookNode) -> list[str]:
    """Say what is wrong with a notebook that can be seen without running it."""
    found = []
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    counts = [cell.execution_count for cell in code]
    if counts != list(range(1, len(code) + 1)):
        found.append(f"the code cells were not run once each, in order: {counts}")
    for number, cell in enumerate(code, start=1):
        for output in cell.outputs:
            found += [f"code cell {number}: {fault}" for fault in output_faults(output)]
    return found


def failures(notebook: NotebookNode) -> list[str]:
    """Show every cell that raised: its number, its source, and the exception."""
    found = []
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, start=1):
        for output in cell.outputs:
            if output.output_type == "error":
                where = re.findall(r"^-+> (\d+)", COLOUR.sub("", "\n".join(output.traceback)), re.M)
                line = f", line {where[0]}" if where else ""
                source = textwrap.indent(cell.source, "    ")
                said = f"{output.ename}: {output.evalue}".rstrip(": ")
                found.append(f"code cell {number}{line}: {said}\n{source}\n")
    return found


def output_faults(output: NotebookNode) -> list[str]:
    """Say what is wrong with one output."""
    if output.output_type == "error":
        return [f"its output is an exception, {output.ename}"]
    if output.output_type == "stream" and output.name == "stderr":
        return [f"it wrote to stderr: {output.text.strip()[:200]}"]
    found = []
    for text in texts_of(output):
        for what, pattern in UNSTABLE.items():
            if match := pattern.search(text):
                found.append(f"its output holds {what}: {match[0]!r}")
    return found


def texts_of(output: NotebookNode) -> list[str]:
    """Return everything in an output that can be read."""
    if output.output_type == "stream":
        return [output.text]
    data = getattr(output, "data", {})
    return [str(value) for mime, value in data.items() if mime not in PICTURES]


async def execute(path: Path, gate: asyncio.Semaphore) -> NotebookNode:
    """Run a notebook in a fresh kernel in its own folder."""
    notebook = nbformat.read(path, as_version=4)
    async with gate:
        started = time.monotonic()
        client = NotebookClient(
            notebook,
            timeout=CELL_TIMEOUT,
            kernel_name="python3",
            allow_errors=True,  # one run finds every assertion that an edit broke
            record_timing=False,  # or no two runs of a notebook are the same for a cache
            resources={"metadata": {"path": str(path.parent)}},
        )
        # What a kernel says to the terminal is no output; what a cell says is in the notebook.
        await client.async_execute(stderr=subprocess.DEVNULL)
        print(f"  {name(path)}: ran in {time.monotonic() - started:.1f} s", flush=True)
    return notebook


def without_pictures(text: str) -> str:
    """Blank the pixels of pictures and their sizes, which differ between machines."""
    kinds = "|".join(map(re.escape, PICTURES))
    return re.sub(rf'("(?:{kinds})": )(?:"[^"]*"|\[[^\]]*\]|{{[^}}]*}})', r'\1"..."', text)


def differences(stored: str, fresh: str) -> list[str]:
    """Say where two notebooks differ, apart from pictures."""
    old, new = without_pictures(stored), without_pictures(fresh)
    if old == new:
        return []
    lines = difflib.unified_diff(
        old.splitlines(), new.splitlines(), "committed", "run afresh", lineterm="", n=2
    )
    return ["a fresh run differs (make notebooks writes it):\n" + "\n".join(lines)]


def without_cuts(notebook: NotebookNode, joined: bool) -> NotebookNode:
    """Return a notebook in which no cell shows where its streams were cut, nor its white space.

    The book joins the pieces of a stream into the first, with line ends of its own
    (`nb_merge_streams`), and keeps the others beside it: with `joined` they are left out.
    """
    copy = nbformat.from_dict(notebook)
    for cell in copy.cells:
        streams: dict[str, list[str]] = {}
        for output in cell.get("outputs", []):
            if output.output_type == "stream":
                streams.setdefault(output.name, []).append(output.text)
        if streams:
            said = {name: parts[:1] if joined else parts for name, parts in streams.items()}
            shown = [output for output in cell.outputs if output.output_type != "stream"]
            cell.outputs = shown + [
                NotebookNode(output_type="stream", name=name, text="".join("".join(parts).split()))
                for name, parts in sorted(said.items())
            ]
    return copy


def compare_built(path: Path) -> list[str]:
    """Say where a committed notebook differs from the run that the book was built from."""
    executed = EXECUTED / path.relative_to(ROOT)
    if not executed.exists():
        return ["the book holds no run of it: make book"]
    stored = nbformat.read(path, as_version=4)
    if normalise(stored) != path.read_text(encoding="utf-8"):
        return ["it is not normalised (make notebooks writes it)"]
    fresh = nbformat.read(executed, as_version=4)
    return faults(stored) + differences(
        normalise(without_cuts(stored, joined=False)), normalise(without_cuts(fresh, joined=True))
    )


async def process(path: Path, gate: asyncio.Semaphore, write: bool) -> list[str]:
    """Run one notebook, and write it back if that is wanted and no cell failed."""
    notebook = await execute(path, gate)
    if (failed := failures(notebook)) or not write:
        return failed
    fresh = normalise(notebook)
    path.write_text(fresh, encoding="utf-8")
    return faults(nbformat.reads(fresh, as_version=4))


async def process_all(paths: list[Path], write: bool) -> int:
    """Run the notebooks, a few at once, report, and return the exit code."""
    gate = asyncio.Semaphore(AT_ONCE)
    results = await asyncio.gather(*(process(path, gate, write) for path in paths))
    return report(paths, results, "written" if write else "right on this system")


def report(paths: list[Path], results: list[list[str]], state: str) -> int:
    """Print what is wrong with each notebook, and how many are right; return the exit code."""
    failed = 0
    for path, found in zip(paths, results, strict=True):
        failed += bool(found)
        for fault in found:
            print(f"{name(path)}: {fault}", file=sys.stderr)
    print(f"{len(paths) - failed} of {len(paths)} notebooks are {state}.")
    return 1 if failed else 0


def name(path: Path) -> str:
    """Return the path as a person at the root of the project would write it."""
    return path.resolve().relative_to(ROOT).as_posix()


def main() -> int:
    """Read the command line, do what it says, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("task", choices=["run", "try", "built"])
    parser.add_argument("notebooks", nargs="*", type=Path, help="the book's, if none is named")
    arguments = parser.parse_args()
    os.environ.setdefault("PYTHONHASHSEED", "0")
    paths = [path.resolve() for path in arguments.notebooks] or committed()
    if arguments.task == "built":
        return report(paths, [compare_built(path) for path in paths], "as the book ran them")
    return asyncio.run(process_all(paths, write=arguments.task == "run"))


if __name__ == "__main__":
    sys.exit(main())
