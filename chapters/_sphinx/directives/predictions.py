"""Predictions: the reader chooses first, and then unfolds what there is to see.

    :::{predict} The slope is doubled. What happens to the loss?
    - [ ] It doubles.

      Tempting, since the slope does.
    - [x] It is four times as large.

      It grows with the square.

    The curve steepens: at a slope of 2 it reaches 4.
    :::

The options are those of a `quiz`, of which one is right, and what follows the list is what to see. In place of options,
the answer may be a number to set on a slider; then the whole body is what to see:

    :::{predict} How many of 100 units are dead after the first epoch?
    :low: 0
    :high: 100
    :step: 5
    :answer: 40
    :within: 10
    :unit: units

    Nearly half of them.
    :::

`:within:` is how near a guess must come, one step unless it is given; `:value:` is where the slider begins, in the
middle unless it is given. Without a script, there is no slider; what to see unfolds all the same.
"""

from __future__ import annotations

from html import escape
from typing import ClassVar

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

from chapters._sphinx.directives.questions import QuestionDirective, question_told, question_unfolding

NUMBERS = ("low", "high", "step", "answer")
SEE = "What to see"


class question_slider(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """A slider with a button that settles where it stands."""


class Predict(QuestionDirective):
    """The directive `predict`."""

    kind = "predict"
    option_spec: ClassVar = {**dict.fromkeys((*NUMBERS, "value", "within"), float), "unit": str.strip}

    def run(self) -> list[nodes.Node]:
        """Parse the body: options and what to see, or a slider and what to see."""
        body = self.body()
        if self.options:
            slider = self._slider()
            box = self.ask([slider])
            slider["input"] = f"{box['ids'][0]}-guess"
            blocks = body
        else:
            places = [k for k, block in enumerate(body) if isinstance(block, nodes.bullet_list)]
            if not places:
                raise self.error("a predict has a list of options, or the numbers of a slider")
            place = places[0]
            box = self.ask(body[:place])
            options = self.options_of(body[place], box)
            if options[0]["several"]:
                raise self.error("a predict has one option marked [x]")
            box.children[0] += options
            blocks = body[place + 1 :]
        if not blocks:
            raise self.error("a predict ends with what to see, after its options")
        box += question_told(aloud=bool(self.options))
        box += question_unfolding("", *blocks, summary=SEE)
        return [box]

    def _slider(self) -> question_slider:
        missing = [name for name in NUMBERS if name not in self.options]
        if missing:
            raise self.error(f"the slider of a predict needs :{missing[0]}:")
        low, high, step, answer = (self.options[name] for name in NUMBERS)
        if not (low <= answer <= high and 0 < step <= high - low):
            raise self.error("the slider of a predict needs :low: below :high:, and its :answer: between them")
        value = self.options.get("value", low + step * round((high - low) / step / 2))
        within = self.options.get("within", step)
        unit = self.options.get("unit", "")
        return question_slider(
            low=f"{low:g}",
            high=f"{high:g}",
            step=f"{step:g}",
            value=f"{value:g}",
            answer=f"{answer:g}",
            within=f"{within:g}",
            unit=f"\N{NO-BREAK SPACE}{unit}" if unit else "",
        )


def _visit_guess(translator: HTML5Translator, node: question_slider) -> None:
    name, unit = node["input"], escape(node["unit"])
    translator.body.append(
        f'<div class="guess pst-js-only"><label for="{name}">Your guess</label>'
        f'<input type="range" id="{name}" min="{node["low"]}" max="{node["high"]}" step="{node["step"]}"'
        f' value="{node["value"]}" aria-valuetext="{node["value"]}{unit}" autocomplete="off"'
        f' data-answer="{node["answer"]}" data-within="{node["within"]}" data-unit="{unit}">'
        f'<output for="{name}" aria-hidden="true">{node["value"]}{unit}</output>'
        '<button type="button">This is my guess</button></div>\n'
        f"<noscript><p>Make your guess: a number between {node['low']} and {node['high']}{unit}. Then unfold what to"
        " see.</p></noscript>\n"
    )
    raise nodes.SkipNode


def setup(app: Sphinx) -> None:
    """Register the directive and its node."""
    app.add_directive("predict", Predict)
    app.add_node(question_slider, html=(_visit_guess, None))
