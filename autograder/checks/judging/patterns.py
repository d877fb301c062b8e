"""The mistakes that can be recognized in any task, from what came and what was wanted.

Each pattern looks at a comparison that failed and either says the likely mistake or passes. The first that recognizes
one speaks. Patterns measure; they never guess from names alone. A task has patterns of its own beside these; most of
them say what each mistake would have given, and `recognize` compares.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from autograder.checks.judging.paths import missing_path
from autograder.checks.numerics.comparison import Array, Context, constant_factor, misfit

Pattern = Callable[[Context], str | None]


def recognize(context: Context, mistakes: Mapping[str, Any]) -> str | None:
    """The words of the mistake that gives what came; of all of them, where the case cannot tell them apart.

    Parameters
    ----------
    context : Context
    mistakes : mapping of str to array_like
        What each mistake would have given, by the words for it; a tuple where people make it in several ways.
    """
    found = []
    for words, gives in mistakes.items():
        ways = gives if isinstance(gives, tuple) else (gives,)
        if any(_came(context, np.asarray(way, dtype=float)) for way in ways):
            found.append(words)
    if len(found) > 2:
        found[2:] = ["something else that gives the same here."]
    return " Or: ".join(found) or None


def _came(context: Context, given: Array) -> bool:
    """Whether this came. NaN and infinity must stand in the same places, and something besides them."""
    finite = np.isfinite(given)
    if finite.all():
        return context.equals(given)
    got = np.asarray(context.got, dtype=float)
    if not finite.any() or got.shape != given.shape:
        return False
    if not np.array_equal(got[~finite], given[~finite], equal_nan=True):
        return False
    return replace(context, got=got[finite]).equals(given[finite])


def added_up_elsewhere(probabilities: Array) -> str | None:
    """Probabilities that add up to 1 over the samples, or over the whole batch, in place of over the classes."""
    if np.allclose(probabilities.sum(axis=0), 1):
        return "your probabilities add up to 1 over the samples; each row, over the classes, should."
    if np.isclose(probabilities.sum(), 1) and len(probabilities) > 1:
        return "your probabilities add up to 1 over the whole batch; each row should."
    return None


def first_said(context: Context, patterns: Sequence[Pattern]) -> str | None:
    """What the first of these patterns says that recognizes a mistake; what leaves float64's range passes silently."""
    with np.errstate(all="ignore"):
        return next((said for pattern in patterns if (said := pattern(context))), None)


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
        if context.equals(np.divide(context.want, upstream)):
            return "this is the layer's slope alone: the chain rule multiplies it by the upstream gradient."
    return None


def _overflow(context: Context) -> str | None:
    if np.isfinite(np.asarray(context.got, dtype=float)).all():
        return None
    left = "a number left float64's range"
    for error in context.case.get("floating", []):
        if error["line"]:
            return f"{left}. It began with {happened(error)} in {error['line']}"
    return f"{left}. Perhaps exp of more than 709, a logarithm of 0 or a division of 0 by 0: which can this case reach?"


def happened(error: Mapping[str, str]) -> str:
    """A floating-point error in a student's words."""
    if error["kind"] == "overflow":
        return "an overflow, such as exp of more than 709,"
    if error["kind"] == "invalid value":
        return "an operation without a result: 0/0, 0 times infinity, infinity minus infinity or the like,"
    if "log" in error["line"]:
        return "the logarithm of 0," if "/" not in error["line"] else "the logarithm of 0, or a division by 0,"
    return "a division by 0,"


def floating_kinds(context: Context) -> list[str]:
    """Which floating-point errors happened on the way, in their order."""
    return list(dict.fromkeys(error["kind"] for error in context.case.get("floating", [])))


def lost_digits(context: Context) -> str | None:
    """Another type of number than float64. It speaks before all others: what it explains looks like many mistakes."""
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
        known = {name: value, f"1 - {name}": 1 - value}
        known |= {
            f"1/{words if words == name else f'({words})'}": 1 / number for words, number in known.items() if number
        }
        for words, number in known.items():
            if np.isclose(factor, number, rtol=1e-5):
                return f"a factor of {words} too much: where does it belong, in forward, in backward, in both?"
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


PATTERNS: Sequence[Pattern] = (
    _overflow,
    _zeros,
    _mask_drawn_again,
    _batch_factor,
    _sign,
    _transposed,
    missing_path,
    _upstream,
    _known_factor,
    _factor,
)
