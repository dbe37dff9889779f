"""The Question's JavaScript says the same of every answer as Python, hostile text included."""

import json
import random
import re

import pytest
from answer_forms import formulas, letters, numbers
from javascript import JavaScript, literal

from lecture_lib import questions
from lecture_lib.questions import draws
from lecture_lib.questions.verdicts import judge

KEYS = [f"{chapter}/{id}" for chapter in questions.chapters() for id in questions.load(chapter)]
HOSTILE = [
    *re.split(
        r"\s+;\s+",
        """3/ ; 3//4 ; 1/0 ; -1/0 ; 0/0 ; 1e400 ; 1e-400 ; 10^400 ; (-8)^(1/3) ; 2^-1 ; 2**3 ; 3,5 ;
50 % ; ½ ; ² ; 3² ; √2 ; √(2) ; sqrt(2 ; exp(1000) ; log(-1) ; pi ; π ; e ; e e ; 2e ; 2e1 ;
sine(2) ; foo ; w ; x = 3 ; = 3 ; x == 3 ; x = y = 3 ; () ; [] ; ( ; [3 ; a ; A ; h ; aa ;
a b ; abc ; a, b, c ; b a c d e ; <img src=x onerror=alert(1)> ; ${1} ; 😀 ; ǅ ; İ ; ß ; 𝟙 ;
٣ ; n x m ; n × m ; nxm ; n by m ; (n, m) ; n, m, d ; 3 × 4 ; 3x4 ; k × k*d ; x ; x x x ;
constructor ; __proto__ ; toString ; hasOwnProperty ; max(1, 2) ; max(1) ; min(1, 2, 3) ;
abs(-3) ; |3| ; −3 ; - 3 ; +3 ; --3 ; 3 4 ; 3(4) ; (3)(4) ; 2x3""",
    ),
    "",
    "   ",
    "\n",
    "\x1c",
    "\ufeff",
    "\u00a03",
    *("1" * length for length in (499, 500, 501)),
    "(" * 60,
    "😀" * 500,
]


@pytest.fixture(scope="module")
def script():
    with JavaScript() as script:
        script.load_bundle("Question")
        yield script


def answers(question, key, draw, rng):
    """Return answers that come near to right or listed ones, and some that do not."""
    drawn = draws.numbers(question, key, draw)
    values = [question.get("answer"), *(wrong["value"] for wrong in question["wrong"])]
    found = []
    match question["kind"]:
        case "number":
            for x in (draws.value(each, drawn) for each in values):
                found += [*numbers(x), repr(x * (1 + 1e-3)), repr(x + 1e-3), repr(-x), f"{x:.2g}"]
        case "formula" if not drawn:
            names = question["variables"]
            for text in map(str, values):
                found += formulas(text, names)
                found += [f"{text} + {rng.choice(names)}", f"({text})*1.001", f"({text})/0"]
                found.append("".join(rng.sample(text, len(text))))
        case "choice" | "order":
            size = len(question.get("options") or question["items"])
            order = draws.shown_order(question, key)
            found += list("abcdefg")
            found += [
                form for _ in range(20) for form in letters(rng.sample(range(size), size), order)
            ]
        case "shape":
            sizes = [*question["letters"], "1", "2", "0"]
            sizes += [
                f"{rng.choice(sizes)}{rng.choice('*+-')}{rng.choice(sizes)}" for _ in range(5)
            ]
            found += [f"{rng.choice(sizes)} × {rng.choice(sizes)}" for _ in range(20)]
    return found


@pytest.mark.parametrize("key", KEYS)
def test_verdicts_and_draws_are_the_same(script, key):
    question = questions.load(*key.split("/"))
    shown = questions.page_form(question)
    # As a page carries it, whose names are in the order of the alphabet.
    script.context.eval(f"globalThis.question = {json.dumps(shown, sort_keys=True)}")
    rng = random.Random(key)
    total = draws.count(question)
    assert script.run("Question.math.count(question)") == total
    assert script.run(f"Question.math.shownOrder(question, '{key}')") == draws.shown_order(
        question, key
    )
    for draw in sorted({0, total - 1, total, rng.randrange(total)}):
        given = script.run(f"Question.math.numbers(question, '{key}', {draw})")
        assert given == draws.numbers(question, key, draw)
        tried = [*answers(question, key, draw, rng), *HOSTILE]
        call = f"{literal(tried)}.map((a) => Question.math.judge(question, '{key}', a, {draw}))"
        for answer, said in zip(tried, script.run(call), strict=True):
            python = judge(question, key, answer, draw)
            assert said == {"right": python.right, "said": python.said, "wrong": python.wrong}, (
                answer
            )


def test_seeds_are_the_same(script):
    for key in [*KEYS, "a", "a/b"]:
        assert script.run(f"Question.math.seedOf('{key}')") == draws.seed_of(key)
