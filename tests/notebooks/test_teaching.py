"""The teacher's pack: every chapter, and nothing that a chapter does not have."""

import practice
import pytest
from kinds_of_widgets import PICTURED
from teaching import LECTURE, alone, plan, sources, taught

CHAPTERS = {chapter.name: chapter for chapter in practice.chapters()}
SAID = plan()["chapter"]
FIELDS = {"name", "minutes", "say", "ask", "set", "widget"}

every_chapter = pytest.mark.parametrize("said", SAID, ids=lambda said: said["name"])


def test_every_chapter_with_exercises_is_there_in_the_order_of_the_book():
    names = [name for name in CHAPTERS if practice.exercises(name)]
    assert [said["name"] for said in SAID] == names
    assert [chapter.name for chapter, _ in taught()] == names


def test_the_plan_has_ninety_minutes():
    assert sum(said["minutes"] for said in SAID) + plan()["pauses"] == LECTURE == 90


@every_chapter
def test_what_is_named_is_in_the_chapter(said):
    assert FIELDS - {"widget"} <= set(said) <= FIELDS
    page = practice.ROOT / f"{CHAPTERS[said['name']].page}.ipynb"
    assert set(said["ask"]) <= set(practice.asked(said["name"]))
    assert set(said["set"]) <= set(sources(CHAPTERS[said["name"]].page).exercises)
    assert 2 <= len(said["ask"]) <= 3
    assert any(
        f"exercise-{name.replace('_', '-')}" in said["set"]
        for name in practice.exercises(said["name"])
    )
    for widget in said.get("widget", []):
        assert set(widget) == {"name", "when", "predict"}
        assert f"{widget['name']}(" in page.read_text(encoding="utf-8")


def test_every_widget_is_shown_somewhere():
    assert {widget["name"] for said in SAID for widget in said.get("widget", [])} == set(PICTURED)


@every_chapter
def test_a_chapter_says_what_one_can_do_after_it_and_how_long_it_takes(said):
    chapter = CHAPTERS[said["name"]]
    assert len(sources(chapter.page).aims) >= 4
    assert 60 <= alone(chapter) <= 300
    assert alone(chapter) % 15 == 0
