"""A challenge of the playground: a goal that the page checks while the reader's network trains.

    ::::{challenge} The circles, with three units
    :state: depth=1&units=6
    :goal: test accuracy 0.95
    :within: 1000
    :rules: depth=1, units<=3

    What there is to know.
    ::::

`state` is where it begins; `goal` is a measure and a number: an accuracy that must be reached, or a loss that must be
fallen below; `within` is how many steps there are; `rules` tie controls to options. A challenge is a question like the
others: it is counted, and what was solved is kept.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx

from chapters._sphinx.directives.playground.controls import CONTROLS, wrong
from chapters._sphinx.directives.questions import QuestionDirective, question_told

GOAL = re.compile(r"(training|test) (loss|accuracy) (\S+)")
RULE = re.compile(r"(\w+)(<=|>=|!=|=)(\S+)")


class Challenge(QuestionDirective):
    """The directive `challenge`."""

    kind = "challenge"
    option_spec: ClassVar = dict.fromkeys(("state", "goal", "rules"), directives.unchanged_required) | {"within": int}

    def run(self) -> list[nodes.Node]:
        """Parse the body, and check that the goal can be checked."""
        missing = [name for name in self.option_spec if name not in self.options]
        if missing:
            raise self.error(f"a challenge needs the option :{missing[0]}:")
        goal = GOAL.fullmatch(self.options["goal"])
        if not goal:
            raise self.error(
                f"a goal is like 'test accuracy 0.95' or 'training loss 0.01', not {self.options['goal']!r}"
            )
        if problem := wrong(self.options["state"]):
            raise self.error(f"the challenge cannot begin there: {problem}")
        rules = [self._rule(each.strip()) for each in self.options["rules"].split(",")]
        checked = {"set": goal[1], "measure": goal[2], "value": float(goal[3]), "within": self.options["within"]}
        data = escape(json.dumps({**checked, "rules": rules}))
        begin = (
            f'<p class="challenge-begin" data-goal="{data}"><a href="#{escape(self.options["state"])}">Begin</a></p>'
        )
        box = self.ask([*self.body(), nodes.raw("", begin, format="html")])
        box += question_told(aloud=True)
        return [box]

    def _rule(self, text: str) -> tuple[str, str, str | float]:
        """Take a rule apart, and check that its control has the option."""
        rule = RULE.fullmatch(text)
        if not rule or rule[1] not in CONTROLS or rule[3] not in CONTROLS[rule[1]].options:
            raise self.error(f"a rule is a control, one of = != <= >=, and one of the control's options, not {text!r}")
        value = rule[3]
        return rule[1], rule[2], float(value) if re.fullmatch(r"[\d.]+", value) else value


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("challenge", Challenge)
