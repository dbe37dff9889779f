"""Everything that a page needs to run Python, as scripts that a page from a folder may load.

A page opened from a folder may not fetch, but a classic script loads. So each file travels as
base64 in scripts of about a megabyte, each of which hands its part over: ``lectureLive.take(file,
part, text)``. ``manifest`` says which files make a pack, and which pack a module is in.
"""

import base64
import gzip
import hashlib
import importlib.metadata
import importlib.resources
import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from distribution import CORE, MATPLOTLIB, NUMPY, ROOT, lock, wheels

BUILT = Path(sys.prefix) / "var" / "live" / "packs"
PART = 1 << 20  # characters of base64 in one script
LIVE = ROOT / "book" / "live_cells"

#: Which pack the modules of a name need, the longest name first.
MODULES = {
    "lecture_lib.plots": "pictures",
    "lecture_lib.widgets": "widgets",
    "matplotlib": "pictures",
    "PIL": "pictures",
    "sympy": "sympy",
    "mpmath": "sympy",
    "ipywidgets": "widgets",
    "anywidget": "widgets",
    "traitlets": "widgets",
}
SYMPY = ("sympy", "mpmath")
WIDGETS = ("anywidget", "comm", "ipywidgets", "psygnal", "traitlets", "typing_extensions")
#: Of a wheel, what the book has no use for.
UNUSED = (
    "/tests/", "/testing/", "numpy/f2py/", "numpy/distutils/", "numpy/_core/include/",
    "numpy/_core/lib/", "numpy/random/lib/", "numpy/random/_examples/", "mpl-data/sample_data/",
    "mpl-data/fonts/afm/", "mpl-data/fonts/pdfcorefonts/", "mpl-data/images/",
    "matplotlib/backends/web_backend/", "mpl_toolkits/axes_grid1/", "mpl_toolkits/axisartist/",
    "ipywidgets/widgets/tests/", "ipywidgets/tests/",
)  # fmt: skip
NEEDED = ("numpy/testing/", "lecture_lib/")


def zipped(files: Iterable[tuple[str, bytes]]) -> bytes:
    """Return a zip archive that depends on names and contents only."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(files):
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def wanted(name: str) -> bool:
    """Whether a file of a package is of use in a page."""
    if name.endswith((".pyi", ".pyc", ".pyx", ".pxd", ".so.map", ".c", ".h", "/RECORD")):
        return False
    return name.startswith(NEEDED) or not any(part in f"/{name}" for part in UNUSED)


def of_wheel(path: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the useful files of a wheel."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if not name.endswith("/") and wanted(name):
                yield name, archive.read(name)


def of_environment(names: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """Yield the useful Python files of packages that are installed here."""
    for package in names:
        for file in importlib.metadata.files(package) or ():
            name = file.as_posix()
            if name.endswith((".py", ".css", "METADATA")) and ".." not in name and wanted(name):
                yield name, Path(str(file.locate())).read_bytes()


def of_library() -> Iterator[tuple[str, bytes]]:
    """Yield `lecture_lib`. A widget's script is in the page already: an empty one stands for it."""
    folder = ROOT / "lecture_lib"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.name == "bundle.js":
            yield name, b""
        elif (
            path.suffix in (".py", ".gz", ".json")
            or path.name == "style.css"
            or path.name == "theme.css"
        ):
            yield name, path.read_bytes()
    for path in sorted((LIVE / "python").rglob("*.py")):
        yield path.relative_to(LIVE / "python").as_posix(), path.read_bytes()
    yield (
        "IPython/lib/pretty.py",
        importlib.resources.files("IPython.lib").joinpath("pretty.py").read_bytes(),
    )


def core() -> Iterator[tuple[str, bytes, bool]]:
    """Yield name, content, and whether it is to be compressed, of what starts Python."""
    info = lock()["info"]
    yield "pyodide-lock.json", json.dumps({"info": info, "packages": {}}).encode(), False
    yield "pyodide.js", (CORE / "pyodide.js").read_bytes(), True
    yield "pyodide.asm.js", (CORE / "pyodide.asm.js").read_bytes(), True
    yield "pyodide.asm.wasm", (CORE / "pyodide.asm.wasm").read_bytes(), True
    yield "python_stdlib.zip", (CORE / "python_stdlib.zip").read_bytes(), False


def packs() -> Iterator[tuple[str, str, Callable[[], bytes], bool, str]]:
    """Yield pack, file, what makes its content, whether to compress it, and a key of its origin."""
    version = lock()["info"]["version"]
    for name, content, compress in core():
        yield "core", name, lambda content=content: content, compress, version
    found = wheels()
    for pack, names in (("core", NUMPY), ("pictures", MATPLOTLIB)):
        key = " ".join(found[name].name for name in names)
        make = lambda names=names: zipped(file for name in names for file in of_wheel(found[name]))
        yield pack, f"{names[0]}.zip", make, False, key
    for pack, names in (("sympy", SYMPY), ("widgets", WIDGETS)):
        key = " ".join(f"{name}-{importlib.metadata.version(name)}" for name in names)
        yield pack, f"{pack}.zip", lambda names=names: zipped(of_environment(names)), False, key
    library = zipped(of_library())
    yield "core", "lecture_lib.zip", lambda: library, False, hashlib.sha256(library).hexdigest()


def build() -> Path:
    """Write all packs and their manifest, those that are not there yet, and return the folder."""
    BUILT.mkdir(parents=True, exist_ok=True)
    recipe = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    manifest: dict = {"modules": MODULES, "packs": {}}
    kept = set()
    for pack, name, make, compress, key in packs():
        digest = hashlib.sha256(f"{recipe} {name} {key}".encode()).hexdigest()[:12]
        stem = f"{name}.{digest}"
        note = BUILT / f"{stem}.json"
        if not note.exists():
            write(stem, make(), compress)
        entry = json.loads(note.read_text(encoding="utf-8"))
        manifest["packs"].setdefault(pack, []).append({"file": name, **entry})
        kept |= {note.name, *entry["scripts"]}
    finish(manifest)
    note = add_fonts(manifest, recipe)
    kept |= {f"{note['id']}.json", *note["scripts"]}
    finish(manifest)
    for path in BUILT.iterdir():
        if path.name not in kept | {"manifest.json"}:
            path.unlink()
    return BUILT


def finish(manifest: dict) -> None:
    """Write the manifest."""
    text = json.dumps(manifest, sort_keys=True)
    (BUILT / "manifest.json").write_text(text, encoding="utf-8")


def add_fonts(manifest: dict, recipe: str) -> dict:
    """Add matplotlib's list of fonts to the pictures, made once by matplotlib itself in Node."""
    (pictures,) = manifest["packs"]["pictures"]
    stem = f"fonts.zip.{hashlib.sha256(f'{recipe} {pictures}'.encode()).hexdigest()[:12]}"
    note = BUILT / f"{stem}.json"
    if not note.exists():
        command = ["node", str(Path(__file__).with_name("fonts.mjs")), str(BUILT)]
        said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
        fonts = said.stdout.strip()
        write(stem, zipped([("matplotlib/fontlist.json", fonts.encode())]), compress=False)
    entry = json.loads(note.read_text(encoding="utf-8"))
    manifest["packs"]["pictures"].append({"file": "fonts.zip", **entry})
    return entry


def write(stem: str, content: bytes, compress: bool) -> None:
    """Write one file as scripts, and a note about them."""
    packed = gzip.compress(content, 9, mtime=0) if compress else content
    text = base64.b64encode(packed).decode()
    scripts = []
    for part, start in enumerate(range(0, max(len(text), 1), PART)):
        scripts.append(f"{stem}.{part}.js")
        call = f'lectureLive.take("{stem}",{part},"{text[start : start + PART]}");\n'
        (BUILT / scripts[-1]).write_text(call, encoding="utf-8")
    note = {"id": stem, "scripts": scripts, "bytes": len(packed), "gzip": compress}
    (BUILT / f"{stem}.json").write_text(json.dumps(note), encoding="utf-8")


if __name__ == "__main__":
    print(build())
