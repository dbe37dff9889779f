"""A link in a page brings its widget to life in the state that Python writes into it."""

import json

import pytest
from kinds_of_widgets import make
from linked_states import LINKED
from living import Living

from lecture_lib import widgets
from lecture_lib.widgets import alone
from lecture_lib.widgets.scripts import shared_scripts


@pytest.mark.parametrize("name", LINKED)
def test_it_shows_what_the_link_says(name):
    page = Living(name)
    kind = getattr(widgets, name)
    for script in (*shared_scripts(alone.SHARE).values(), alone.share_script([kind])):
        page.engine.eval(script)
    page.engine.eval(f"globalThis.read = Share.read('{name}', '#{LINKED[name]}'); 0")
    page.bring(page.run("read"))
    widget = kind.from_link(LINKED[name])
    assert page.state() == json.loads(json.dumps(widget.state()))
    assert page.state() != json.loads(json.dumps(make(name).state()))
    written = page.run(f"Share.written('{name}', hands.state())")
    assert written == LINKED[name]
    assert page.run("[...hands.wrongMarkup(), ...hands.outside()]") == []
    page.close()
