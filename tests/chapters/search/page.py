"""The text of the page, so that a test can ask whether it tells the number that was measured."""

import re
from pathlib import Path

_SOURCE = (Path(__file__).parents[3] / "chapters/search/chapter.md").read_text(encoding="utf-8")
TEXT = " ".join(_SOURCE.split())
"""The page in one line."""


def claim(name):
    """The box of one claim, in one line."""
    found = re.search(rf":::{{claim}} {name}\n(.*?)\n:::", _SOURCE, re.DOTALL)
    return " ".join(found[1].split())
