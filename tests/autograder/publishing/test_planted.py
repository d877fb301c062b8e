"""A repair hands out the given lines in place of a gap; in other solutions nbgrader leaves one."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from autograder.publishing.planted import PlantOrClear

GAP = """\
def forward(x):
    ### BEGIN SOLUTION
    return x
    ### END SOLUTION
"""
REPAIR = """\
def backward(dy):
    ### BEGIN SOLUTION
    if True:
        return 2 * dy
    ### GIVEN if True:
    ### GIVEN     return dy
    ### END SOLUTION
"""
LEFT = "def forward(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()\n"
GIVEN = "def backward(dy):\n    if True:\n        return dy\n"


@pytest.mark.parametrize(
    ("source", "released"), [(GAP, LEFT), (REPAIR, GIVEN), (GAP + "\n\n" + REPAIR, LEFT + "\n\n" + GIVEN)]
)
def test_only_what_is_given_stands_there(source, released):
    about = {"grade": False, "grade_id": "an-answer", "locked": False, "solution": True, "schema_version": 3}
    cell = new_code_cell(source, metadata={"nbgrader": about})
    notebook, _ = PlantOrClear().preprocess(new_notebook(cells=[cell]), {})
    assert notebook.cells[0].source == released
