"""From an exception in a student's code to a finding: what stopped, where, and what usually is the reason."""

from __future__ import annotations

import re

from autograder.checks.judging.finding import Finding

FLAT = "a mask as an index, such as `x[x > 0]`, picks entries out and lays them flat; `np.where` keeps the shape."

REASONS = {
    "a float stands where a whole number is needed, as an index, a size or a count: `/` gives a float even for whole "
    "numbers (in Python 2 it did not), and `//` a whole number.": (
        r"'(numpy\.)?float\d*' object cannot be interpreted as an integer|slice indices must be integers|"
        r"list indices must be integers.*float|expected an? (sequence of )?integer|only integers, slices"
    ),
    "the indices are floats, perhaps labels: whole numbers are needed, `.astype(int)`.": (
        r"arrays used as indices must be of integer"
    ),
    "something is None here: a function without `return` gives None, and so does an entry that nobody has stored.": (
        r"NoneType"
    ),
    "`xrange` is Python 2's; in Python 3 it is called `range`.": r"name 'xrange'",
    "this method is Python 2's: a dictionary has `items()`, `values()` and `in`.": (
        r"no attribute '(iter(items|keys|values)|has_key)'"
    ),
    "NumPy has no such type any more: use Python's own, without `np.`.": (
        r"module 'numpy' has no attribute '(float|int|bool)'"
    ),
    "the mask picks some entries on the left, and on the right stand as many as in the whole array: pick there too, or "
    "take `np.where`.": r"cannot assign \d+ input values to the \d+ output values where the mask is true",
    "`if`, `and`, `or`, `max` and `min` ask for one yes or no, and an array has one for each entry: `np.where`, `&`, "
    "`|`, `np.maximum` and `np.minimum` go through all of them.": r"truth value of an array",
    "a function for one number got an array: NumPy's own functions go through all entries.": (
        r"only (length-1|0-dimensional|size-1) arrays can be converted|must be real number, not ndarray"
    ),
    "the array that is changed in place holds whole numbers, and what comes in is a float: make it of floats.": (
        r"Cannot cast ufunc .* output from dtype\('float64'\) to dtype\('u?int"
    ),
    "the rows of the left factor must be as long as the columns of the right one: is a transpose missing, or are the "
    "factors in each other's place?": r"mismatch in its core dimension|not aligned",
    "axes are counted from 0: a vector has the axis 0 alone, a matrix the axes 0 and 1. Another axis is meant, or the "
    "array has fewer axes than you think.": r"^axis -?\d+ is out of bounds for array of dimension",
    "indices are counted from 0, so the last one is 1 less than the length.": (
        r"^index -?\d+ is out of bounds|index out of range$"
    ),
    "a function that calls itself, perhaps by the name of the one that it should call.": r"maximum recursion depth",
    "the name gets its value in a branch that was not taken, or further below; inside a function it is its own.": (
        r"referenced before assignment|not associated with a value"
    ),
}
"""The usual reasons, and what Python or NumPy say then; the first that fits is told."""


def raised(error: dict[str, str]) -> Finding:
    """Finding for an `error` that a probe brought back: its `type`, its `message`, and the `line` that led there."""
    if error["type"] == "NotImplementedError":
        name = re.match(r"line \d+ of (\w+)", error["line"])
        where = f", in `{name[1]}`" if name and name[1] != "<module>" else ""
        what = f"Nothing is written here yet{where}."
        return Finding(what, "replace `raise NotImplementedError()` and run the cell again.")
    if error["type"] == "TimeoutError":
        return Finding(f"Your code was stopped: {error['message']}.", "a loop that never ends.", error["line"])
    what = f"Your code stopped with {error['type']}: {error['message'] or 'no message'}."
    return Finding(what, _reason(error["message"]), error["line"])


def _reason(message: str) -> str:
    missing = re.search(r"'(?:numpy\.)?(\w+)' object has no attribute '(\w+)'", message)
    known = next((reason for reason, pattern in REASONS.items() if re.search(pattern, message)), "")
    if known or not missing:
        return known or _stretched(message)
    if missing[1] in ("ndarray", "list", "tuple", "dict", "float", "int"):
        return f"this is of type {missing[1]}, which has no `{missing[2]}`: what did you take it for?"
    return f"nothing stands in `self.{missing[2]}` yet: is it stored before, and under the same name?"


def _stretched(message: str) -> str:
    """Two shapes that do not fit: a number for each row, or entries that a mask has laid flat."""
    found = re.search(r"could not be broadcast together with shapes \(([\d,]*)\) \(([\d,]*)\)", message)
    if not found:
        return ""
    one, other = sorted((tuple(int(n) for n in shape.split(",") if n) for shape in found.groups()), key=len)
    if len(one) == 1 and len(other) > 1:
        if one[0] == other[0]:
            return (
                f"one number for each row has the shape ({one[0]}, 1), not ({one[0]},): `keepdims=True` keeps the axis."
            )
        return f"shapes are matched from the last axis on. Perhaps {FLAT}"
    return "shapes are matched from the last axis on: write the shape of each factor beside it."
