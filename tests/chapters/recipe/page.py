"""The text of the page, so that a test can ask whether it tells the number that was measured."""

import re
from pathlib import Path

from chapters.recipe.sick import interval

TEXT = (Path(__file__).parents[3] / "chapters/recipe/chapter.md").read_text(encoding="utf-8")
PLAIN = " ".join(TEXT.split())


def claim(name):
    """The box of one claim, in one line."""
    found = re.search(rf":::{{claim}} {name}\n(.*?)\n:::", TEXT, re.DOTALL)
    return " ".join(found[1].split())


def told(values, digits=1, sign=False):
    """A mean and its interval as the page writes them."""
    mean, half = interval(values)
    return f"{mean:{'+' if sign else ''}.{digits}f} ± {half:.{digits}f}".replace("-", "−")
