"""The text of the page, so that a test can ask whether it tells the number that was measured."""

import re
from pathlib import Path

TEXT = (Path(__file__).parents[3] / "chapters/initialization/chapter.md").read_text(encoding="utf-8")
PROSE = " ".join(TEXT.split())


def claim(name):
    """The box of one claim, in one line."""
    found = re.search(rf":::{{claim}} {name}\n(.*?)\n:::", TEXT, re.DOTALL)
    return " ".join(found[1].split())


def told(pair, digits):
    """Mean and half width of an interval, as the page writes them."""
    return f"{pair[0]:.{digits}f} ± {pair[1]:.{digits}f}"
