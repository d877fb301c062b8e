"""The text of the page, so that a test can ask whether it tells the number that was measured."""

import re
from pathlib import Path

TEXT = " ".join((Path(__file__).parents[3] / "chapters/dropout/chapter.md").read_text(encoding="utf-8").split())


def claim(name):
    """The box of one claim, in one line."""
    return re.search(rf":::{{claim}} {name} (.*?) :::", TEXT)[1]


def told(pair, digits=1):
    """A mean and half its interval as the page writes them."""
    return "{:.{d}f} ± {:.{d}f}".format(*pair, d=digits).replace("-", "−")
