"""What a student's cells gave out, as it may be kept: pages show it to an instructor who is logged in."""

from __future__ import annotations

from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

KEPT = ("text/plain", "image/png", "image/jpeg")
"""What no page can be made to act by. HTML, SVG, JavaScript, Markdown and widgets leave their plain text."""


def keep_what_cannot_act(notebook: NotebookNode) -> NotebookNode:
    """Leave out of all cells' outputs, but those of checks, which are ours, whatever a browser would run or load."""
    for cell in notebook.cells:
        if cell.cell_type == "code" and not (is_grade(cell) and not is_solution(cell)):
            cell.outputs = [_plain(output) for output in cell.outputs]
    return notebook


def _plain(output: NotebookNode) -> NotebookNode:
    if "data" in output:
        output.data = NotebookNode({kind: output.data[kind] for kind in KEPT if kind in output.data})
        output.metadata = NotebookNode()
    return output
