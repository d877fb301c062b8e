"""From two arrays that differ to the likely mistake, in words.

Each pattern looks at what came and what was wanted and either recognizes a mistake or passes. The first that
recognizes one speaks. Patterns measure; they never guess from names alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder import directions
from autograder.finding import Finding

Array = NDArray[Any]

NUMERICAL = 1e-6
"""Largest relative difference between a gradient and a central difference: a thousand times what is usual."""


@dataclass(frozen=True)
class Context:
    """One comparison: a name, what came, what was wanted, and the case that both belong to."""

    name: str
    got: Any
    want: Any
    tolerance: float
    case: dict[str, Any]
    judge: str
    """What `want` is called in a finding: "expected" or "numerical"."""

    @property
    def label(self) -> str:
        """The value's name in a sentence."""
        return f"`{self.name}`" if self.judge == "expected" else f"the gradient of `{self.name}`"

    @property
    def batch(self) -> int:
        """Number of samples N in the case; 0 when the case has no batch."""
        return int(self.case.get("batch", 0))

    def equals(self, other: Array | float) -> bool:
        """Whether what came is this."""
        return misfit(self.got, other, self.tolerance) is None


def sentence(words: str) -> str:
    """The words with a capital at the beginning, unless they begin with a name from the code."""
    return words[:1].upper() + words[1:]


def misfit(got: Any, want: Any, tolerance: float) -> float | None:
    """Largest difference relative to the largest wanted entry, if above the tolerance; None when they agree.

    Infinity stands for everything that has no difference: another type, another shape, NaN.
    """
    if not isinstance(got, np.ndarray | float | int) or isinstance(got, bool):
        return np.inf
    if np.shape(got) != np.shape(want) or np.asarray(got).dtype.kind not in "fiu":
        return np.inf
    if np.size(want) == 0:
        return None
    scale = max(float(np.max(np.abs(want))), 1e-12)
    difference = float(np.max(np.abs(np.asarray(got, dtype=float) - want))) / scale
    # Written so that NaN, which passes `difference > tolerance` unseen, counts as a misfit.
    return None if difference <= tolerance else (difference if np.isfinite(difference) else np.inf)


def diagnose(context: Context, patterns: Sequence[Callable[[Context], str | None]] = ()) -> Finding:
    """Finding for a comparison that failed."""
    broken = _not_comparable(context)
    if broken:
        return broken
    likely = next((said for pattern in (_dtype, *patterns, *PATTERNS) if (said := pattern(context))), "")
    return Finding(_how_wrong(context), likely, _worst(context), error_map(context))


def along(name: str, got: Any, returned: dict[str, Any], case: dict[str, Any]) -> list[Finding]:
    """Findings for a large gradient that was checked along random directions."""
    at = np.asarray(case["arguments"][name])
    seed, derivatives = case.get("seed", 0), np.asarray(returned["derivatives"])
    broken = _not_comparable(Context(name, got, at, NUMERICAL, case, "numerical"))
    if broken:
        return [broken]
    if directions.disagreement(derivatives, got, seed) <= directions.TOLERANCE or returned.get("kink"):
        return []
    located = returned["located"]
    entries = [tuple(entry) for entry in located["entries"]]
    sample = Context(name, np.array([got[e] for e in entries]), located["numerical"], NUMERICAL, case, "numerical")
    wrong = ~_entries_agree(sample)
    if not wrong.any():
        return [Finding(f"{sentence(sample.label)} differs from the numerical one.", "", f"shape {at.shape}")]
    sample = replace(sample, got=sample.got[wrong], want=sample.want[wrong])
    entry = entries[int(np.flatnonzero(wrong)[0])]
    where = (
        f"checked along {len(derivatives)} random directions, then searched; for example {_index(name, entry)}: "
        f"yours {sample.got[0]:.4g}, numerical {sample.want[0]:.4g}"
    )
    likely = next((said for pattern in (_dtype, *PATTERNS) if (said := pattern(sample))), "") if len(sample.got) > 2 else ""
    return [Finding(f"{sentence(sample.label)} is wrong {_runs_in_words(located['runs'], at.shape)}.", likely, where)]


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
    agree = _entries_agree(context)
    if agree.ndim not in (1, 2) or agree.size < 2 or max(agree.shape) > 16:
        return ()
    return tuple(tuple(int(not entry) for entry in row) for row in np.atleast_2d(agree))


def _not_comparable(context: Context) -> Finding | None:
    """Finding for a value that is missing, not an array, or of another shape; None if it can be compared."""
    label, got, want = sentence(context.label), context.got, np.asarray(context.want)
    if got is None:
        return Finding(f"{label} is missing: None came.", "a `return` is missing, or the entry was never stored.")
    if isinstance(got, dict) and "unsupported" in got:
        wanted = "a float" if want.ndim == 0 else f"an array of shape {want.shape}"
        what = f"{label} is of type {got['unsupported']}; {wanted} is asked for."
        return Finding(what, "another thing is returned than the docstring asks for.")
    if np.shape(got) != want.shape:
        what = f"{label} has the wrong shape: yours {np.shape(got)}, {context.judge} {want.shape}."
        return Finding(what, _shape(context, np.shape(got), want.shape))
    return None


def _shape(context: Context, got: tuple[int, ...], want: tuple[int, ...]) -> str:
    if got == want[::-1]:
        return "a transpose is missing, or one too many: the two axes are swapped."
    if context.batch and got == (context.batch, *want):
        return "the samples are still apart: each has its say about the same parameter, so sum over the batch."
    if got == (context.batch,):
        return "the sum runs over the wrong axis: axis 0 counts the samples."
    if got == () and want != ():
        return "a sum over all axes where one axis was meant."
    if got == (1, *want):
        return "an axis of length 1 is left over (`keepdims`)."
    return "write the shape of each factor beside the product: which axis must go, which must stay?"


def _how_wrong(context: Context) -> str:
    got, want = np.asarray(context.got, dtype=float), np.asarray(context.want)
    if not np.isfinite(got).all():
        place = np.argwhere(~np.isfinite(got))[0]
        return f"{sentence(context.label)} is not finite: {got[tuple(place)]} at {_index(context.name, place)}."
    factor = constant_factor(got, want)
    if factor is not None and want.size > 1:
        words = _factor_in_words(factor, context.judge, context.batch)
        return f"{sentence(context.label)} is {words}."
    wrong = int((~_entries_agree(context)).sum())
    if want.ndim and wrong < want.size:
        return f"{sentence(context.label)} is wrong in {wrong} of {want.size} entries; the others agree."
    return f"{sentence(context.label)} differs from the {context.judge} one."


def _worst(context: Context) -> str:
    got, want = np.asarray(context.got, dtype=float), np.asarray(context.want)
    if want.ndim == 0:
        return f"yours {float(got):.6g}, {context.judge} {float(want):.6g}"
    difference = np.where(np.isfinite(got), np.abs(got - want), np.inf)
    place = np.unravel_index(int(np.argmax(difference)), want.shape)
    return (
        f"compared {want.size} entries of shape {want.shape}; worst at {_index(context.name, place)}: "
        f"yours {got[place]:.4g}, {context.judge} {want[place]:.4g}"
    )


def _index(name: str, place: Any) -> str:
    return f"{name}[{', '.join(str(int(i)) for i in place)}]" if len(place) else name


def _entries_agree(context: Context) -> Array:
    got, want = np.asarray(context.got, dtype=float), np.asarray(context.want)
    scale = max(float(np.max(np.abs(want))), 1e-12)
    agree: Array = np.abs(got - want) <= context.tolerance * scale
    return agree


def constant_factor(got: Array, want: Array) -> float | None:
    """The number c with got = c * want in all entries, when there is one that is not about 0 or 1."""
    got, want = np.asarray(got, dtype=float), np.asarray(want, dtype=float)
    square = float((want * want).sum())
    if square == 0 or not np.isfinite(got).all():
        return None
    factor = float((got * want).sum()) / square
    if abs(factor) < 1e-9 or abs(factor - 1) < 1e-4 or misfit(got, factor * want, 1e-6 * abs(factor)) is not None:
        return None
    return factor


def _factor_in_words(factor: float, judge: str, batch: int) -> str:
    if np.isclose(factor, -1, rtol=1e-5):
        return f"exactly minus the {judge} one, everywhere"
    for value, words in ((batch, f"exactly {batch} times"), (1 / max(batch, 1), f"exactly 1/{batch} of")):
        if batch > 1 and np.isclose(factor, value, rtol=1e-5):
            return f"{words} the {judge} one, everywhere, and this batch has N = {batch} samples"
    return f"{factor:.4g} times the {judge} one, everywhere"


def _zeros(context: Context) -> str | None:
    if np.any(context.got) or not np.any(context.want) or context.case.get("floating"):
        return None
    return "everything is 0: the array was made and never filled, or the upstream gradient does not get through."


def _batch_factor(context: Context) -> str | None:
    factor, batch = constant_factor(context.got, context.want), context.batch
    if factor is None or batch < 2:
        return None
    loss = context.judge == "expected" and np.ndim(context.want) == 0
    if np.isclose(factor, batch, rtol=1e-5):
        if loss or "dy" not in context.case["arguments"]:
            return "a sum over the batch where the mean is asked for: 1/N is missing."
        return "multiplied by the number of samples; the chain rule asks for a plain sum."
    if np.isclose(factor, 1 / batch, rtol=1e-5):
        if loss or "dy" not in context.case["arguments"]:
            return "the mean over the batch is taken twice."
        return (
            "a mean over the batch where the chain rule asks for a sum. "
            "The 1/N of the loss is already in the upstream gradient."
        )
    return None


def _sign(context: Context) -> str | None:
    factor = constant_factor(context.got, context.want)
    if factor is not None and np.isclose(factor, -1, rtol=1e-5):
        return "a sign: check each minus on the way."
    return None


def _factor(context: Context) -> str | None:
    factor = constant_factor(context.got, context.want)
    if factor is None or np.size(context.want) < 2:
        return None
    return f"a constant factor of {factor:.4g} too much: a coefficient is lost or counted twice."


def _transposed(context: Context) -> str | None:
    want = np.asarray(context.want)
    if want.ndim == 2 and want.shape[0] == want.shape[1] and context.equals(want.T):
        return "your result is the transpose of what it should be; a square shape hides it."
    return None


def _upstream(context: Context) -> str | None:
    upstream = context.case["arguments"].get("dy")
    if context.judge == "numerical" and upstream is not None and np.shape(upstream) == np.shape(context.want):
        if context.equals(upstream):
            return "the upstream gradient is handed on unchanged: the layer's own slope is missing."
        slope = np.divide(context.want, upstream)
        if context.equals(slope):
            return "this is the layer's slope alone: the chain rule multiplies it by the upstream gradient."
    return None


def _overflow(context: Context) -> str | None:
    if np.isfinite(np.asarray(context.got, dtype=float)).all():
        return None
    said = (
        "a number left float64's range: exp of more than 709 is infinite, 0 has no logarithm, "
        "and infinity minus or by infinity is NaN."
    )
    for error in context.case.get("floating", []):
        if error["line"]:
            return f"{said} It began with {FLOATING[error['kind']]} in {error['line']}"
    return f"{said} Which of them can this case reach?"


FLOATING = {
    "divide by zero": "a division by zero, or a logarithm of 0,",
    "overflow": "an overflow",
    "invalid value": "an operation without a result, such as infinity minus infinity,",
}
"""NumPy's names for what left the range, in a student's words."""


def _dtype(context: Context) -> str | None:
    got, want = np.asarray(context.got), np.asarray(context.want, dtype=float)
    if (
        got.dtype.kind == "f"
        and got.dtype.itemsize < 8
        and misfit(got, want, 1e-2 if got.itemsize < 4 else 1e-4) is None
    ):
        return f"the numbers are {got.dtype}, which holds {3 if got.itemsize < 4 else 7} digits; everything is float64."
    if got.dtype.kind in "iu" and got.ndim and (np.abs(got - want) < 1 + 1e-9).all():
        return f"the array is of type {got.dtype}, so what stands behind the decimal point is cut off."
    return None


def _known_factor(context: Context) -> str | None:
    """A constant factor that one of the case's own numbers explains."""
    factor = constant_factor(context.got, context.want)
    if factor is None or np.size(context.want) < 2:
        return None
    for name, value in context.case.get("constants", {}).items():
        known = {f"{name}": value, f"1/{name}": 1 / value if value else np.inf, f"1 - {name}": 1 - value}
        known[f"1/(1 - {name})"] = 1 / (1 - value) if value != 1 else np.inf
        for words, number in known.items():
            if np.isclose(factor, number, rtol=1e-5):
                return f"a factor of {words} too much: it belongs to one of forward and backward, not to both."
            if np.isclose(factor, 1 / number, rtol=1e-5):
                return f"a factor of {words} is missing."
    return None


def _mask_drawn_again(context: Context) -> str | None:
    """Zeros, but in other places than the mask of the forward pass has them."""
    got, want = np.asarray(context.got), np.asarray(context.want)
    if context.judge != "numerical" or "seed" not in context.case or np.all(want) or np.all(got):
        return None
    both = (got != 0) & (want != 0)
    if np.array_equal(got == 0, want == 0) or not np.any(both):
        return None
    return "the zeros are in other places than those of the forward pass: the mask was drawn again. Keep it."


PATTERNS: Sequence[Callable[[Context], str | None]] = (
    _overflow,
    _zeros,
    _mask_drawn_again,
    _batch_factor,
    _sign,
    _transposed,
    _upstream,
    _known_factor,
    _factor,
)
