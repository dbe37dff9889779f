"""Make a widget or a chapter that works, from a template: ``make widget``, ``make chapter``.

A widget gets its folder, two files of tests, and its name in `lecture_lib.widgets`; a chapter gets
its notebook, run once, a file of questions, its line in the contents and a row on the map of
slides. What is left to a person is printed. Nothing that is there already is written over.
"""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TEMPLATES = ROOT / "tools" / "templates"
WORD = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"


def camel_case(name: str) -> str:
    """Return the name of a class: big_step -> BigStep."""
    return "".join(part.capitalize() for part in name.split("_"))


def written(template: Path, target: Path, words: dict[str, str]) -> None:
    """Write a template with its words replaced, where no file is yet."""
    if target.exists():
        sys.exit(f"{target.relative_to(ROOT)} is there already; choose another NAME")
    text = template.read_text(encoding="utf-8")
    for word, own in words.items():
        text = text.replace(word, own)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")
    print(f"  wrote {target.relative_to(ROOT)}")


def edited(path: Path, pattern: str, line: str) -> None:
    """Put a line after the last one that the pattern finds."""
    text = path.read_text(encoding="utf-8")
    *_, last = re.finditer(pattern, text, re.MULTILINE)
    path.write_text(f"{text[: last.end()]}\n{line}{text[last.end() :]}", encoding="utf-8")
    print(f"  added a line to {path.relative_to(ROOT)}")


def run(*command: str) -> None:
    """Run a tool of the project; stop with its code if it fails."""
    if code := subprocess.run(command, cwd=ROOT).returncode:
        sys.exit(code)


def widget(name: str) -> str:
    """Make the widget ``name``; return what is left to do."""
    if not re.fullmatch(WORD, name):
        sys.exit(f"NAME={name!r} is no name of a widget: small letters, as in spiral or big_step")
    kind = camel_case(name)
    words = {"TangentPicture": kind, "tangent-picture": name.replace("_", "-")}
    folders = {
        "test_widget.py": ROOT / "tests" / "widgets" / f"test_{name}.py",
        "test_widget_page.py": ROOT / "tests" / "browser" / f"test_{name}_page.py",
    }
    home = ROOT / "lecture_lib" / "widgets" / name
    for template in sorted((TEMPLATES / "widget").iterdir()):
        if template.is_file():
            written(template, folders.get(template.name, home / template.name), words)
    offered = ROOT / "lecture_lib" / "widgets" / "__init__.py"
    line = f"from lecture_lib.widgets.{name}.widget import {kind}"
    edited(offered, r"^from lecture_lib\.widgets\..*", line)
    edited(offered, r"^    \"\w+\",", f'    "{kind}",')
    run("ruff", "check", "--fix", "-q", "--select", "I,RUF022", str(offered))
    run("node", "tools/bundle.mjs", name)
    return (
        f"Left: show it in a chapter, whose name goes into tests/browser/test_{name}_page.py,\n"
        "and in the gallery of book/index.ipynb. CONTRIBUTING.md, Add a widget, says the rest."
    )


def chapter(name: str) -> str:
    """Make the chapter ``name``, such as descent/newton; return what is left to do."""
    contents = ROOT / "_toc.yml"
    text = contents.read_text(encoding="utf-8")
    there = re.findall(r"file: book/(\w+/\w+)$", text, re.MULTILINE)
    folders = dict.fromkeys(path.split("/")[0] for path in there)
    folder, _, own = name.partition("/")
    if folder not in folders or not re.fullmatch(WORD, own):
        parts = ", ".join(folders)
        sys.exit(
            f"NAME={name!r} is no name of a chapter: one of {parts}, then as in descent/newton"
        )
    words = {
        "a-chapter": own.replace("_", "-"),
        "a_chapter": own,
        "A chapter": own.replace("_", " ").capitalize(),
    }
    home = ROOT / "book" / folder
    for suffix in (".ipynb", ".questions.toml"):
        written(TEMPLATES / "chapter" / f"chapter{suffix}", home / f"{own}{suffix}", words)
    edited(contents, rf"^ +- file: book/{folder}/\w+$", f"      - file: book/{name}")
    slides = ROOT / "book" / "reference" / "lecture_map.md"
    before = [path for path in there if path.startswith(f"{folder}/")][-1]
    row = f"| A slide | [{words['A chapter']}](../{name}.ipynb) | |"
    edited(slides, rf"^\|.*\(\.\./{before}\.ipynb\).*\|$", row)
    run(sys.executable, "tools/questions.py")
    run(sys.executable, "tools/notebooks.py", "run", f"book/{name}.ipynb")
    return (
        "Left: its text, and the name of its slide, in the chapter and in\n"
        "book/reference/lecture_map.md. CONTRIBUTING.md, Add a chapter, says the rest."
    )


if __name__ == "__main__":
    make = {"widget": widget, "chapter": chapter}
    if len(sys.argv) != 3 or sys.argv[1] not in make:
        sys.exit("usage: make widget NAME=spiral, or make chapter NAME=descent/newton")
    print(make[sys.argv[1]](sys.argv[2]))
