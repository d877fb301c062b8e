"""A chapter's page, so that a test can ask whether it tells the number that was measured."""

import re
from itertools import takewhile
from pathlib import Path

CHAPTERS = Path(__file__).parents[2] / "chapters"

ASKED = {}
"""By chapter, the texts that tests have found on its page: `tests.chapters.numbers` lists numbers that are in none."""


class Text(str):
    """A text of a page that keeps what it was asked for."""

    def __new__(cls, text, chapter):
        made = super().__new__(cls, text)
        made.asked = ASKED.setdefault(chapter, set())
        return made

    def __contains__(self, words):
        found = super().__contains__(words)
        if found:
            self.asked.add(str(words))
        return found


class Page:
    """The text of `chapters/<chapter>/chapter.md`."""

    def __init__(self, chapter):
        self.chapter = chapter
        self.text = Text((CHAPTERS / chapter / "chapter.md").read_text(encoding="utf-8"), chapter)
        self.line = Text(" ".join(self.text.split()), chapter)
        """All of the text in one line."""

    def claim(self, name):
        """The box of one claim, in one line."""
        box = re.search(rf":::{{claim}} {name}\n(.*?)\n:::", self.text, re.DOTALL)
        return Text(" ".join(box[1].split()), self.chapter)

    def table_row(self, name):
        """The first row of a table that begins with this name."""
        row = next(line.strip() for line in self.text.splitlines() if line.strip().startswith(f"| {name} |"))
        ASKED[self.chapter].add(row)
        return row

    def cells(self, name):
        """The cells of this row behind its name."""
        return _cells(self.table_row(name))[1:]

    def table(self, head):
        """The cells of all rows of the table that has this head, its first line."""
        lines = [line.strip() for line in self.text.splitlines()]
        rows = list(takewhile(lambda line: line.startswith("|"), lines[lines.index(head) + 2 :]))
        ASKED[self.chapter].update(rows)
        return [_cells(row) for row in rows]


def _cells(row):
    return [cell.strip() for cell in row.strip("|").split("|")]


def near(cell, pair):
    """Whether a table's cell tells this mean and half-width so far as that their intervals overlap.

    For training that is chaotic: a processor that rounds differently takes it elsewhere within its spread.
    """
    mean, half = pair
    there, width = map(float, cell.replace("−", "-").split(" ± "))
    return abs(mean - there) <= half + width and max(half, width) <= 3 * min(half, width)


def told(pair, digits=1, sign=False):
    """A mean and half the width of its interval, as pages write them."""
    mean, half = pair
    return f"{mean:{'+' if sign else ''}.{digits}f} ± {half:.{digits}f}".replace("-", "−")


def power(value: float, digits: int = 0) -> str:
    """A very small or very large number as a page writes it: 2.4e-13 is `2.4\\times10^{-13}`."""
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    return rf"{mantissa}\times10^{{{int(exponent)}}}"
