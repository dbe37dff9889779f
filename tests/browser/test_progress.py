"""What a reader has done: kept in the browser, marked beside chapters, told on a page."""

import json

import pytest

CHAPTER, WORK = "book/backprop/recall", "book/practice/your_work"
ANSWER = """([id, right, shown]) => document.dispatchEvent(new CustomEvent("lecture:answered", {
  detail: { chapter: "recall", id, kind: "number", right, first: true, shown } }))"""
NOTED = """(history) => {
  let record = undefined;
  return history.map(([day, right, shown]) => {
    record = lectureProgress.noted(record, { right, shown }, day);
    return [record.standing, record.due];
  });
}"""


@pytest.fixture
def reader(browser, roots):
    """A browser of one reader; `reader(page)` opens a page in it."""
    context = browser.new_context()
    faults = []

    def open_one(name, scheme="http"):
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on(
            "request",
            lambda r: None if r.url.startswith((roots[scheme], "blob:")) else faults.append(r.url),
        )
        page.goto(f"{roots[scheme]}{name}.html")
        return page

    yield open_one
    context.close()
    assert faults == []


def answer(page, id, right=True, shown=False):
    page.evaluate(ANSWER, [id, right, shown])


def mark(page):
    return page.locator("#book-contents .current .practised").all_inner_texts()


def take(page, text, name="mine.json"):
    page.locator("[data-work=import]").set_input_files(
        {"name": name, "mimeType": "application/json", "buffer": text.encode()}
    )
    return page.locator("[data-work=says]")


def answers(page):
    return page.evaluate("lectureProgress.answers()")


def test_what_was_wrong_comes_back_after_1_3_7_and_21_days_and_then_no_more(reader):
    page = reader(WORK)
    history = [(10, False), (10, True), (11, True), (12, True), (14, True), (21, True), (42, True)]
    told = page.evaluate(NOTED, [[day, right, False] for day, right in history])
    assert told == [
        ["wrong", 11],
        ["right", 11],  # at once after the reason was read: it still comes back
        ["right", 14],
        ["right", 14],  # before its day nothing is gained
        ["right", 21],
        ["right", 42],
        ["right", None],
    ]
    assert page.evaluate(NOTED, [[10, True, False], [11, False, False]]) == [
        ["right", None],
        ["wrong", 12],
    ]
    assert page.evaluate(NOTED, [[10, False, True], [10, True, True]]) == [
        ["shown", 11],
        ["shown", 11],
    ]


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_answers_are_marked_and_known_after_a_reload(reader, scheme):
    page = reader(CHAPTER, scheme)
    assert mark(page) == []
    answer(page, "one-step")
    answer(page, "three-labels", right=False)
    total = page.locator("#book-contents nav").get_attribute("data-practice")
    total = dict(each.split(":") for each in total.split())["recall"]
    assert mark(page) == [f" 1 of {total} done"]
    page.reload()
    assert len(mark(page)) == 1
    for id, words in (("one-step", "answered before"), ("three-labels", "not yet right")):
        question = page.locator(f"#question-{id}")
        question.scroll_into_view_if_needed()
        assert question.locator(".q-standing").inner_text() == words


def test_your_work_says_what_is_done_and_what_to_repeat(reader):
    page = reader(WORK)
    answer(page, "one-step")
    answer(page, "three-labels", right=False)
    saved = json.loads(page.evaluate("lectureProgress.text()"))
    saved["answers"]["recall/three-labels"] |= {"day": 100, "due": 101}
    page.evaluate("lectureProgress.forget()")
    assert answers(page) == {}
    said = take(page, json.dumps(saved))
    said.get_by_text("was taken: 2 more answers").wait_for()
    assert page.locator("[data-work=due] a").count() == 1
    chapter = page.locator("[data-work-chapter]", has=page.locator("[data-key='recall/one-step']"))
    assert chapter.locator(".work-count").inner_text().startswith("1 of ")
    link = page.locator("[data-work=due] a").get_attribute("href")
    assert link.endswith("recall.html#question-three-labels")


def kept(key="a/b", version=1, **changes):
    record = {"standing": "right", "day": 1, "step": None, "due": None} | changes
    return json.dumps({"version": version, "answers": {key: record}})


BAD = {
    "text": "no file of ours",
    "list": "[]",
    "null": "null",
    "version": kept(version=2),
    "key": kept("<b>"),
    "standing": kept(standing="best"),
    "day": kept(day="1"),
    "step": kept(step=9, due=2),
    "record": '{"version": 1, "answers": {"a/b": null}}',
    "long": " " * 1_000_001,
}


def test_a_bad_file_is_refused_with_a_word_and_nothing_is_lost(reader):
    page = reader(WORK)
    answer(page, "one-step")
    before = answers(page)
    for name, text in BAD.items():
        said = take(page, text, f"{name}.json")
        said.get_by_text(f"{name}.json was not taken: it").wait_for()
        assert said.inner_text().endswith("Your work is as it was.")
        assert answers(page) == before
    page.reload()
    assert answers(page) == before


def test_a_file_takes_it_along(reader, tmp_path):
    page = reader(WORK)
    answer(page, "one-step")
    page.reload()
    with page.expect_download() as download:
        page.locator("[data-work=export]").click()
    path = tmp_path / "saved.json"
    download.value.save_as(path)
    before = answers(page)
    page.locator("[data-work=forget]").click()
    page.locator("dialog button[value=keep]").click()
    assert answers(page) == before
    page.locator("[data-work=forget]").click()
    page.locator("dialog button[value=forget]").click()
    page.locator("[data-work=says]").get_by_text("Everything is forgotten.").wait_for()
    assert answers(page) == {}
    take(page, path.read_text(encoding="utf-8")).get_by_text("1 more answers").wait_for()
    assert answers(page) == before


def test_without_storage_all_works_and_is_forgotten(reader):
    page = reader(WORK)
    page.add_init_script(
        """Object.defineProperty(globalThis, "localStorage",
           { get() { throw new DOMException("no", "SecurityError"); } })"""
    )
    page.reload()
    answer(page, "one-step")
    assert set(answers(page)) == {"recall/one-step"}
    page.reload()
    assert answers(page) == {}


def test_what_is_stored_and_no_account_counts_as_nothing(reader):
    page = reader(CHAPTER)
    answer(page, "one-step")
    page.evaluate("Object.keys(localStorage).forEach((key) => localStorage.setItem(key, '{'))")
    page.reload()
    assert answers(page) == {}
    answer(page, "one-step")
    assert set(answers(page)) == {"recall/one-step"}
