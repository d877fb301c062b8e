"""A repair: where a notebook hands out somebody else's code with a mistake in it, in place of a gap.

In the source, the lines that students get stand in the solution's region, after the right ones:

    ### BEGIN SOLUTION
    return dy * self.slope
    ### GIVEN return dy
    ### END SOLUTION
"""

from __future__ import annotations

import re

from nbformat import NotebookNode
from nbgrader.preprocessors import ClearSolutions

REGION = re.compile(r"^[ ]*### BEGIN SOLUTION\n((?:(?![ ]*### END SOLUTION).*\n)*)[ ]*### END SOLUTION$", re.MULTILINE)
GIVEN = re.compile(r"^([ ]*)### GIVEN ?(.*)$", re.MULTILINE)


class PlantOrClear(ClearSolutions):
    """Leaves what is given where a solution says so; where none does, nbgrader leaves a gap."""

    def _replace_solution_region(self, cell: NotebookNode, language: str) -> bool:
        released = REGION.sub(_given, cell.source)
        planted = released != cell.source
        cell.source = released
        return bool(super()._replace_solution_region(cell, language)) or planted


def _given(region: re.Match[str]) -> str:
    lines = [indent + code for indent, code in GIVEN.findall(region[1])]
    return "\n".join(lines) if lines else region[0]
