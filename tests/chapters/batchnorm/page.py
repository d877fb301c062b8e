"""The text of the page, so that a test can ask whether it tells the number that was measured."""

import re
from pathlib import Path

TEXT = (Path(__file__).parents[3] / "chapters/batchnorm/chapter.md").read_text(encoding="utf-8")


def claim(name):
    """The box of one claim, in one line."""
    found = re.search(rf":::{{claim}} {name}\n(.*?)\n:::", TEXT, re.DOTALL)
    return " ".join(found[1].split())


LINES = " ".join(TEXT.split())
"""All of the page in one line."""


def table_row(name):
    """The first row of a table that begins with this name."""
    return next(line.strip() for line in TEXT.splitlines() if line.strip().startswith(f"| {name} |"))
