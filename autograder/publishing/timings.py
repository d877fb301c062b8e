"""Where the time of `course site` goes, as a table for a screen."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import ParamSpec, TypeVar

import nbformat

from autograder.publishing.release import REPOSITORY, chapters

Arguments = ParamSpec("Arguments")
Result = TypeVar("Result")

NOT_RUN = {"cells": 0.0, "drawing": 0.0, "frames": 0}


class Timings:
    """Seconds that each part of this run took; parts may run side by side."""

    def __init__(self) -> None:
        self._parts: dict[str, float] = {}

    def of(
        self, part: str, do: Callable[Arguments, Result], *arguments: Arguments.args, **keywords: Arguments.kwargs
    ) -> Result:
        """Do one part and note how long it took."""
        began = time.monotonic()
        try:
            return do(*arguments, **keywords)
        finally:
            self._parts[part] = time.monotonic() - began

    def table(self, record: Path) -> str:
        """Return the table: this run's parts, the phases of the book, and when each chapter last ran, its cells.

        Parameters
        ----------
        record : Path
            What `chapters/_sphinx/timings.py` has written.
        """
        book = json.loads(record.read_text(encoding="utf-8"))
        starting = self._parts["book"] - sum(book["phases"].values())
        parts = {
            "notebooks": self._parts["notebooks"],
            "Sphinx starts": starting,
            **book["phases"],
            "the bench, beside all this": self._parts["bench"],
        }
        lines = [f"{'':34}{'seconds':>9}", *(f"{part:34}{seconds:9.1f}" for part, seconds in parts.items()), ""]
        lines.append(
            f"{'when its cells last ran':26}{'page':>8}{'drawing':>9}{'frames':>8}{'notebook':>10}{'frames':>8}"
        )
        lines.append(_row("intro", book["pages"].get("intro", NOT_RUN)))
        for chapter in chapters():
            page, notebook = (
                book["pages"].get(f"chapters/{chapter}/{kind}", NOT_RUN) for kind in ("chapter", "notebook")
            )
            lines.append(_row(chapter, page) + f"{_seconds(chapter):10.1f}{notebook['frames']:8}")
        return "\n".join(lines)


def _row(name: str, page: dict[str, float]) -> str:
    return f"{name:26}{page['cells']:8.1f}{page['drawing']:9.1f}{page['frames']:8}"


def _seconds(chapter: str) -> float:
    notebook = nbformat.read(REPOSITORY / "chapters" / chapter / "notebook.ipynb", 4)
    return float(notebook.metadata["seconds"])
