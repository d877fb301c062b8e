"""The table of the grader's own scores, from the record that the tests compare with the scores of today.

:::{scores}
:::
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from chapters._sphinx.directives.tables import table

HEAD = ["chapter", "found", "named", "right", "mutants", "false alarms"]


class Scores(SphinxDirective):
    """The directive `scores`."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        path = Path(self.env.srcdir, "tests", "scores.json")
        self.env.note_dependency(str(path))
        return [table(HEAD, map(_row, json.loads(path.read_text(encoding="utf-8"))))]


def _row(entry: dict[str, Any]) -> list[str]:
    row = "{chapter} {found}/{wrong} {named}/{wrong} {passed}/{right} {killed}+{explained}/{mutants} {alarms}/{draws}"
    return row.format_map(entry).split()


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("scores", Scores)
