"""What belongs together stays in one line: a number and its unit, a formula and the comma behind it.

"95 %" and "0.3 ± 0.1" are tied by spaces that do not break, "1e-07" by a joiner. To a browser a formula is a box, which
it may part from a comma or a bracket; so the two are put into an inline element that does not break (`tied` in
formulas.css). Nor does a factor stand in another line than its power of ten.
"""

import re

from docutils import nodes
from sphinx.application import Sphinx

BREAKING = re.compile(r"(?<=\d) (?=[%±])|(?<=±) (?=\d)")
EXPONENT = re.compile(r"(?<=\de-)(?=\d)")
POWER = re.compile(r"[-−]?[\d.]+ *\\times *10\^(\d|\{-?\d+\})")
BEFORE, BEHIND = re.compile(r"[(\[“]+$"), re.compile(r"^[,.;:!?)\]”’]+")
VERBATIM = (nodes.literal, nodes.math, nodes.FixedTextElement)


def tie(text: str) -> str:
    """Return the text with what does not break before a percent sign, around a plus-minus sign and within 1e-07."""
    return EXPONENT.sub("\N{WORD JOINER}", BREAKING.sub("\N{NO-BREAK SPACE}", text))


def _tie_numbers(doctree: nodes.document) -> None:
    for text in list(doctree.findall(nodes.Text)):
        if not isinstance(text.parent, VERBATIM) and (tied := tie(text)) != text:
            text.parent.replace(text, nodes.Text(tied))


def _tie_formulas(doctree: nodes.document) -> None:
    for formula in list(doctree.findall(nodes.math)):
        parent, place = formula.parent, formula.parent.index(formula)
        before, behind = _cut(parent, place - 1, BEFORE), _cut(parent, place + 1, BEHIND)
        power = POWER.fullmatch(formula.astext())
        if before or behind or power:
            classes = ["tied", "power"] if power else ["tied"]
            parent[place] = nodes.inline("", before, formula, nodes.Text(behind), classes=classes)


def _cut(parent: nodes.Element, place: int, pattern: re.Pattern[str]) -> str:
    """Take what matches out of the text at this place of a node and return it; nothing where there is no text."""
    text = parent[place] if 0 <= place < len(parent) else None
    if not (isinstance(text, nodes.Text) and (found := pattern.search(text))):
        return ""
    parent[place] = nodes.Text(pattern.sub("", text))
    return found[0]


def _tie_all(app: Sphinx, doctree: nodes.document, page: str) -> None:
    _tie_numbers(doctree)
    _tie_formulas(doctree)


def setup(app: Sphinx) -> None:
    """Tie when references are resolved, so that labels and titles are found as they are typed."""
    app.connect("doctree-resolved", _tie_all)
