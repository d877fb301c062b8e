"""What a student's code gets is a copy; what it is judged by stays behind. Changes in place are seen here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np


class Handed:
    """Arrays in a student's hands, each with an original that nobody else holds.

    Attributes
    ----------
    originals : dict of str to ndarray
    changed : dict of str to dict
        For each array that has changed, its `kind` ("argument", "parameter" or "output") and the `call` that did it.
    """

    def __init__(self) -> None:
        self.originals: dict[str, Any] = {}
        self.changed: dict[str, dict[str, str]] = {}
        self._where: dict[str, tuple[str, Mapping[str, Any]]] = {}

    def copies(self, arguments: Mapping[str, Any]) -> dict[str, Any]:
        """Copies of arguments, to be handed out under the same names. What is no array is handed on."""
        copies = {name: np.array(each) if isinstance(each, np.ndarray) else each for name, each in arguments.items()}
        for name, original in arguments.items():
            if isinstance(original, np.ndarray):
                self.originals[name], self._where[name] = original, ("argument", copies)
        return copies

    def watch(self, kind: str, where: Mapping[str, Any]) -> None:
        """Watch arrays that the student's code holds already, in `where` under their names: originals are made."""
        for name, array in where.items():
            if isinstance(array, np.ndarray):
                self.originals[name], self._where[name] = np.array(array), (kind, where)

    def look(self, call: str) -> None:
        """Note what has changed during a call: another array in its place counts only if it has other numbers."""
        for name, original in self.originals.items():
            kind, where = self._where[name]
            if name not in self.changed and not _same(where.get(name), original):
                self.changed[name] = {"kind": kind, "call": call}

    def put_back(self) -> None:
        """Let changed arrays be as they were."""
        for name in self.changed:
            now, original = self._where[name][1].get(name), self.originals[name]
            if isinstance(now, np.ndarray) and now.shape == original.shape:
                now[...] = original


def _same(now: Any, original: Any) -> bool:
    """Whether the numbers are the same; NaN is NaN, but to ask so takes three times as long."""
    return np.array_equal(now, original) or np.array_equal(now, original, equal_nan=original.dtype.kind in "fc")
