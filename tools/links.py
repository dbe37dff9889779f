"""Ask for every address outside of the book that its pages and its papers name.

An address is broken when its host does not exist or does not answer, or says that there is no such
page (404, 410). A host that refuses robots (401, 403, 429 and the like) has told nothing of the
page: it is counted, and it is no fault.
"""

import http.client
import re
import sys
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HTML = ROOT / "_build" / "html"
PAPERS = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "LICENSE"]
LINK = re.compile(r'href="(https?://[^"#]+)')
ADDRESS = re.compile(r"https?://[^\s)>\"`'#]+")
GONE = {404, 410}
BROWSER = {"User-Agent": "Mozilla/5.0 (links of a book)", "Accept": "text/html,*/*"}
NOBODY = re.compile(
    r"//([\w-]+\.)*(example(\.\w+)?|localhost|127\.0\.0\.1)\b"
)  # as in instructions
SECONDS = 30
AT_ONCE = 8


def outside(html: Path, papers: list[Path]) -> dict[str, str]:
    """Return the addresses outside of the book, each with a place that names it."""
    found: dict[str, str] = {}
    for path in sorted(html.rglob("*.html")):
        for address in LINK.findall(path.read_text(encoding="utf-8")):
            found.setdefault(unescape(address), path.relative_to(html).as_posix())
    for path in papers:
        for address in ADDRESS.findall(path.read_text(encoding="utf-8")):
            found.setdefault(address.rstrip(".,;"), path.name)
    return {address: place for address, place in found.items() if not NOBODY.search(address)}


def fault(address: str) -> str | None:
    """Return what is wrong with an address, or None; a refusal is the empty text."""
    request = urllib.request.Request(address, headers=BROWSER)
    try:
        with urllib.request.urlopen(request, timeout=SECONDS):
            return None
    except urllib.error.HTTPError as answer:
        return f"{answer.code} {answer.reason}" if answer.code in GONE else ""
    except (OSError, http.client.HTTPException) as problem:  # the second: no answer in HTTP
        return str(getattr(problem, "reason", problem)) or type(problem).__name__


def main() -> int:
    """Ask, print what is broken, and return the exit code."""
    if not (HTML / "index.html").is_file():
        print("There is no book whose links could be asked for: make book", file=sys.stderr)
        return 1
    places = outside(HTML, [ROOT / name for name in PAPERS])
    with ThreadPoolExecutor(AT_ONCE) as pool:
        said = dict(zip(places, pool.map(fault, places), strict=True))
    for address, problem in said.items():
        if problem:
            print(f"{places[address]}: {address}: {problem}", file=sys.stderr)
    broken = sum(map(bool, said.values()))
    refused = sum(problem == "" for problem in said.values())
    print(f"{len(said)} addresses: {broken} broken, {refused} refuse to tell a robot.")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
