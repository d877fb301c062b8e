"""The problems for pencil and paper, read from the pages, so that a test can hold each answer against what it computes.

def test_the_slope_of_a_sigmoid():
    problem = find("backward", "slope of the sigmoid")
    assert problem.agrees(lambda y: y * (1 - y))
"""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

import sympy

from chapters._sphinx.directives.expressions import evaluate, points
from chapters._sphinx.directives.pencil import ANSWERS, ranges
from tests.chapters.page import CHAPTERS

BOX = re.compile(
    r"^(?P<fence>:{3,}|`{3,})\{pencil\} (?P<question>.+?)\n(?P<options>(?::\w+:[^\n]*\n)*)(?P<body>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)
OPTION = re.compile(r"^:(\w+): *(.*)$", re.MULTILINE)


@dataclass(frozen=True)
class Problem:
    """A problem as its page asks it: `kind` is number, formula or shape, `answer` what stands behind it."""

    question: str
    kind: str
    answer: str
    options: dict[str, str]

    @property
    def at(self) -> dict[str, tuple[float, float]]:
        """The ranges of the formula's names."""
        return ranges(self.options["at"])

    def agrees(self, right: float | Callable[..., float]) -> bool:
        """Whether the answer is this number, or has the values of this function of the formula's names."""
        if self.kind == "number":
            within = float(self.options.get("within", 0)) + 1e-9 * abs(right)
            return abs(evaluate(self.answer, {}) - right) <= within
        return all(
            math.isclose(evaluate(self.answer, point), right(**point), rel_tol=1e-9, abs_tol=1e-12)
            for point in points(self.at)
        )

    def symbolic(self) -> sympy.Expr:
        """The answer for SymPy, with real symbols of the formula's names."""
        names = {name: sympy.Symbol(name, real=True) for name in (self.at if self.kind == "formula" else ())}
        return sympy.sympify(self.answer.replace("^", "**"), locals=names)

    def shape(self, **sizes: int) -> tuple[int, ...]:
        """The shape for these sizes of its letters."""
        axes = filter(None, re.sub(r"[\s()]", "", self.answer).split(","))
        return tuple(int(evaluate(axis, sizes)) for axis in axes)


def read(text: str) -> list[Problem]:
    """The problems of a page."""
    found = []
    for box in BOX.finditer(text):
        options = {name: value.strip() for name, value in OPTION.findall(box["options"])}
        [kind] = options.keys() & set(ANSWERS)
        found.append(Problem(box["question"], kind, options[kind], options))
    return found


def problems(chapter: str) -> list[Problem]:
    """The problems of a chapter's page."""
    return read((CHAPTERS / chapter / "chapter.md").read_text(encoding="utf-8"))


def find(chapter: str, words: str) -> Problem:
    """The one problem of a chapter whose question has these words."""
    [found] = [each for each in problems(chapter) if words in each.question]
    return found


def unchecked(chapter: str, asked: list[Problem], tests: str) -> list[str]:
    """The questions of a chapter that no `find(chapter, words)` in the text of the tests names."""
    named = re.findall(rf"""find\(\s*["']{chapter}["'],\s*r?["'](.+?)["']\s*\)""", tests)
    return [each.question for each in asked if not any(words in each.question for words in named)]
