"""The box of a checked claim.

    :::{claim} C01
    :verdict: holds

    Numerical and backpropagated gradients agree.

    Experiment
    : What was run.

    Found
    : The measured figures, with their spread.

    Verdict
    : When it holds.
    :::

The verdict is `holds`, `conditional` or `does not hold`; the box says it in words. The body is the claim, followed by
one definition list of exactly these three terms, of which the experiment unfolds. The box of C01 is the target
`claim-c01`.
"""

from __future__ import annotations

from typing import cast

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

VERDICTS = {"holds": "Holds.", "conditional": "Holds under conditions.", "does not hold": "Does not hold."}
TERMS = ["Experiment", "Found", "Verdict"]


class claim(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """A checked claim: the title, the claim and the list of experiment, finding and verdict."""


class claim_experiment(nodes.General, nodes.Element):  # noqa: N801
    """What was run, which the reader unfolds."""


class Claim(SphinxDirective):
    """The directive `claim`."""

    required_arguments = 1
    has_content = True
    option_spec = {"verdict": lambda value: directives.choice(value, tuple(VERDICTS))}  # noqa: RUF012

    def run(self) -> list[nodes.Node]:
        """Parse the body and check that it has the three parts."""
        identifier, verdict = self.arguments[0], self.options.get("verdict")
        label = f"claim-{identifier.lower()}"
        box = claim(ids=[label], names=[label], verdict=verdict, title=f"Claim {identifier}")
        self.set_source_info(box)
        self.state.nested_parse(self.content, self.content_offset, box)
        last = box.children[-1] if box.children else nodes.paragraph()
        terms = [term.astext() for term in last.findall(nodes.term)] if isinstance(last, nodes.definition_list) else []
        if verdict is None or terms != TERMS or len(box.children) < 2:
            raise self.error(
                f"claim {identifier} needs the option :verdict:, the claim itself and then a definition list of "
                f"{', '.join(TERMS)}; its list has {', '.join(terms) or 'no terms'}"
            )
        assert isinstance(last, nodes.definition_list)
        self._announce_verdict(last, VERDICTS[verdict])
        experiment = cast(nodes.Element, last.children[0])
        last.remove(experiment)
        box.insert(len(box.children) - 1, claim_experiment("", *experiment[-1].children))
        self.state.document.note_explicit_target(box)
        return [box]

    @staticmethod
    def _announce_verdict(definitions: nodes.definition_list, words: str) -> None:
        definition = list(definitions.findall(nodes.definition))[-1]
        first = definition.children[0]
        place = first if isinstance(first, nodes.paragraph) else definition
        place.insert(0, [nodes.strong("", words), nodes.Text(" ")])


def _name_targets(app: Sphinx, doctree: nodes.document) -> None:
    """Give a claim's label a title, as sections have it, so that a reference needs no text of its own."""
    labels = cast(StandardDomain, app.env.get_domain("std")).labels
    for box in doctree.findall(claim):
        labels[box["ids"][0]] = app.env.docname, box["ids"][0], box["title"]


def _visit(translator: HTML5Translator, node: claim) -> None:
    kind = node["verdict"].replace(" ", "-")
    label = f"{node['ids'][0]}-title"
    translator.body.append(translator.starttag(node, "aside", CLASS=f"claim {kind}", **{"aria-labelledby": label}))
    badge = f'<span class="claim-badge">{VERDICTS[node["verdict"]].rstrip(".")}</span>'
    translator.body.append(f'<p class="claim-title"><span id="{label}">{node["title"]}</span> {badge}</p>\n')


def _depart(translator: HTML5Translator, node: claim) -> None:
    translator.body.append("</aside>\n")


def _visit_experiment(translator: HTML5Translator, node: claim_experiment) -> None:
    translator.body.append(f'<details class="claim-experiment"><summary>{TERMS[0]}</summary>\n')


def _depart_experiment(translator: HTML5Translator, node: claim_experiment) -> None:
    translator.body.append("</details>\n")


def setup(app: Sphinx) -> None:
    """Register the directive and its node."""
    app.add_directive("claim", Claim)
    app.add_node(claim, html=(_visit, _depart))
    app.add_node(claim_experiment, html=(_visit_experiment, _depart_experiment))
    app.connect("doctree-read", _name_targets)
