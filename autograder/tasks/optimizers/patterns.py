"""Mistakes in update rules, recognized from the steps that an optimizer made and those that it should have made.

The gradients of a case are given, they do not depend on where the parameters are. So each step can be compared with the
one wanted, whatever went wrong before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from autograder.checks.judging.patterns import Pattern
from autograder.checks.numerics.comparison import Array, Context

SECOND = " with a second optimizer"
"""Ends the names of what a second optimizer of the same class did."""
CLOSE = 1e-6


def _name(context: Context) -> str:
    """The parameter's own name."""
    found = re.search(r'"(.*)"', context.name)
    assert found is not None, "outputs of these tasks are named by `as_parameter`"
    return found[1]


def _gradients(context: Context) -> Array:
    """The gradients of the parameter, (T, *shape)."""
    return np.asarray(context.case["arguments"][f'grads["{_name(context)}"]'])


def _steps(context: Context, keep: float | None = None) -> tuple[Array, Array]:
    """What was taken from the parameter at each step, (T, *shape), yours and the wanted, without the decay.

    `keep` is the share that the decay leaves of a parameter; it follows from the case unless it is given.
    """
    if keep is None:
        keep = 1 - _option(context, "learning_rate") * _option(context, "weight_decay")
    got, want = np.asarray(context.got, dtype=float), np.asarray(context.want)
    return keep * got[:-1] - got[1:], keep * want[:-1] - want[1:]


def _alike(a: Array | float, b: Array | float) -> bool:
    return bool(np.allclose(a, b, rtol=CLOSE, atol=1e-9))


def _factors(context: Context) -> Array | None:
    """By how much each step is too long, (T,); None unless all its entries agree on that."""
    got, want = (steps.reshape(len(steps), -1) for steps in _steps(context))
    if not np.isfinite(got).all():
        return None
    factors = (got * want).sum(axis=1) / np.maximum((want * want).sum(axis=1), 1e-300)
    return factors if _alike(got, factors[:, np.newaxis] * want) else None


def _option(context: Context, name: str, default: float = 0.0) -> float:
    return float(context.case["options"].get(name, default))


# --- Any rule ---


def second_optimizer(context: Context) -> str | None:
    """The first optimizer is right, the second one starts with what the first has left."""
    if not context.name.endswith(SECOND):
        return None
    return "a second optimizer goes on where the first one stopped: make what it remembers in `__init__`, as `self.…`."


def not_moved(context: Context) -> str | None:
    """The check looks at the arrays that it handed over."""
    if context.equals(np.broadcast_to(context.want[0], np.shape(context.want))):
        return (
            "the parameter has not moved: the step went into a new array, which the layers never see. "
            "Change the array itself, in place."
        )
    return None


def along_the_gradient(context: Context) -> str | None:
    """All steps are a constant multiple of the wanted ones: the other direction, or the learning rate's part."""
    factors, rate = _factors(context), _option(context, "learning_rate")
    if factors is None:
        return None
    if _alike(factors, -1):
        return "a sign: these steps lead uphill. Descent goes against the gradient."
    if _alike(factors, 1 / rate):
        return "the learning rate is missing."
    if _alike(factors, rate):
        return "the learning rate is in twice."
    return None


def interplay(context: Context) -> str | None:
    """The earlier cases had one parameter, and all of them were right."""
    if len(context.case["params"]) < 2:
        return None
    return (
        "with one parameter alone all steps were right, and with several they are not: something is shared. Keep what "
        "the optimizer remembers once for each name."
    )


# --- Momentum ---


def no_memory(context: Context) -> str | None:
    """Each step depends on its own gradient only."""
    got, _ = _steps(context)
    g = _gradients(context)
    scale = float((got * g).sum() / (g * g).sum())
    if _alike(got, scale * g):
        return "each step follows its own gradient alone: the velocity does not survive from one call to the next."
    return None


def momentum_sign(context: Context) -> str | None:
    """The old velocity brakes in place of driving."""
    got, _ = _steps(context)
    rate, momentum = _option(context, "learning_rate"), _option(context, "momentum", 0.9)
    g = _gradients(context)
    if len(got) > 1 and _alike(got[0], rate * g[0]) and _alike(got[1] + momentum * got[0], rate * g[1]):
        return "a sign: the old velocity is taken away where it should be added."
    return None


def one_behind(context: Context) -> str | None:
    """The gradient reaches the velocity after the step."""
    got, want = _steps(context)
    if _alike(got[0], 0) and _alike(got[1:], _option(context, "momentum", 0.9) * want[:-1]):
        return "each step follows the velocity of the step before: the gradient comes in too late."
    return None


def damped(context: Context) -> str | None:
    """An average in place of a sum."""
    factors = _factors(context)
    if factors is not None and _alike(factors, 1 - _option(context, "momentum", 0.9)):
        return "the gradient carries a factor 1 - momentum: that is a running average; this velocity is a sum."
    return None


def plain_momentum(context: Context) -> str | None:
    """The first step tells the two apart."""
    got, _ = _steps(context)
    if _alike(got[0], _option(context, "learning_rate") * _gradients(context)[0]):
        return "the first step is that of plain momentum: the look ahead is missing."
    return None


def one_ahead(context: Context) -> str | None:
    """The gradient stands in the velocity already, and comes in once more."""
    got, want = _steps(context)
    momentum = _option(context, "momentum", 0.9)
    if _alike(got[0] * (1 + momentum), want[0] * (1 + momentum + momentum**2)):
        return "the formula for the old velocity is used with the new one: the gradient comes in once too often."
    if _alike(got[0] * (1 + momentum), want[0] * momentum):
        return "a step along the velocity alone: the gradient itself is missing beside it."
    return None


# --- Rules that divide by a root ---


def zero_by_zero(context: Context) -> str | None:
    """An entry whose gradients were all 0."""
    got = np.asarray(context.got, dtype=float)[1:]
    dead = np.cumsum(np.abs(_gradients(context)), axis=0) == 0
    if np.isnan(got[dead]).any() and np.isfinite(got[~dead]).all():
        return "an entry whose gradient was 0 so far has become 0/0; that is what epsilon is for."
    return None


def root(context: Context) -> str | None:
    """The first step tells what it was divided by."""
    got, want = (steps[0] for steps in _steps(context))
    rate, epsilon = _option(context, "learning_rate"), _option(context, "epsilon")
    slope = _gradients(context)[0]
    some = (slope != 0) & (want != 0)
    if not some.any() or not np.isfinite(got).all():
        return None
    push = rate * slope[some]
    wanted = push / want[some] - epsilon
    if _alike(got[some] * push, want[some] ** 2) and not _alike(push, want[some]):
        return "divided by the squares themselves: the root is missing."
    if epsilon < CLOSE:
        return None
    if _alike(got[some], push / np.sqrt(wanted**2 + epsilon)):
        return "epsilon stands inside the root; here it is added to the root."
    if _alike(got[some], push / wanted):
        return "epsilon is not there, or another number than the constructor was given."
    corrected = np.sqrt(1 - _option(context, "beta2"))
    if "beta2" in context.case["options"] and _alike(got[some], push / (wanted + epsilon / corrected)):
        return "epsilon is added before the bias is corrected; here it is added to the root of the corrected average."
    return None


def forgets(context: Context) -> str | None:
    """Every step is as long as the learning rate."""
    got, _ = _steps(context)
    moved = _gradients(context) != 0
    if len(got) > 1 and _alike(np.abs(got[moved]), _option(context, "learning_rate")):
        return "every step is as long as the learning rate: only the newest square counts, and the sum is lost."
    return None


def weights_of_average(context: Context) -> str | None:
    """The first step tells how a new square was weighed."""
    got, want = (steps[0] for steps in _steps(context))
    rho = _option(context, "rho", 0.99)
    if _alike(got, want * np.sqrt(1 - rho)):
        return "a new square comes in with its full weight, not with 1 - rho: that is a sum, or no average."
    if _alike(got, want * np.sqrt((1 - rho) / rho)):
        return "rho and 1 - rho are swapped."
    return None


def spoiled_memory(context: Context) -> str | None:
    """Everything is right until what was remembered is needed."""
    got, want = _steps(context)
    if len(got) > 1 and _alike(got[0], want[0]) and not _alike(got[1], want[1]):
        return (
            "the first step is right, so the formulas are; what the optimizer remembers is not what the second one "
            "needs. Is it changed on the way?"
        )
    return None


# --- Adam ---


def _corrections(context: Context, count: Array) -> tuple[Array, Array]:
    """The factors by which the two corrections change a step, for the counts of updates in the array."""
    beta1, beta2 = _option(context, "beta1", 0.9), _option(context, "beta2", 0.999)
    return 1 / (1 - beta1**count), np.sqrt(1 - beta2**count)


def counter(context: Context) -> str | None:
    """A counter that starts at 0 or at 2, or that advances once for each parameter."""
    if not np.isfinite(np.asarray(context.got, dtype=float)[1]).all():
        return "the counter is 0 at the first step, so that 1 - beta**0 = 0 is what everything is divided by."
    factors = _factors(context)
    if factors is None:
        return None
    names = list(context.case["params"])
    count = np.arange(1, len(factors) + 1)
    right = np.prod(_corrections(context, count), axis=0)
    if _alike(factors * right, np.prod(_corrections(context, count + 1), axis=0)):
        return "the counter is one ahead: 1 belongs to the first update."
    advanced = len(names) * (count - 1) + names.index(_name(context)) + 1
    if len(names) > 1 and _alike(factors * right, np.prod(_corrections(context, advanced), axis=0)):
        return "the counter advances once for each parameter; it counts updates."
    return None


def correction(context: Context) -> str | None:
    """One correction or both are missing, or the weights of an average are swapped."""
    factors = _factors(context)
    if factors is None:
        return None
    first, second = _corrections(context, np.arange(1, len(factors) + 1))
    if _alike(factors * first * second, 1):
        return "no correction of the bias: the averages start at 0, and the first ones are too small."
    if _alike(factors * first, 1):
        return "the average of the gradients is not corrected for its start at 0."
    if _alike(factors * second, 1):
        return "the average of the squares is not corrected for its start at 0."
    return None


def weights_of_averages(context: Context) -> str | None:
    """The first step tells how the new gradient and the new square were weighed."""
    got, want = (steps[0] for steps in _steps(context))
    beta1, beta2 = _option(context, "beta1", 0.9), _option(context, "beta2", 0.999)
    if _alike(got, want):
        return None
    if _alike(got * (1 - beta1), want * beta1):
        return "beta1 and 1 - beta1 are swapped."
    if _alike(got * np.sqrt(beta2), want * np.sqrt(1 - beta2)):
        return "beta2 and 1 - beta2 are swapped."
    return None


def decay(context: Context) -> str | None:
    """What the decay does alone, where all gradients are 0."""
    if np.any(_gradients(context)) or "weight_decay" not in context.case["options"]:
        return None
    got, want = (steps[0] for steps in _steps(context, keep=1))
    rate = _option(context, "learning_rate")
    if _alike(got, 0):
        return "the gradient is 0 here and the parameter stays: there is no decay, or it went into a new array."
    if _alike(np.abs(got), rate):
        return "the decay went through the gradient: divided by its own root, it is as long as the learning rate."
    if _alike(got, want / rate):
        return "the decay lacks the learning rate."
    if _alike(got, -want):
        return "a sign: the parameter grows where it should decay."
    return None


def late_decay(context: Context) -> str | None:
    """The decay acts on what Adam's step has left."""
    got, want = (steps[0] for steps in _steps(context, keep=1))
    share = _option(context, "learning_rate") * _option(context, "weight_decay", 0.01)
    adam = want - share * np.asarray(context.want)[0]
    if _alike(got, want - share * adam):
        return "the parameter decays after Adam's step; here it decays before it."
    return None


BEFORE: Sequence[Pattern] = (second_optimizer,)
"""Asked before a task's own patterns."""
AFTER: Sequence[Pattern] = (not_moved, along_the_gradient, interplay, spoiled_memory)
"""Asked after a task's own patterns."""
