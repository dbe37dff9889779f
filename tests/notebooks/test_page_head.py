"""What search engines are told of a page."""

import page_head
import pytest
from docutils.core import publish_doctree
from PIL import Image


def described(text):
    return page_head.description(publish_doctree(text))


def test_a_page_is_described_by_how_it_begins():
    title = "Momentum\n========\n\n"
    assert described(f"{title}Every *claim*\nis proved.\n\nAnd more.") == "Every claim is proved."


def test_a_list_that_the_first_sentence_leads_to_is_taken_in():
    text = "Momentum\n========\n\nAfter this you can\n\n- say why;\n- say when.\n"
    assert described(text) == "After this you can say why; say when."


def test_a_long_beginning_ends_with_a_word():
    said = described(f"Momentum\n========\n\n{'wonderful ' * 40}\n")
    assert len(said) <= page_head.LONGEST
    assert said.endswith("wonderful…")


@pytest.mark.parametrize("size", [(900, 600), (400, 1200)])
def test_a_card_shows_the_whole_picture_on_white(tmp_path, size):
    Image.new("RGBA", size, (0, 103, 165, 255)).save(tmp_path / "picture.png")
    page_head.card(tmp_path / "picture.png", tmp_path / "cards" / "card.png")
    card = Image.open(tmp_path / "cards" / "card.png")
    assert card.size == page_head.CARD
    assert card.mode == "RGB"
    assert card.getpixel((0, 0)) == (255, 255, 255)
    ink = card.convert("L").point(lambda value: 255 * (value < 200)).getbbox()
    assert (ink[2] - ink[0]) / (ink[3] - ink[1]) == pytest.approx(size[0] / size[1], rel=0.02)
