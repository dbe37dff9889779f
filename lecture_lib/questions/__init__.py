"""Questions of the chapters: what they ask, and how an answer is judged.

They are written in a TOML file beside each chapter (`schema` says what may stand in it);
``make questions`` puts them, with their formulas as MathML, into ``data``.
"""

from .chapters import Text, chapters, load, page_form
from .schema import MOST_DRAWS, QuestionError, read
from .verdicts import Verdict, judge, spoken

__all__ = [
    "MOST_DRAWS",
    "QuestionError",
    "Text",
    "Verdict",
    "chapters",
    "judge",
    "load",
    "page_form",
    "read",
    "spoken",
]
