"""A chapter's page, so that a test can ask whether it tells the number that was measured."""

import re
from pathlib import Path

CHAPTERS = Path(__file__).parents[2] / "chapters"


class Page:
    """The text of `chapters/<chapter>/chapter.md`."""

    def __init__(self, chapter):
        self.text = (CHAPTERS / chapter / "chapter.md").read_text(encoding="utf-8")
        self.line = " ".join(self.text.split())
        """All of the text in one line."""

    def claim(self, name):
        """The box of one claim, in one line."""
        box = re.search(rf":::{{claim}} {name}\n(.*?)\n:::", self.text, re.DOTALL)
        return " ".join(box[1].split())

    def table_row(self, name):
        """The first row of a table that begins with this name."""
        return next(line.strip() for line in self.text.splitlines() if line.strip().startswith(f"| {name} |"))


def near(text, pairs):
    """Whether a text tells these means and half-widths, in order, so far as their intervals overlap.

    For training that is chaotic: a processor that rounds differently takes it elsewhere within its spread.
    """
    said = [(float(mean.replace("−", "-")), float(half)) for mean, half in re.findall(r"([−\d.]+) ± ([\d.]+)", text)]
    return len(said) == len(pairs) > 0 and all(
        abs(mean - there) <= half + width and max(half, width) <= 3 * min(half, width)
        for (mean, half), (there, width) in zip(pairs, said, strict=True)
    )


def told(pair, digits=1, sign=False):
    """A mean and half the width of its interval, as pages write them."""
    mean, half = pair
    return f"{mean:{'+' if sign else ''}.{digits}f} ± {half:.{digits}f}".replace("-", "−")
