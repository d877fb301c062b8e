"""The NumPy listings of a page, run from top to bottom as a reader runs them."""

import re
from contextlib import redirect_stdout
from io import StringIO
from typing import Any

CELL = re.compile(r"```\{code-cell\} python3\n(?!:tags)(.*?)\n```", re.DOTALL)


def listings(page) -> list[str]:
    """The sources of the cells in the open that print, or define what a later one prints; not those that draw."""
    cells = (source for source in CELL.findall(page.text) if "explore(" not in source and "show(" not in source)
    return [source for source in cells if re.search(r"print\(|^(class|def) ", source, re.MULTILINE)]


def run(page, **given) -> tuple[list[str], dict[str, Any]]:
    """Run them in one namespace, which begins with what other cells have given: what each printed, and the names."""
    said = []
    for source in listings(page):
        with redirect_stdout(StringIO()) as out:
            exec(source, given)
        said.append(out.getvalue())
    return said, given


def numbers(said: str) -> list[float]:
    """The numbers in what a listing has printed."""
    return [float(word.replace(",", "")) for word in re.findall(r"-?\d[\d,]*\.?\d*(?:e[+-]\d+)?", said)]
