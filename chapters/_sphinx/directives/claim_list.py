"""The list of all checked claims, in the order of their numbers, read from the chapters' pages.

It stands where the directive `claims` is: how many hold, then each claim with its verdict, its finding, and a link to
its box.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from chapters._sphinx.directives.claims import VERDICTS
from chapters._sphinx.directives.contents import chapters

BOX = re.compile(r"^:::\{claim\} (C\d\d)\n:verdict: ([\w ]+)\n\n(.*?)^:::$", re.MULTILINE | re.DOTALL)
BODY = re.compile(r"(.+?)\n\nExperiment\n: .+\n\nFound\n: (.+)\n\nVerdict\n: ", re.DOTALL)


class Checked(NamedTuple):
    """A claim, in MyST, with what was found."""

    number: str
    verdict: str
    claim: str
    found: str


def checked(root: Path) -> list[Checked]:
    """Return the claims of all chapters, in the order of their numbers."""
    found = []
    for name in chapters(root):
        text = (root / "chapters" / name / "chapter.md").read_text(encoding="utf-8")
        for number, verdict, body in BOX.findall(text):
            parts = BODY.match(body)
            if parts:  # of a box without its parts the directive `claim` says what is missing
                found.append(Checked(number, verdict, *parts.groups()))
    return sorted(found)


def _lines(claims: list[Checked]) -> Iterator[str]:
    counts = Counter(each.verdict for each in claims)
    yield (
        f"Of {len(claims)} claims {counts['holds']} hold, {counts['conditional']} hold under conditions, and"
        f" {counts['does not hold']} do not hold."
    )
    yield ""
    for number, verdict, claim, found in claims:
        space = "\n\n" if found.startswith("|") else " "  # a table is one only as a paragraph of its own
        body = f"{claim}\n\n*Found:*{space}{textwrap.dedent('  ' + found)}"
        yield f"{{ref}}`claim-{number.lower()}`. {VERDICTS[verdict]}"
        yield from (": " + textwrap.indent(body, "  ").lstrip()).splitlines()
        yield ""


class Claims(SphinxDirective):
    """The directive `claims`."""

    def run(self) -> list[nodes.Node]:
        """Write the list in MyST and parse it."""
        root = Path(self.env.srcdir)
        for name in chapters(root):
            self.env.note_dependency(str(root / "chapters" / name / "chapter.md"))
        self.env.note_dependency(str(root / "_toc.yml"))
        box = nodes.Element()
        lines = StringList(list(_lines(checked(root))), self.get_source_info()[0])
        self.state.nested_parse(lines, self.content_offset, box)
        return list(box.children)


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("claims", Claims)
