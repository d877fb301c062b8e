"""What all questions of a page share: a name that is kept, the question itself, options that explain, what unfolds.

A question's name is made of its page, its kind and its words, so that what a reader has answered is found again
after the page has changed around it. An option has a name of the same sort, made of its own words.

Each item of a list of options is right with `[x]` and wrong with `[ ]`: its first paragraph is the text of the option,
the rest explains it and is shown when the reader chooses it. One right option makes radio buttons, several make
checkboxes. What is shown is decided by CSS alone; `static/progress.js` keeps it.
"""

from __future__ import annotations

import hashlib
from html import escape
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

KINDS = {
    "predict": "Predict",
    "pencil": "Pencil",
    "clinic": "Clinic: which mistake is it?",
    "quiz": "Question",
    "challenge": "Challenge",
}
"""The kinds of questions, in the order in which a chapter has them, and the word that each is known by."""
MANY = range(2, 6)
"""So many options a question may have."""


class question(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """The box of a question of some `kind`: what is asked, then what unfolds."""


class question_asked(nodes.General, nodes.Element):  # noqa: N801
    """What is asked: its text, further blocks, then the options or the field for an answer."""


class question_text(nodes.General, nodes.TextElement):  # noqa: N801
    """The question in one line, behind a `word` that tells its kind."""


class question_option(nodes.General, nodes.Element):  # noqa: N801
    """One answer to choose: its text, then the blocks that explain it."""


class question_answer(nodes.General, nodes.TextElement):  # noqa: N801
    """The text of an option."""


class question_unfolding(nodes.General, nodes.Element):  # noqa: N801
    """Blocks that the reader unfolds by their `summary`, with or without a script."""


class question_told(nodes.General, nodes.Element):  # noqa: N801
    """The place where a script tells how an answer compares; it is empty, and not seen, until then."""


class QuestionDirective(SphinxDirective):
    """What the directives of all kinds have in common; the argument is the question."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    kind: ClassVar[str]

    def body(self) -> list[nodes.Node]:
        """Parse the body."""
        body = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, body)
        return list(body.children)

    def ask(self, blocks: list[nodes.Node], number: int | None = None) -> question:
        """Return a box in which the question and the blocks stand, with a name of its own on this page."""
        words = " ".join(self.arguments[0].split())
        identifier = f"{self.kind}-{_digest(self.env.docname, self.kind, words)}"
        known = self.env.temp_data.setdefault("course_questions", set())
        if identifier in known:
            raise self.error(f"two questions of this page have the same words; ask one of them differently: {words!r}")
        known.add(identifier)
        box = question("", ids=[identifier], kind=self.kind)
        self.set_source_info(box)
        text, messages = self.state.inline_text(self.arguments[0], self.lineno)
        word = KINDS[self.kind] if number is None else f"{KINDS[self.kind]} {number}."
        box.append(question_asked("", question_text("", "", *text, word=word), *blocks, *messages))
        return box

    def options_of(self, items: nodes.Node, box: question) -> list[question_option]:
        """Make options of a list's items, with names that begin with the box's."""
        options = [self._option(item) for item in items.children]
        right = sum(each["right"] for each in options)
        if not right:
            raise self.error(f"a {self.kind} needs an option marked [x]")
        if len(options) not in MANY:
            raise self.error(f"a {self.kind} has {MANY[0]} to {MANY[-1]} options, not {len(options)}")
        for each in options:
            words = each.children[0].astext()
            each["value"] = _digest(words)
            each["input"] = each.children[0]["input"] = f"{box['ids'][0]}-{each['value']}"
            each["name"], each["several"] = box["ids"][0], right > 1
        if len({each["value"] for each in options}) < len(options):
            raise self.error(f"two options of this {self.kind} have the same words")
        return options

    def _option(self, item: nodes.Node) -> question_option:
        """Make an option of a list item."""
        blocks = list(item.children)
        text = blocks[0].astext() if blocks else ""
        if not text.startswith(("[x] ", "[ ] ")) or len(blocks) < 2:
            raise self.error(
                f"an option of a {self.kind} begins with [x] or [ ] and has an explanation: {text!r} has not"
            )
        first, *rest = blocks[0].children
        answer = question_answer("", "", nodes.Text(first.astext()[4:]), *rest)
        return question_option("", answer, *blocks[1:], right=text.startswith("[x]"), spoken=_spoken(answer))


def _digest(*words: str) -> str:
    return hashlib.sha256("\n".join(words).encode()).hexdigest()[:10]


def _spoken(answer: nodes.Node) -> str:
    """Return the text of an option that is a formula and nothing else: not every screen reader takes it for a name."""
    words = [child for child in answer.children if child.astext().strip(" .")]
    return words[0].astext() if len(words) == 1 and isinstance(words[0], nodes.math) else ""


def _visit_question(translator: HTML5Translator, node: question) -> None:
    translator.body.append(translator.starttag(node, "div", CLASS=f"question {node['kind']}"))


def _depart_question(translator: HTML5Translator, node: question) -> None:
    translator.body.append("</div>\n")


def _visit_asked(translator: HTML5Translator, node: question_asked) -> None:
    translator.body.append("<fieldset>\n")


def _depart_asked(translator: HTML5Translator, node: question_asked) -> None:
    translator.body.append("</fieldset>\n")


def _visit_text(translator: HTML5Translator, node: question_text) -> None:
    translator.body.append(f'<legend><span class="question-kind">{node["word"]}</span> ')


def _depart_text(translator: HTML5Translator, node: question_text) -> None:
    translator.body.append("</legend>\n")


def _visit_option(translator: HTML5Translator, node: question_option) -> None:
    kind, field = ("right" if node["right"] else "wrong"), ("checkbox" if node["several"] else "radio")
    spoken = f' aria-label="{escape(node["spoken"])}"' if node["spoken"] else ""
    translator.body.append(
        f'<div class="quiz-option {kind}"><input type="{field}" id="{node["input"]}" name="{node["name"]}"'
        f' value="{node["value"]}" autocomplete="off"{spoken}>'
    )


def _depart_option(translator: HTML5Translator, node: question_option) -> None:
    translator.body.append("</div></div>\n")


def _visit_option_text(translator: HTML5Translator, node: question_answer) -> None:
    translator.body.append(f'<label for="{node["input"]}">')


def _depart_option_text(translator: HTML5Translator, node: question_answer) -> None:
    """Close the label and open the explanation, a live region: a screen reader tells it when it appears."""
    verdict = "Right." if node.parent["right"] else "Not quite."
    translator.body.append(
        f'</label>\n<div class="quiz-explanation" role="status"><strong class="quiz-verdict">{verdict}</strong> '
    )


def _visit_unfolding(translator: HTML5Translator, node: question_unfolding) -> None:
    translator.body.append(f"<details><summary>{node['summary']}</summary>\n")


def _depart_unfolding(translator: HTML5Translator, node: question_unfolding) -> None:
    translator.body.append("</details>\n")


def _visit_told(translator: HTML5Translator, node: question_told) -> None:
    role = ' role="status"' if node.get("aloud") else ""
    translator.body.append(f'<p class="question-told"{role}></p>\n')
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the nodes."""
    app.add_node(question, html=(_visit_question, _depart_question))
    app.add_node(question_asked, html=(_visit_asked, _depart_asked))
    app.add_node(question_text, html=(_visit_text, _depart_text))
    app.add_node(question_option, html=(_visit_option, _depart_option))
    app.add_node(question_answer, html=(_visit_option_text, _depart_option_text))
    app.add_node(question_unfolding, html=(_visit_unfolding, _depart_unfolding))
    app.add_node(question_told, html=(_visit_told, None))
