"""What PyTorch says, recorded: one module and one JSON file a chapter. The tests also judge where PyTorch is missing.

`python -m tests.solutions.goldens backward` records a chapter's answers anew.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np

from autograder.checks.wire import decode, encode


def _file(chapter: str) -> Path:
    return Path(__file__).with_name(f"{chapter}.json")


def answers(chapter: str) -> Any:
    """What PyTorch says today."""
    return import_module(f"tests.solutions.goldens.{chapter}").all_answers()


def recorded(chapter: str) -> Any:
    """What PyTorch has said."""
    return decode(_file(chapter).read_text(encoding="utf-8"))


def record(chapter: str) -> None:
    """Write today's answers into the record."""
    _file(chapter).write_text(encode(answers(chapter)) + "\n", encoding="utf-8")


def same(ours: Any, theirs: Any, rtol: float = 1e-10, atol: float = 1e-12) -> None:
    """Assert that two arrays have one shape and the same numbers; of dictionaries and lists, all their parts."""
    if isinstance(theirs, dict):
        assert ours.keys() == theirs.keys()
        for name, part in theirs.items():
            same(ours[name], part, rtol, atol)
    elif isinstance(theirs, list | tuple):
        for mine, part in zip(ours, theirs, strict=True):
            same(mine, part, rtol, atol)
    else:
        assert np.shape(ours) == np.shape(theirs)
        np.testing.assert_allclose(ours, theirs, rtol=rtol, atol=atol)
