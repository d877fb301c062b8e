"""The listings of a page: cells of NumPy that print what the prose beside them refers to."""

import re
from contextlib import redirect_stdout
from io import StringIO

CELL = re.compile(r"```\{code-cell\} python3\n(.*?)```", re.DOTALL)


def listings(page):
    """The source of each cell that prints, in the order of the page."""
    return [cell for cell in CELL.findall(page.text) if "print(" in cell and not cell.startswith(":tags:")]


def printed(page, **given):
    """What each listing prints when they run from top to bottom; `given` holds names of the cells between them."""
    said = []
    for source in listings(page):
        with redirect_stdout(StringIO()) as out:
            exec(source, given)
        said.append(out.getvalue())
    return said
