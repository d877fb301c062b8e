"""Questions at the end of a chapter, and cases of the clinic: options that explain, and nothing else.

    :::{quiz} Why does the gradient have the right shape and the wrong values?
    - [ ] A transposed product.

      That would mix the entries up, not scale them all alike.
    - [x] A mean over the batch where the chain rule asks for a sum.

      The upstream gradient holds the $1/N$ of the loss already.
    :::

The argument is the question; paragraphs before the list add to it. A `clinic` is written in the same way. The figure of
its case is the output of a cell of its own before it, its options are mistakes, and each explanation says which
observation tells this mistake from the others.
"""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx

from chapters._sphinx.directives.questions import QuestionDirective


class Clinic(QuestionDirective):
    """The directive `clinic`."""

    kind = "clinic"

    def run(self) -> list[nodes.Node]:
        """Parse the body and make options of the list's items."""
        *blocks, last = self.body() or [None]
        if not isinstance(last, nodes.bullet_list):
            raise self.error(f"a {self.kind} ends with the list of its options")
        box = self.ask(blocks, self.number())
        options = self.options_of(last, box)
        if options[0]["several"]:
            box.children[0] += nodes.paragraph("", "Choose all that apply.", classes=["quiz-hint"])
        box.children[0] += options
        return [box]

    def number(self) -> int | None:
        """Return the number of the question on its page, if it has one."""
        return None


class Quiz(Clinic):
    """The directive `quiz`."""

    kind = "quiz"

    def number(self) -> int:
        """Return the next number of this page."""
        return self.env.new_serialno("quiz") + 1


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("clinic", Clinic)
    app.add_directive("quiz", Quiz)
