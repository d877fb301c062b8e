"""A repair hands out the given lines in place of a gap; other solutions are left to nbgrader."""

from nbformat.v4 import new_code_cell

from autograder.publishing.planted import Plant

CELL = """\
def forward(x):
    ### BEGIN SOLUTION
    return x
    ### END SOLUTION


def backward(dy):
    ### BEGIN SOLUTION
    if True:
        return 2 * dy
    ### GIVEN if True:
    ### GIVEN     return dy
    ### END SOLUTION
"""


def test_only_what_is_given_stands_there():
    cell, _ = Plant().preprocess_cell(new_code_cell(CELL), {}, 0)
    gap, repair = cell.source.split("\n\n\n")
    assert gap == CELL.split("\n\n\n")[0]
    assert repair == "def backward(dy):\n    if True:\n        return dy\n"
