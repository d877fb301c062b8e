"""The NumPy listings of a page, run from top to bottom as a reader runs them."""

import re
from contextlib import redirect_stdout
from io import StringIO
from typing import Any, NamedTuple

CELL = re.compile(r"```\{code-cell\} python3\n(?!:tags)(.*?)\n```", re.DOTALL)


class Listing(NamedTuple):
    """The lines of one listing, and what it prints."""

    source: str
    printed: str


def listings(page) -> tuple[list[Listing], dict[str, Any]]:
    """Run the visible cells of a page that show no figure, in one namespace; return them and the names they made."""
    names: dict[str, Any] = {}
    found = []
    for source in CELL.findall(page.text):
        if "explore(" in source or "show(" in source:
            continue
        out = StringIO()
        with redirect_stdout(out):
            exec(source, names)
        found.append(Listing(source, out.getvalue()))
    return found, names
