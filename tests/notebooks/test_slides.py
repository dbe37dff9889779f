"""The slides: each of the lecture's has its place, in its order, with notes and few words."""

import re

import pytest
from bs4 import BeautifulSoup
from contents import ROOT
from deck import slides
from lecture_map import row, rows

SOURCE = (ROOT / "book" / "teaching" / "slides.md").read_text(encoding="utf-8")
SLIDES = re.split(r"^### ", re.sub(r"^## .*$", "", SOURCE, flags=re.MULTILINE), flags=re.MULTILINE)
OF = re.compile(r"^```\{slide\} (.+)\n:section: (.+)\n```$", re.MULTILINE)
NOTES = re.compile(r"^```\{notes\}\n(.+?)^```$", re.MULTILINE | re.DOTALL)

every_slide = pytest.mark.parametrize("slide", SLIDES[1:], ids=lambda s: s.split("\n", 1)[0])


def test_every_slide_of_the_lecture_has_its_place_in_its_order():
    found = [OF.search(slide)[1] for slide in SLIDES[1:]]
    assert list(dict.fromkeys(found)) == [each.slide for each in rows()]
    assert found == sorted(found, key=[each.slide for each in rows()].index)  # none comes back


@every_slide
def test_a_slide_says_where_it_is_from_and_what_to_ask(slide):
    assert len(OF.findall(slide)) == 1
    (notes,) = NOTES.findall(slide)
    assert re.match(r"\*\*(Ask|Predict|Say)\.\*\*", notes)


@every_slide
def test_a_slide_has_few_words(slide):
    shown = OF.sub("", NOTES.sub("", slide))
    shown = re.sub(r"```\{widget\}.*?```|~~~.*?~~~|\$\$.*?\$\$", "", shown, flags=re.DOTALL)
    assert len(re.sub(r"\$[^$]*\$|[|*`#-]", " ", shown).split()) <= 60


def test_a_slide_that_the_map_does_not_have_is_refused():
    assert row("RMSProp").pages == ["book/adaptive/adagrad_rmsprop"]
    with pytest.raises(KeyError, match=r"no slide 'RMSprop' .* it has .*'RMSProp'"):
        row("RMSprop")


PAGE = """<section id="a"><h1>A<a class="headerlink">#</a></h1><p>First</p>
<section id="b"><h2>B</h2>
<section id="c"><h3>C</h3><div class="slide-notes container"><p>Ask</p></div></section>
<section id="d"><h3>D</h3><div class="slide-about"></div><p>Text</p>
<div class="lecture-widget"></div></section></section></section>"""


def test_the_deck_has_a_slide_for_each_title_and_notes_as_reveal_reads_them():
    deck = BeautifulSoup(slides(PAGE), "html.parser").find_all("section", recursive=False)
    assert [(each["id"], each["class"], each.h2.text) for each in deck] == [
        ("a", ["slide-first"], "A"),
        ("b", ["slide-part"], "B"),
        ("c", ["slide-one"], "C"),
        ("d", ["slide-one", "slide-moving"], "D"),
    ]
    assert [len(each.find_all("section")) for each in deck] == [0] * 4
    assert deck[2].select_one("aside.notes").text == "Ask"
    # Beside the title of a slide with a widget stands what is written on it.
    parts = deck[3].find_all(True, recursive=False)
    assert [part.get("class") or part.name for part in parts] == [
        "h2",
        ["slide-text"],
        ["slide-about"],
        ["lecture-widget"],
    ]
    assert parts[1].text == "Text"
    assert "data-prevent-swipe" in parts[3].attrs
