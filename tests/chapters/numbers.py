"""Lists the numbers in the prose of pages that no computation holds: `python -m tests.chapters.numbers search`.

The chapter's tests run, and every text that they find on the page ties the numbers in it. Other numbers are explained:
a year or a figure beside the source that has it, a setting that stands in the code which draws and measures, small
whole numbers, exact arithmetic in a formula, what a quiz makes up, and problems and states of the playground, whose
answers have tests of their own.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterator

import pytest

from autograder.publishing.release import chapters
from tests.chapters.page import ASKED, CHAPTERS
from tests.chapters.pencil import BOX as PROBLEM
from tests.chapters.states import BOX as STATE
from tests.house.prose import blank, words_of_page

NUMBER = re.compile(r"(?<![\w.^_{])\d[\d,_]*(?:\.\d+)?(?![\w}])(?:e-?\d+)?")
SENTENCE = re.compile(r"[^.!?|]+(?:[.!?](?!\s)[^.!?|]*)*")
YEAR = re.compile(r"(?:19|20)\d\d")
SOURCE = re.compile(r"\{cite")
FORMULA = re.compile(r"\$[^$]*=[^$]*\$")
CODE = re.compile(r"^`{3}\{code-cell\}.*?\n(.*?)^`{3}$", re.MULTILINE | re.DOTALL)
SMALL = 12
DEFINED = re.compile(r"95 %\s+interval|\b100 %|^:{3,}\{quiz\} .*$", re.MULTILINE)
"""What intervals are in this book, all of something, and what a question makes up to ask about."""


def settings(chapter: str) -> set[float]:
    """Numbers that stand in the code of a chapter: its modules, what it shares with others, its page's cells."""
    sources = [
        path.read_text(encoding="utf-8") for path in (*CHAPTERS.glob(f"{chapter}/*.py"), *CHAPTERS.glob("shared/*.py"))
    ]
    sources += [re.sub(r"^(:|%).*$", "", cell, flags=re.MULTILINE) for cell in CODE.findall(text(chapter))]
    nodes = (node for source in sources for node in ast.walk(ast.parse(source)))
    return {float(node.value) for node in nodes if isinstance(node, ast.Constant) and type(node.value) in (int, float)}


def text(chapter: str) -> str:
    """A chapter's page."""
    return (CHAPTERS / chapter / "chapter.md").read_text(encoding="utf-8")


def tied(chapter: str, page: str) -> set[int]:
    """The places of a page that tests of the chapter have asked for."""
    found: set[int] = set()
    for words in ASKED.get(chapter, ()):
        pattern = r"\s+".join(map(re.escape, words.split()))
        for match in re.finditer(pattern, page):
            found.update(range(*match.span()))
    return found


def explained(chapter: str, page: str) -> set[int]:
    """The places whose numbers need no computation."""
    found: set[int] = set()
    prose = PROBLEM.sub(lambda box: blank(box[0]), words_of_page(page))
    for sentence in SENTENCE.finditer(page):
        if SOURCE.search(sentence[0]):
            found.update(range(*sentence.span()))
    for formula in FORMULA.finditer(page):
        found.update(range(*formula.span()))
    for box in STATE.finditer(page):
        found.update(range(*box.span()))
    for words in DEFINED.finditer(page):
        found.update(range(*words.span()))
    known = settings(chapter)
    for match in NUMBER.finditer(page):
        value = float(match[0].replace(",", "").replace("_", ""))
        small = value == int(value) and "." not in match[0] and value <= SMALL
        if (
            small
            or YEAR.fullmatch(match[0])
            or value in known
            or value / 100 in known
            or not prose[match.start()].strip()
        ):
            found.update(range(*match.span()))
    return found


def untied(chapter: str) -> Iterator[str]:
    """Each number of a page that no test ties and no rule explains, with its line and words."""
    page = text(chapter)
    prose, free = words_of_page(page), tied(chapter, page) | explained(chapter, page)
    for match in NUMBER.finditer(prose):
        if match.start() not in free:
            line = page.count("\n", 0, match.start()) + 1
            words = " ".join(page[max(0, match.start() - 40) : match.end() + 30].split())
            yield f"chapters/{chapter}/chapter.md:{line}: {match[0]} in \u201c{words}\u201d"


def main(names: list[str]) -> None:
    """Run the chapters' tests and list what they leave."""
    for name in names:
        if pytest.main([f"tests/chapters/{name}", "-q", "--no-header", "-p", "no:cacheprovider"]) != 0:
            sys.exit(f"the tests of {name} fail: mend them first")
        found = list(untied(name))
        print(*found, f"{name}: {len(found)} numbers without a tie", sep="\n")  # noqa: T201


if __name__ == "__main__":
    main(sys.argv[1:] or chapters())
