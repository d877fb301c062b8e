"""Quiz questions that need neither a kernel nor a script.

    :::{quiz} Why does the gradient have the right shape and the wrong values?
    - [ ] A transposed product.

      That would mix the entries up, not scale them all alike.
    - [x] A mean over the batch where the chain rule asks for a sum.

      The upstream gradient holds the $1/N$ of the loss already.
    :::

The argument is the question; paragraphs before the list add to it. Each item of the list is an option, right with `[x]`
and wrong with `[ ]`: its first paragraph is the text of the option, the rest explains it and is shown when the reader
chooses it. One right option makes radio buttons, several make checkboxes. What is shown is decided by CSS alone.
"""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator


class quiz(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """A question: its text, further blocks, then the options."""


class quiz_text(nodes.General, nodes.TextElement):  # noqa: N801
    """The question in one line."""


class quiz_option(nodes.General, nodes.Element):  # noqa: N801
    """One answer to choose: its text, then the blocks that explain it."""


class quiz_answer(nodes.General, nodes.TextElement):  # noqa: N801
    """The text of an option."""


class Quiz(SphinxDirective):
    """The directive `quiz`."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Parse the body and make options of the list's items."""
        body = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, body)
        if not body.children or not isinstance(body.children[-1], nodes.bullet_list):
            raise self.error("a quiz ends with the list of its options")
        options = [self._option(item) for item in body.children[-1].children]
        right = sum(option["right"] for option in options)
        if not right:
            raise self.error("a quiz needs an option marked [x]")
        number = self.env.new_serialno("quiz") + 1
        identifier = f"quiz-{number}"
        question = quiz("", ids=[identifier], number=number, several=right > 1)
        self.set_source_info(question)
        text, messages = self.state.inline_text(self.arguments[0], self.lineno)
        question += quiz_text("", "", *text, number=number)
        question += body.children[:-1]
        if right > 1:
            question += nodes.paragraph("", "Choose all that apply.", classes=["quiz-hint"])
        for index, option in enumerate(options, 1):
            kind = "checkbox" if right > 1 else "radio"
            option.update_basic_atts({"ids": []})
            option["input"], option["name"], option["kind"] = f"{identifier}-{index}", identifier, kind
            option.children[0]["input"] = option["input"]
            option["spoken"] = _spoken(option.children[0])
        question += options
        return [question, *messages]

    def _option(self, item: nodes.Node) -> quiz_option:
        """Make an option of a list item."""
        blocks = list(item.children)
        text = blocks[0].astext() if blocks else ""
        if not text.startswith(("[x] ", "[ ] ")) or len(blocks) < 2:
            raise self.error(f"an option of a quiz begins with [x] or [ ] and has an explanation: {text!r} has not")
        first, *rest = blocks[0].children
        answer = quiz_answer("", "", nodes.Text(first.astext()[4:]), *rest)
        return quiz_option("", answer, *blocks[1:], right=text.startswith("[x]"))


def _spoken(answer: nodes.Node) -> str:
    """Return the text of an option that is a formula and nothing else: not every screen reader takes it for a name."""
    words = [child for child in answer.children if child.astext().strip(" .")]
    return words[0].astext() if len(words) == 1 and isinstance(words[0], nodes.math) else ""


def _visit_quiz(translator: HTML5Translator, node: quiz) -> None:
    translator.body.append(translator.starttag(node, "fieldset", CLASS="quiz"))


def _depart_quiz(translator: HTML5Translator, node: quiz) -> None:
    translator.body.append("</fieldset>\n")


def _visit_text(translator: HTML5Translator, node: quiz_text) -> None:
    translator.body.append(f'<legend><span class="quiz-number">Question {node["number"]}.</span> ')


def _depart_text(translator: HTML5Translator, node: quiz_text) -> None:
    translator.body.append("</legend>\n")


def _visit_option(translator: HTML5Translator, node: quiz_option) -> None:
    kind = "right" if node["right"] else "wrong"
    translator.body.append(f'<div class="quiz-option {kind}">')
    spoken = f' aria-label="{escape(node["spoken"])}"' if node["spoken"] else ""
    translator.body.append(
        f'<input type="{node["kind"]}" id="{node["input"]}" name="{node["name"]}" autocomplete="off"{spoken}>'
    )


def _depart_option(translator: HTML5Translator, node: quiz_option) -> None:
    translator.body.append("</div></div>\n")


def _visit_answer(translator: HTML5Translator, node: quiz_answer) -> None:
    translator.body.append(f'<label for="{node["input"]}">')


def _depart_answer(translator: HTML5Translator, node: quiz_answer) -> None:
    """Close the label and open the explanation, a live region: a screen reader tells it when it appears."""
    verdict = "Right." if node.parent["right"] else "Not quite."
    translator.body.append(
        f'</label>\n<div class="quiz-explanation" role="status"><strong class="quiz-verdict">{verdict}</strong> '
    )


def setup(app: Sphinx) -> None:
    """Register the directive and its nodes."""
    app.add_directive("quiz", Quiz)
    app.add_node(quiz, html=(_visit_quiz, _depart_quiz))
    app.add_node(quiz_text, html=(_visit_text, _depart_text))
    app.add_node(quiz_option, html=(_visit_option, _depart_option))
    app.add_node(quiz_answer, html=(_visit_answer, _depart_answer))
