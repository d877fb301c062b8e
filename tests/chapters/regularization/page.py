"""The text of the page, so that a test can ask whether it tells the number that was measured."""

import re
from pathlib import Path

TEXT = (Path(__file__).parents[3] / "chapters/regularization/chapter.md").read_text(encoding="utf-8")


def claim(name):
    """The box of one claim, in one line."""
    found = re.search(rf":::{{claim}} {name}\n(.*?)\n:::", TEXT, re.DOTALL)
    return " ".join(found[1].split())


PLAIN = " ".join(TEXT.split())


def told(mean, half, digits=2):
    """A mean and its interval as the page writes them."""
    return f"{mean:.{digits}f} ± {half:.{digits}f}".replace("-", "−")
