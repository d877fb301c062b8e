"""One line below a cell that says how far a search has come."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display


class Progress:
    """A line of output that is written anew each time; silent outside of a notebook."""

    def __init__(self) -> None:
        self._line: Any = None

    def tell(self, text: str) -> None:
        """Replace the line."""
        if get_ipython() is None:
            return
        if self._line is None:
            self._line = display({"text/plain": text}, raw=True, display_id=True)  # type: ignore[no-untyped-call]
        else:
            self._line.update({"text/plain": text}, raw=True)


def told(items: Sequence[Any], what: str) -> Iterator[Any]:
    """Go through items and tell before each how many are done."""
    line = Progress()
    for done, item in enumerate(items):
        line.tell(f"{what}: {done} of {len(items)}")
        yield item
    line.tell(f"{what}: {len(items)} of {len(items)}")
