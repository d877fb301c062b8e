"""From a comparison that failed to a finding: what differs, where, how much, and the likely mistake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.judging.exceptions import FLAT
from autograder.checks.judging.finding import Finding
from autograder.checks.judging.patterns import PATTERNS, Pattern, first_said, lost_digits
from autograder.checks.numerics import directions
from autograder.checks.numerics.comparison import NUMERICAL, Context, constant_factor, entries_agree

GENERAL = (lost_digits, *PATTERNS)
"""The patterns for any task."""


def sentence(words: str) -> str:
    """The words with a capital at the beginning, unless they begin with a name from the code."""
    return words[:1].upper() + words[1:]


def diagnose(context: Context, patterns: Sequence[Pattern] = ()) -> Finding:
    """Finding for a comparison that failed."""
    broken = not_comparable(context)
    if broken:
        return broken
    if isinstance(context.want, bool):
        return _question(context, patterns)
    own = _likely(context, (lost_digits, *patterns))
    likely = own or _likely(context, PATTERNS)
    return Finding(_how_wrong(context), likely, _worst(context), error_map(context), special=bool(own))


def along(name: str, got: Any, returned: dict[str, Any] | None, case: dict[str, Any]) -> list[Finding]:
    """Findings for a large gradient that was checked along random directions; None came if it could not be."""
    at = np.asarray(case["arguments"][name])
    broken = not_comparable(Context(name, got, at, NUMERICAL, case, "numerical"))
    if broken:
        return [broken]
    if returned is None:
        return [Finding(f"{sentence(f'the gradient of `{name}`')} is complex; real numbers are asked for.")]
    if "located" not in returned:
        return []
    located, least = returned["located"], NUMERICAL * float(np.max(np.abs(got)))
    entries = [tuple(entry) for entry in located["entries"]]
    here = np.array([got[entry] for entry in entries])
    sample = Context(name, here, located["numerical"], NUMERICAL, case, "numerical", least)
    wrong = ~entries_agree(sample)
    if not wrong.any() and returned["disagreement"] <= directions.WRONG:
        return []
    if not wrong.any():
        return [Finding(f"{sentence(sample.label)} differs from the numerical one.", "", f"shape {at.shape}")]
    likely = _likely(sample, GENERAL)
    sample = replace(sample, got=sample.got[wrong], want=sample.want[wrong])
    entry = entries[int(np.flatnonzero(wrong)[0])]
    where = (
        f"{at.size:,} entries of shape {at.shape}; for example {_index(name, entry)}: "
        f"{_values(sample.got[0], sample.want[0], 'numerical')}"
    )
    if len(sample.got) > 2:
        likely = _likely(sample, GENERAL) or likely
    return [Finding(f"{sentence(sample.label)} is wrong {_runs_in_words(located['runs'], at.shape)}.", likely, where)]


def _likely(context: Context, patterns: Sequence[Pattern]) -> str:
    """What the first pattern says that recognizes a mistake."""
    return first_said(context, patterns) or ""


def _runs_in_words(runs: list[list[list[int]]], shape: tuple[int, ...]) -> str:
    """Where along each axis, in a student's words."""
    axes = ("row", "column") if len(shape) == 2 else tuple(f"axis {axis}, index" for axis in range(len(shape)))
    parts = []
    for axis, found, length in zip(axes, runs, shape, strict=True):
        if found == [[0, length - 1]]:
            continue
        spans = [str(first) if first == last else f"{first} to {last}" for first, last in found]
        plural = "s" if (len(spans) > 1 or " to " in spans[0]) and len(shape) == 2 else ""
        parts.append(f"in {axis}{plural} {', '.join(spans)}")
    return " and ".join(parts) if parts else "throughout"


def error_map(context: Context) -> tuple[tuple[int, ...], ...]:
    """Which entries of a small array agree (0) and which do not (1), row by row; empty where that tells nothing."""
    agree = entries_agree(context)
    if agree.ndim not in (1, 2) or agree.size < 2 or max(agree.shape) > 16:
        return ()
    return tuple(tuple(int(not entry) for entry in row) for row in np.atleast_2d(agree))


def _question(context: Context, patterns: Sequence[Pattern]) -> Finding:
    """Finding for a statement about the student's code that should hold, or should not; only the task knows why."""
    words = "should hold, and does not" if context.want else "should not hold, and does"
    likely = _likely(context, patterns)
    return Finding(f"{sentence(context.label)} {words}.", likely, special=bool(likely))


def not_comparable(context: Context) -> Finding | None:
    """Finding for a value that has not even the form of what is wanted."""
    label, got, want = sentence(context.label), context.got, np.asarray(context.want)
    if got is None:
        return Finding(f"{label} is missing: None came.", _missing(context))
    if isinstance(got, dict) and "unsupported" in got:
        wanted = "a float" if want.ndim == 0 else f"an array of shape {want.shape}"
        what = f"{label} is of type {got['unsupported']}; {wanted} is asked for."
        return Finding(what, "another thing is returned than the docstring asks for.")
    if np.shape(got) != want.shape:
        what = f"{label} has the wrong shape: yours {np.shape(got)}, {context.judge} {want.shape}."
        return Finding(what, _shape(context, np.shape(got), want.shape))
    return None


def _missing(context: Context) -> str:
    if context.name in ("y", "loss"):
        return "`forward` gives None: its `return` is missing."
    if context.judge == "numerical" and context.name in context.case.get("inputs", ["x"]):
        return "`backward` gives None: its `return` is missing."
    if context.judge == "numerical":
        return f'nothing was stored in `grads["{context.name}"]`.'
    return "a `return` is missing, or the entry was never stored."


def _shape(context: Context, got: tuple[int, ...], want: tuple[int, ...]) -> str:
    if want == () and np.prod(got) == 1:
        return "one number is asked for, and it comes in an array: `float(...)` takes it out."
    if want == () and got == (context.batch,):
        return "each sample's own value comes, and one number for the batch is asked for: take the mean."
    if got == want[::-1]:
        return "a transpose is missing, or one too many: the two axes are swapped."
    if context.batch and got == (context.batch, *want):
        return "the samples are still apart: each has its say about the same parameter, so sum over the batch."
    if got == (context.batch,):
        return "the sum runs over the wrong axis: axis 0 counts the samples."
    if got == () and want != ():
        return "a sum over all axes where one axis was meant."
    if any(np.ndim(each) and context.equals(np.max(each, axis=0)) for each in context.case["arguments"].values()):
        return "this is the largest entry of each column, `np.max`; `np.maximum` compares each entry with a number."
    if got == (1, *want):
        return "an axis of length 1 is left over (`keepdims`)."
    if len(got) == len(want) == 1:
        return f"{got[0]} values come, and {want[0]} are asked for: one too many or too few at an end, or in a loop?"
    if len(got) == 1 < len(want) and _picked(context):
        return FLAT
    return "write the shape of each factor beside the product: which axis must go, which must stay?"


def _picked(context: Context) -> bool:
    """Whether what came is what some entries of the wanted array are, one after the other, or as many as a sign has."""
    arguments = context.case["arguments"].values()
    given = (np.asarray(each) for each in (*arguments, context.want) if np.shape(each) == np.shape(context.want))
    counts = {int(count) for each in given for count in ((each > 0).sum(), (each >= 0).sum(), (each < 0).sum())}
    return len(context.got) in counts


def _how_wrong(context: Context) -> str:
    got, want = np.asarray(context.got, dtype=float), np.asarray(context.want)
    if not np.isfinite(got).all():
        place = np.argwhere(~np.isfinite(got))[0]
        return f"{sentence(context.label)} is not finite: {got[tuple(place)]} at {_index(context.name, place)}."
    factor = constant_factor(got, want)
    if factor is not None and want.size > 1:
        words = _factor_in_words(factor, context.judge, context.batch)
        return f"{sentence(context.label)} is {words}."
    wrong = int((~entries_agree(context)).sum())
    if want.ndim and wrong < want.size:
        return f"{sentence(context.label)} is wrong in {wrong} of {want.size} entries; the others agree."
    return f"{sentence(context.label)} differs from the {context.judge} one."


def _worst(context: Context) -> str:
    got, want = np.asarray(context.got, dtype=float), np.asarray(context.want)
    if want.ndim == 0:
        return _values(float(got), float(want), context.judge)
    if context.name in context.case.get("sequences", ()):
        first = tuple(int(index) for index in np.argwhere(~entries_agree(context))[0])
        right = f"right before step {first[0]}, then" if first[0] else "wrong from the first step on:"
        values = _values(got[first], want[first], context.judge)
        return f"compared {want.size} entries; {right} {_index(context.name, first)}: {values}"
    difference = np.where(np.isfinite(got), np.abs(got - want), np.inf)
    place = np.unravel_index(int(np.argmax(difference)), want.shape)
    return (
        f"compared {want.size} entries of shape {want.shape}; worst at {_index(context.name, place)}: "
        f"{_values(got[place], want[place], context.judge)}"
    )


def _values(got: float, want: float, judge: str) -> str:
    """Both numbers, with as many digits as tell them apart, and how far apart they are where that is little."""
    digits = next((d for d in range(6, 17) if f"{got:.{d}g}" != f"{want:.{d}g}"), 17)
    apart = abs(got - want) / abs(want) if want else np.inf
    relative = f" (relative difference {apart:.1g})" if apart < 1e-2 else ""
    return f"yours {got:.{digits}g}, {judge} {want:.{digits}g}{relative}"


def _index(name: str, place: Any) -> str:
    return f"{name}[{', '.join(str(int(i)) for i in place)}]" if len(place) else name


def _factor_in_words(factor: float, judge: str, batch: int) -> str:
    if np.isclose(factor, -1, rtol=1e-5):
        return f"exactly minus the {judge} one, everywhere"
    for value, words in ((batch, f"exactly {batch} times"), (1 / max(batch, 1), f"exactly 1/{batch} of")):
        if batch > 1 and np.isclose(factor, value, rtol=1e-5):
            return f"{words} the {judge} one, everywhere, and this batch has N = {batch} samples"
    return f"{factor:.4g} times the {judge} one, everywhere"
