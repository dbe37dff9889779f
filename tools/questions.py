"""Writes lecture_lib/questions/data from the TOML files beside the chapters.

Each text gets its plain form and its MathML. With ``--check`` nothing is written: what is not as
the TOML files give it is named.
"""

import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "book" / "_extensions")]

import question_texts  # noqa: E402 - of the book's extensions
from mathml import FormulaError  # noqa: E402 - of the book's extensions

from lecture_lib.questions.chapters import FOLDER, texts_of  # noqa: E402 - after the path
from lecture_lib.questions.schema import QuestionError, read  # noqa: E402 - after the path

SUFFIX = ".questions.toml"


def sources() -> list[Path]:
    """Return the TOML files of all chapters."""
    return sorted((ROOT / "book").rglob(f"*{SUFFIX}"))


def written(path: Path) -> str:
    """Return the text of the file that stands in the package for a TOML file."""
    name = str(path.relative_to(ROOT))
    questions = read(path.read_text(encoding="utf-8"), name)
    for question in questions:
        for container, key in texts_of(question):
            try:
                container[key] = question_texts.converted(container[key])
            except FormulaError as problem:
                where = f"{name}, question {question['id']!r}"
                raise QuestionError(f"{where}: no formula: {container[key]}\n{problem}") from None
    lines = ",\n".join(json.dumps(question, ensure_ascii=False) for question in questions)
    return f"[\n{lines}\n]\n"


def main() -> int:
    """Write all files, or check them."""
    wanted = {}
    for path in sources():
        try:
            wanted[FOLDER / f"{path.name.removesuffix(SUFFIX)}.json"] = written(path)
        except QuestionError as problem:
            print(problem, file=sys.stderr)
            return 1
    left = set(FOLDER.glob("*.json")) - set(wanted)
    changed = [
        path
        for path, text in wanted.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in sys.argv:
        for path in [*changed, *left]:
            print(f"{path.relative_to(ROOT)} is not what its source gives: make questions")
        return 1 if changed or left else 0
    for path in left:
        path.unlink()
    for path in changed:
        path.write_text(wanted[path], encoding="utf-8")
    print(f"{len(wanted)} chapters with questions; {len(changed) + len(left)} files changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
