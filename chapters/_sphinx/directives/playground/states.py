"""A state of the playground that a chapter links to, with a question to predict first.

    :::{play} Which layer's gradient is the smallest?
    :state: depth=6&activation=sigmoid&until=100

    The first layer's.
    :::

The argument is the question, the state is what follows the # of the playground's address, and the body is what to see:
it unfolds. A test opens each state and asserts what its body says.
"""

from __future__ import annotations

from html import escape
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from chapters._sphinx.directives.playground.controls import wrong
from chapters._sphinx.directives.questions import question_unfolding

PLAYGROUND = "chapters/playground/playground"


class play(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """The box: the question, then what unfolds."""


class play_question(nodes.General, nodes.TextElement):  # noqa: N801
    """The question, followed by the link."""


class Play(SphinxDirective):
    """The directive `play`."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = {"state": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Parse question and body, and check the state."""
        state = self.options.get("state", "")
        problem = wrong(state) if "until=" in state else "it does not say where to stop: until=..."
        if problem:
            raise self.error(f"the state of a play cannot be opened: {problem}")
        if not self.content:
            raise self.error("a play has a body, which says what to see")
        text, messages = self.state.inline_text(self.arguments[0], self.lineno)
        see = question_unfolding("", summary="What to see")
        self.state.nested_parse(self.content, self.content_offset, see)
        box = play("", play_question("", "", *text, state=state), *messages, see)
        self.set_source_info(box)
        return [box]


def _visit(translator: HTML5Translator, node: play) -> None:
    translator.body.append('<div class="play-state">\n')


def _depart(translator: HTML5Translator, node: play) -> None:
    translator.body.append("</div>\n")


def _visit_question(translator: HTML5Translator, node: play_question) -> None:
    translator.body.append('<p class="play-question">')


def _depart_question(translator: HTML5Translator, node: play_question) -> None:
    address = translator.builder.get_relative_uri(translator.builder.current_docname, PLAYGROUND)
    target = escape(f"{address}#{node['state']}")
    translator.body.append(
        f'</p>\n<p><a class="play-open" href="{target}">Say what you expect, then run it in the playground</a></p>\n'
    )


def setup(app: Sphinx) -> None:
    """Register the directive and its nodes."""
    app.add_directive("play", Play)
    app.add_node(play, html=(_visit, _depart))
    app.add_node(play_question, html=(_visit_question, _depart_question))
