"""What a colleague's layer gave that borrows entries from other samples, and what others make of it."""

from __future__ import annotations

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.dropout.probes import BORROWED_AFTER_TEST, BORROWED_AT_TEST


def not_lent_back(context: Context) -> str | None:
    """The gradient of entries that were borrowed goes elsewhere than to where they came from."""
    given = context.case["arguments"]
    if context.name == BORROWED_AT_TEST:
        return "entries are borrowed at test time, too. Look at `train`."
    if context.name == BORROWED_AFTER_TEST:
        return "after a pass at test time `backward` still uses noise; the last forward pass had none."
    if context.judge != "numerical":
        return None
    dy, rng = given["dy"], np.random.default_rng(context.case["seed"])
    rows, again = _sources(rng, dy.shape, given["p"]), _sources(rng, dy.shape, given["p"])
    columns = np.arange(dy.shape[1])
    own = np.where(rows == np.arange(len(dy))[:, np.newaxis], dy, 0.0)
    last = np.zeros(dy.shape)
    last[rows, columns] = dy
    return recognize(
        context,
        {
            "the mistake is still in it: the noise is drawn again in `backward`.": _added(again, dy),
            "what was borrowed gets no gradient; it goes to where it came from.": own,
            "what was borrowed leaves its gradient where it went; it goes to where it came from.": dy,
            "this takes from where forward took; backward gives back to there.": dy[rows, columns],
            "of several gradients for one entry only the last is left; an entry that was lent gets their sum.": last,
        },
    )


def _sources(rng: np.random.Generator, shape: tuple[int, ...], p: float) -> Array:
    """The row from which each entry is taken, drawn as the colleague's layer draws it."""
    borrows = rng.binomial(1, p, shape) == 1
    return np.where(borrows, rng.integers(0, shape[0], shape), np.arange(shape[0])[:, np.newaxis])


def _added(rows: Array, dy: Array) -> Array:
    """Each entry added where it came from."""
    dx = np.zeros(dy.shape)
    np.add.at(dx, (rows, np.arange(dy.shape[1])), dy)
    return dx
