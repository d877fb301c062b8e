"""What can be seen while a student's code runs: where a number leaves float64's range, and which lines loop.

Everything here is observed, not guessed from the text of the code.
"""

from __future__ import annotations

import linecache
import sys
import sysconfig
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from types import FrameType
from typing import Any

import numpy as np

_LIBRARIES = (
    *(sysconfig.get_path(name) for name in ("stdlib", "platstdlib", "purelib", "platlib")),
    str(Path(__file__).parents[2]),
)


def is_students(filename: str) -> bool:
    """Whether a file is neither Python's, nor a library's, nor the checks' own."""
    return not filename.startswith((*_LIBRARIES, "<frozen", "<__array_function__")) and "site-packages" not in filename


def place(frame: FrameType | None) -> str:
    """The innermost line of the student's at a frame: "line 3 of forward: y = np.exp(x)"; empty when there is none."""
    while frame is not None and not is_students(frame.f_code.co_filename):
        frame = frame.f_back
    if frame is None:
        return ""
    text = linecache.getline(frame.f_code.co_filename, frame.f_lineno).strip()
    return f"line {frame.f_lineno} of {frame.f_code.co_name}" + (f": {text}" if text else "")


def in_words(error: Exception) -> dict[str, Any]:
    """Name, message and the last line of the student's own code that led there."""
    own = [frame for frame in traceback.extract_tb(error.__traceback__) if is_students(frame.filename)]
    line = f"line {own[-1].lineno} of {own[-1].name}: {own[-1].line}" if own else ""
    return {"type": type(error).__name__, "message": str(error)[:500], "line": line.strip().removesuffix(":")[:300]}


@contextmanager
def until_it_stops(returned: dict[str, Any], during: str = "") -> Iterator[None]:
    """An error leaves what was returned before it, to be judged first; `during` tells that it came in a second use."""
    try:
        yield
    except Exception as error:  # any mistake of a student ends up in a finding
        returned["stopped"] = {**in_words(error), "during": during}


@contextmanager
def floating_errors() -> Iterator[list[dict[str, str]]]:
    """Collect NumPy's floating-point errors in place of warnings: what happened, and in which line; the first ten."""
    found: list[dict[str, str]] = []

    def record(kind: str, _: int) -> None:
        if len(found) < 10:
            found.append({"kind": kind, "line": place(sys._getframe(1))})

    with np.errstate(divide="call", over="call", invalid="call", under="ignore", call=record):
        yield found


@contextmanager
def nothing_silenced() -> Iterator[None]:
    """While it lasts, `np.errstate` and `np.seterr` change nothing, so that no floating-point error is hidden."""
    original = np.errstate, np.seterr
    np.errstate, np.seterr = (lambda **_: nullcontext()), (lambda *_, **__: np.geterr())  # type: ignore[misc, assignment]
    try:
        yield
    finally:
        np.errstate, np.seterr = original  # type: ignore[misc]


def executed_lines(function: Callable[[], Any]) -> Counter[tuple[str, int]]:
    """How often each line of the student's code runs while a function of no arguments does."""
    counts: Counter[tuple[str, int]] = Counter()

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        if not is_students(frame.f_code.co_filename):
            return None
        if event in ("line", "call"):
            counts[frame.f_code.co_filename, frame.f_lineno] += 1
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function()
    finally:
        sys.settrace(before)
    return counts


def loop_over_samples(few: Callable[[], Any], many: Callable[[], Any], more: int) -> str:
    """The line that runs once more for each of `more` additional samples; empty when there is none.

    `few` and `many` do the same with a small batch and with one that has `more` samples in addition.
    """
    extra = executed_lines(many)
    extra.subtract(executed_lines(few))
    for (filename, number), times in sorted(extra.items()):
        if times >= more:
            return f"line {number}: {linecache.getline(filename, number).strip()}".removesuffix(": ")
    return ""


@contextmanager
def counted_calls(thing: Any, method: str) -> Iterator[list[None]]:
    """Count the calls of a method of one object; nothing is counted where the object takes no attribute."""
    calls: list[None] = []
    original, own = getattr(thing, method), method in getattr(thing, "__dict__", {})

    def counted(*arguments: Any, **options: Any) -> Any:
        calls.append(None)
        return original(*arguments, **options)

    try:
        setattr(thing, method, counted)
    except AttributeError:
        yield calls
        return
    try:
        yield calls
    finally:
        if own:
            setattr(thing, method, original)
        else:
            delattr(thing, method)
