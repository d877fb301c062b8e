"""What the reference gives back for the cases that students see; it ships beside the tasks, answers do not.

Processors round differently in the last digits. Values that differ by no more are left as they are recorded, so that a
build on another machine changes no file.
"""

import json
from pathlib import Path

import numpy as np

from autograder.checks.check import VISIBLE_SEED
from autograder.checks.wire import Data, decode, encode
from autograder.tasks import load

FOLDER = Path(__file__).resolve().parents[1] / "tasks"

RELATIVE, ABSOLUTE = 1e-8, 1e-10
"""What rounding may change. Numerical gradients, the least exact values, divide it by a step of about 1e-5."""


def expected_values(chapter: str) -> Data:
    """By task, what the reference gives back for the visible cases."""
    check = load(chapter)
    values = {name: check.expected(name, task.cases(VISIBLE_SEED)) for name, task in check.tasks.items()}
    return decode(encode(values))


def write_expected(chapter: str, folder: Path = FOLDER) -> Path:
    """Record a chapter's expected values, unless the recorded ones agree with them; return the record's path."""
    path, values = folder / chapter / "expected.json", expected_values(chapter)
    if not agree(_recorded(path), values):
        path.write_text(json.dumps(json.loads(encode(values)), indent=0) + "\n", encoding="utf-8")
    return path


def _recorded(path: Path) -> Data:
    try:
        return decode(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):  # none yet, or damaged by a merge
        return None


def agree(one: Data, other: Data) -> bool:
    """Whether two values are the same apart from rounding; whole numbers, texts, shapes and types are exact."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(agree(one[key], other[key]) for key in one)
    if isinstance(one, list):
        return len(one) == len(other) and all(map(agree, one, other))
    if isinstance(one, float):
        return bool(np.isclose(one, other, RELATIVE, ABSOLUTE, equal_nan=True))
    if isinstance(one, np.ndarray) and one.dtype.kind in "fc":
        same = (one.dtype, one.shape) == (other.dtype, other.shape)
        return same and np.allclose(one, other, RELATIVE, ABSOLUTE, equal_nan=True)
    return bool(np.array_equal(one, other) and getattr(one, "dtype", None) == getattr(other, "dtype", None))
