r"""Problems for pencil and paper, with a field that checks the answer, a hint and a full solution to unfold.

    ::::{pencil} What is the slope of $y = x (1 - x)$?
    :formula: 1 - 2*x
    :at: x from -1 to 2

    Write it in $x$.

    :::{hint}
    A product has two terms.
    :::

    :::{solution}
    $1 \cdot (1 - x) + x \cdot (-1) = 1 - 2x$.
    :::
    ::::

The argument is the problem, and paragraphs add to it. What the field asks for is one of

- `:number:`, with `:within:` as the distance that is still right (rounding only, unless it is given); the reader may
  also type a formula without names, such as 3/8;
- `:formula:`, with the range of each of its names in `:at:`, compared at several points of them;
- `:shape:`, such as `(N, D)`.

Without a script there is no field; hint and solution unfold all the same. The solution is on the page on purpose.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from chapters._sphinx.directives.expressions import FUNCTIONS, PRIMES, evaluate, points
from chapters._sphinx.directives.questions import QuestionDirective, question_told, question_unfolding

ANSWERS = ("number", "formula", "shape")
RANGE = re.compile(r"(?P<name>[^\W\d]\w*) from (?P<low>\S+) to (?P<high>\S+)")


class question_field(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """The field for an answer; `asks` is what the script compares it with."""


def ranges(text: str) -> dict[str, tuple[float, float]]:
    """Read `x from 0 to 1, y from -1 to 1`.

    Raises
    ------
    ValueError
        If it is written in another way.
    """
    found = [RANGE.fullmatch(part.strip()) for part in text.split(",")]
    if not all(found) or len(found) > len(PRIMES):
        raise ValueError(f"the ranges of names are written as in 'x from 0 to 1, y from -1 to 1', not {text!r}")
    return {match["name"]: (float(match["low"]), float(match["high"])) for match in found if match}


class Pencil(QuestionDirective):
    """The directive `pencil`."""

    kind = "pencil"
    option_spec: ClassVar = {
        **dict.fromkeys((*ANSWERS, "at"), directives.unchanged_required),
        "within": directives.unchanged_required,
    }

    def run(self) -> list[nodes.Node]:
        """Parse the body: the problem, its hint and its solution."""
        try:
            asks = self._asks()
        except ValueError as error:
            raise self.error(f"a pencil cannot be checked: {error}") from None
        body = self.body()
        folded = [each for each in body if isinstance(each, question_unfolding)]
        if folded != body[-2:] or [each["summary"] for each in folded] != ["Hint", "Solution"]:
            raise self.error("a pencil ends with one hint and one solution")
        answer = question_field(asks=asks)
        box = self.ask([*body[:-2], answer])
        answer["input"] = f"{box['ids'][0]}-answer"
        box += [question_told(aloud=True), *body[-2:]]
        return [box]

    def _asks(self) -> dict[str, object]:
        """Return what the answer is compared with, as the script reads it."""
        given = [name for name in ANSWERS if name in self.options]
        if len(given) != 1:
            raise ValueError(f"it has one of the options {', '.join(f':{name}:' for name in ANSWERS)}")
        answer = self.options[given[0]]
        if given == ["number"]:
            within = float(self.options.get("within", 0))
            return {"number": evaluate(answer, {}), "within": within}
        if given == ["shape"]:
            return {"shape": answer}
        at = ranges(self.options.get("at", ""))
        if taken := sorted({*FUNCTIONS, "pi"} & set(at)):
            raise ValueError(f"{taken[0]!r} is the name of something else")
        for point in points(at):
            evaluate(answer, point)
        return {"formula": answer, "at": at}


class Unfolding(SphinxDirective):
    """The directives `hint` and `solution`."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Parse the body."""
        node = question_unfolding(summary=self.name.capitalize())
        self.set_source_info(node)
        self.state.nested_parse(self.content, self.content_offset, node)
        if not node.children:
            raise self.error(f"a {self.name} has a text")
        return [node]


LABELS = {"number": "Your answer", "shape": "Your answer, as in (3, 4)"}


def _visit_field(translator: HTML5Translator, node: question_field) -> None:
    name, asks = node["input"], node["asks"]
    kind = next(iter(asks))
    label = LABELS.get(kind) or f"Your answer, in {', '.join(asks['at'])}"
    translator.body.append(
        f'<form class="pencil-answer pst-js-only" data-asks="{escape(json.dumps(asks))}">'
        f'<label for="{name}">{escape(label)}</label>'
        f'<input type="text" id="{name}" autocomplete="off" autocapitalize="off" spellcheck="false">'
        '<button type="submit">Check</button></form>\n'
        "<noscript><p>Only a script can check an answer here; the solution below needs none.</p></noscript>\n"
    )
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directives and the node."""
    app.add_directive("pencil", Pencil)
    app.add_directive("hint", Unfolding)  # in place of the box of that name, which no page has
    app.add_directive("solution", Unfolding)
    app.add_node(question_field, html=(_visit_field, None))
