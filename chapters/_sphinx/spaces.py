"""A number and its unit stay in one line: "95 %" and "0.3 ± 0.1" are tied by spaces that do not break."""

import re

from docutils import nodes
from sphinx.application import Sphinx

BREAKING = re.compile(r"(?<=\d) (?=[%±])|(?<=±) (?=\d)")
VERBATIM = (nodes.literal, nodes.math, nodes.FixedTextElement)


def tie(text: str) -> str:
    """Return the text with spaces that do not break before a percent sign and around a plus-minus sign."""
    return BREAKING.sub("\N{NO-BREAK SPACE}", text)


def _tie_all(app: Sphinx, doctree: nodes.document, page: str) -> None:
    for text in list(doctree.findall(nodes.Text)):
        if not isinstance(text.parent, VERBATIM) and text != tie(text):
            text.parent.replace(text, nodes.Text(tie(text)))


def setup(app: Sphinx) -> None:
    """Tie when references are resolved, so that labels and titles are found as they are typed."""
    app.connect("doctree-resolved", _tie_all)
