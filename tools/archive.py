"""Put a built book into one archive, to be opened by double click: ``archive.py _build/html``.

Unpacked it is a folder with ``index.html`` at its top. The same book gives the same archive, byte
for byte, whatever the time and whoever made it; its SHA-256 stands in a file beside it.
"""

import hashlib
import sys
import zipfile
from pathlib import Path

from downloads import FIRST, NAME, built, megabytes, offer, offering, place

EARLIEST = (1980, 1, 1, 0, 0, 0)  # that the format can tell


def files(html: Path) -> list[Path]:
    """Return what goes into the archive, in order: all but itself and what hides."""
    inside = [path.relative_to(html) for path in html.rglob("*") if path.is_file()]
    kept = [path for path in inside if not any(part.startswith(".") for part in path.parts)]
    archive = place(html, "zip").relative_to(html)
    return sorted(path for path in kept if not path.as_posix().startswith(archive.as_posix()))


def content(html: Path, path: Path) -> bytes:
    """Return the bytes of a file as the archive has them: its first page offers no archive."""
    if path != FIRST:
        return (html / path).read_bytes()
    page = (html / path).read_text(encoding="utf-8")
    return offering(page, html, ["pdf", "epub"]).encode("utf-8")


def pack(html: Path, target: Path) -> None:
    """Write the archive of a built book, and its checksum as ``sha256sum --check`` reads it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w") as archive:
        for path in files(html):
            entry = zipfile.ZipInfo(f"{NAME}/{path.as_posix()}", EARLIEST)
            entry.create_system = 3  # on Windows as elsewhere
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content(html, path), zipfile.ZIP_DEFLATED, 9)
    digest = hashlib.sha256(target.read_bytes()).hexdigest()
    checksum = target.with_name(f"{target.name}.sha256")
    checksum.write_text(f"{digest}  {target.name}\n", encoding="utf-8")


def main() -> int:
    """Pack, offer, and say where the archive is."""
    html = built(sys.argv[1])
    target = place(html, "zip")
    pack(html, target)
    offer(html)
    print(f"{sys.argv[1]}/{target.relative_to(html)}: {megabytes(target)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
