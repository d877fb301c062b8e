"""What the graded notebooks of a chapter tell beside the scores: the judge's words, and the time they took."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from autograder.grading.course import Course

LIKELY = re.compile(r"^  Likely: (.*)$", re.MULTILINE)
EXAMPLES = 2
"""Answers that are kept for each mistake; nobody's name is on them."""
LONGEST = 1_500
"""Characters of an answer that is kept."""


@dataclass
class Graded:
    """All graded notebooks of a chapter together."""

    mistakes: Counter[str] = field(default_factory=Counter)
    """How often each likely mistake was named."""
    examples: dict[str, list[str]] = field(default_factory=dict)
    """For each of them, the answers of a few students."""
    seconds: list[float] = field(default_factory=list)
    """What each notebook took."""


def graded(course: Course, chapter: str) -> Graded:
    """Read the graded notebooks of a chapter, one after the other."""
    found = Graded()
    for path in sorted(course.folder.glob(f"autograded/*/{chapter}/{chapter}.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        about = notebook["metadata"].get("course", {})
        if "seconds" in about:
            found.seconds.append(about["seconds"])
        for words, answer in _mistakes(notebook["cells"]):
            found.mistakes[words] += 1
            examples = found.examples.setdefault(words, [])
            if len(examples) < EXAMPLES and answer not in examples:
                examples.append(answer)
    return found


def _mistakes(cells: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The judge's words below each check, with the answer that they are about."""
    answer = ""
    for cell in cells:
        about = cell["metadata"].get("nbgrader", {})
        if about.get("solution") and cell["cell_type"] == "code":
            answer = "".join(cell["source"])[:LONGEST]
        elif about.get("grade") and not about.get("solution"):
            texts = (output.get("data", {}).get("text/plain", "") for output in cell.get("outputs", []))
            yield from ((said, answer) for text in texts for said in LIKELY.findall("".join(text)))
