"""A repair: where a notebook hands out somebody else's code with a mistake in it, in place of a gap.

In the source, the lines that students get stand in the solution's region, after the right ones:

    ### BEGIN SOLUTION
    return dy * self.slope
    ### GIVEN return dy
    ### END SOLUTION

nbgrader would leave a gap there. This preprocessor runs before nbgrader's own and leaves the given lines.
"""

from __future__ import annotations

import re

from nbformat import NotebookNode
from nbgrader.preprocessors import NbGraderPreprocessor

REGION = re.compile(
    r"^[ ]*### BEGIN SOLUTION\n((?:(?!^[ ]*### END SOLUTION).*\n)*?)[ ]*### END SOLUTION$", re.MULTILINE
)
GIVEN = re.compile(r"^([ ]*)### GIVEN ?(.*)$", re.MULTILINE)


class Plant(NbGraderPreprocessor):
    """Leaves what is given of each solution that says so; others are left to nbgrader."""

    def preprocess_cell(
        self, cell: NotebookNode, resources: dict[str, object], index: int
    ) -> tuple[NotebookNode, object]:
        """Replace the regions of one cell."""
        cell.source = REGION.sub(_given, cell.source)
        return cell, resources


def _given(region: re.Match[str]) -> str:
    lines = [indent + code for indent, code in GIVEN.findall(region[1])]
    return "\n".join(lines) if lines else region[0]
