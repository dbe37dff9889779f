"""What forges read: each file is what its schema allows, and every command is a verb of ours."""

import json
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from downloads import KINDS
from readme_picture import PICTURE, picture

from lecture_lib import widgets

ROOT = Path(__file__).resolve().parents[1]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = [
    path
    for path in sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
    if path.stem != "config"
]
SCHEMAS = [
    ("github-workflows", WORKFLOWS),
    ("github-issue-forms", FORMS),
    ("github-issue-config", [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"]),
    ("dependabot", [ROOT / ".github" / "dependabot.yml"]),
    ("citation-file-format", [ROOT / "CITATION.cff"]),
]
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
VERBS = set(re.findall(r"^([a-z]+):.*## ", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def check(schema, paths):
    """Hold files to a schema that check-jsonschema brings along."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    return subprocess.run([*command, *map(str, paths)], capture_output=True, text=True)


@pytest.mark.parametrize(("schema", "paths"), SCHEMAS, ids=[schema for schema, _ in SCHEMAS])
def test_files_are_what_their_schema_allows(schema, paths):
    assert paths
    done = check(schema, paths)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [(WORKFLOWS[0], "runs-on:", "run-on:"), (FORMS[0], "type: input", "type: entry")],
)
def test_a_wrong_word_is_found(tmp_path, path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    wrong = tmp_path / path.name
    wrong.write_text(text.replace(old, new, 1), encoding="utf-8")
    schema = "github-workflows" if path in WORKFLOWS else "github-issue-forms"
    assert check(schema, [wrong]).returncode == 1


def jobs():
    return [
        pytest.param(job, id=f"{path.stem}-{name}")
        for path in WORKFLOWS
        for name, job in read(path)["jobs"].items()
    ]


@pytest.mark.parametrize("job", jobs())
def test_every_command_is_a_verb_and_every_action_is_pinned(job):
    commands = [step["run"] for step in job["steps"] if "run" in step]
    assert commands
    for command in commands:
        assert command == ".ci/run" or command.removeprefix("make ") in VERBS, command
    for step in job["steps"]:
        assert "run" in step or PINNED.fullmatch(step["uses"])
    assert job["timeout-minutes"] <= 120


def test_what_is_published_offers_the_book_to_take_along():
    (pages,) = read(ROOT / ".github" / "workflows" / "publish.yml")["jobs"].values()
    commands = [step["run"] for step in pages["steps"] if "run" in step]
    made = [f"make {kind}" for kind in KINDS]
    assert commands == ["make book", *made, "make publish"]  # the archive last: it holds the others


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.stem)
def test_a_workflow_may_do_no_more_than_it_needs(path):
    workflow = read(path)
    writes = path.stem in ("publish", "release")
    assert workflow["permissions"] == {"contents": "write" if writes else "read"}
    events = workflow[True]  # the word `on`, as YAML reads it
    assert not (writes and "pull_request" in events)


def test_every_python_that_is_promised_is_tested():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tested = read(ROOT / ".github" / "workflows" / "test.yml")["jobs"]["linux"]["strategy"]
    assert tested["matrix"]["python"] == ["3.11", "3.12", "3.13"]
    assert project["requires-python"] == ">=3.11,<3.14"


def test_the_command_of_the_container_is_a_verb():
    container = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text())
    assert container["postCreateCommand"].removeprefix("make ") in VERBS


def test_colab_is_asked_with_its_own_python_wherever_there_is_another(tmp_path):
    for name, word in [("here", "here"), ("own/bin", "own")]:
        program = tmp_path / name / "python3"
        program.parent.mkdir(parents=True)
        program.write_text(f"#!/bin/sh\necho {word}\n")
        program.chmod(0o755)
    path = f"{tmp_path / 'here'}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["make", "--silent", "colab", f"VENV={tmp_path / 'own'}"],
        cwd=ROOT,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
    )
    assert done.stdout.split() == ["here", "here"], done.stderr


def test_the_machine_on_binder_has_the_pins_and_the_library():
    folder = ROOT / ".binder"
    assert "-r ../requirements.txt" in (folder / "requirements.txt").read_text()
    assert (folder / "runtime.txt").read_text() == "python-3.12\n"
    script = folder / "postBuild"
    assert script.stat().st_mode & 0o100  # it is run
    assert subprocess.run(["bash", "-n", script]).returncode == 0
    assert "--editable ." in script.read_text()


def test_the_form_for_a_page_has_the_fields_that_its_link_fills_in():
    fields = {part["id"] for part in read(ROOT / ".github" / "ISSUE_TEMPLATE" / "book.yml")["body"]}
    assert {"page", "section"} <= fields


def test_the_form_for_a_widget_names_all_of_them():
    (dropdown,) = [
        part
        for part in read(ROOT / ".github" / "ISSUE_TEMPLATE" / "widget.yml")["body"]
        if part["type"] == "dropdown"
    ]
    assert dropdown["attributes"]["options"] == sorted(widgets.__all__)


def test_title_and_version_stand_the_same_everywhere():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    citation = read(ROOT / "CITATION.cff")
    archive = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    title = read(ROOT / "_config.yml")["title"]
    assert {citation["title"], archive["title"]} == {title}
    assert {citation["version"], archive["version"]} == {project["version"]}
    assert citation["license"][0] == archive["license"] == project["license"]
    assert [each["name"] for each in citation["authors"]] == [
        each["name"] for each in archive["creators"]
    ]


def test_the_picture_of_the_readme_is_what_the_stepper_draws():
    assert PICTURE.read_text(encoding="utf-8") == picture()
    address = PICTURE.relative_to(ROOT).as_posix()
    assert f"]({address})" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["README.md", "CONTRIBUTING.md", "CODE_OF_CONDUCT.md", "SECURITY.md"]
)
def test_papers_lead_to_files_that_are_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    leads = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [path for path in leads if not (ROOT / path).exists()] == []
