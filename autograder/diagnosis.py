"""From two arrays that differ to the likely mistake, in words.

Each pattern looks at what came and what was wanted and either recognizes a mistake or passes. The first that
recognizes one speaks. Patterns measure; they never guess from names alone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from autograder.finding import Finding

Array = NDArray[Any]


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
    likely = next((said for pattern in (*patterns, *PATTERNS) if (said := pattern(context))), "")
    return Finding(_how_wrong(context), likely, _worst(context))


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
    """The number c with got = c * want in all entries, when there is one other than 0 and 1."""
    got, want = np.asarray(got, dtype=float), np.asarray(want, dtype=float)
    square = float((want * want).sum())
    if square == 0 or not np.isfinite(got).all():
        return None
    factor = float((got * want).sum()) / square
    if abs(factor) < 1e-9 or misfit(got, factor * want, 1e-6 * abs(factor)) is not None:
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
    if np.any(context.got) or not np.any(context.want):
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
    return (
        "a number left float64's range: exp of more than 709 is infinite, 0 has no logarithm, "
        "and infinity minus or by infinity is NaN. Which of them can this case reach?"
    )


PATTERNS: Sequence[Callable[[Context], str | None]] = (
    _overflow,
    _zeros,
    _batch_factor,
    _sign,
    _transposed,
    _upstream,
    _factor,
)
