"""Mistakes of the chapter `initialization` that can be recognized, in words that do not show the answer."""

from __future__ import annotations

import math

import numpy as np

from autograder.checks.judging.patterns import recognize
from autograder.checks.numerics.comparison import Array, Context
from autograder.tasks.initialization.measures import AGAIN, BYTES, MATRICES, NUMBERS, PRODUCTS, SHAPE
from autograder.tasks.initialization.probes import bent, mapped, weights_name

# --- The two formulas ---


def _share(context: Context) -> float:
    return 0.5 if context.case["arguments"]["activation"] == "relu" else 1.0


def forward_mistakes(context: Context) -> str | None:
    """Wrong shares behind the activation, the wrong fan, standard deviations, an input that is forgotten."""
    given = context.case["arguments"]
    widths, weights = np.array(given["widths"], dtype=float), given["weight_variances"]
    fans, start, share = widths[:-1], given.get("input_square", 1.0), _share(context)
    relu_variance = share if share == 1 else 0.5 - 1 / (2 * math.pi)

    def by(
        fans: Array = fans, weights: Array = weights, start: float = start, share: float = share, first: float = 1.0
    ) -> Array:
        """The forward formula with parts of it exchanged; `first` is the share that the inputs themselves lose."""
        found, square = [], start * first
        for fan, weight in zip(fans, weights, strict=True):
            found.append(fan * weight * square)
            square = found[-1] * share
        return np.array(found)

    mistakes = {
        "the ReLU halves the mean square on the way, and here it does not.": by(share=1.0),
        "the mean square is halved here although there is no ReLU.": by(share=0.5),
        "fan-in and fan-out are swapped: a net input adds up one term for each *input*.": by(widths[1:]),
        "everything is half: is it the mean squares *behind* the ReLU? Or is a ReLU counted before the first layer?": (
            by(first=share)
        ),
        "a quarter is left behind the ReLU; half is. Where is it halved twice?": by(share=share**2),
        "behind the ReLU stands the variance of its outputs. They have a mean, and the next layer needs the mean"
        " square.": by(share=relu_variance),
        "the mean square of the inputs is missing: it is not always 1.": by(start=1.0),
        "the variances of the weights are squared: they are variances already.": by(weights=weights**2),
        "standard deviations of the weights stand where variances belong.": by(weights=np.sqrt(weights)),
        "these are standard deviations; variances are asked for.": np.sqrt(by()),
        "each layer starts from the network's inputs: hand on what the layer before gave.": (
            fans * weights * start * np.where(np.arange(len(fans)), share, 1.0)
        ),
    }
    return recognize(context, mistakes)


def backward_mistakes(context: Context) -> str | None:
    """Wrong shares, the wrong fan, the wrong layer's weights, a list from back to front."""
    given = context.case["arguments"]
    widths, weights = np.array(given["widths"], dtype=float), given["weight_variances"]
    last, share = given.get("last", 1.0), _share(context)
    if len(weights) < 2:
        return "there is one layer, so `last` is all there is." if np.shape(context.got) == (1,) else None

    def by(fans: Array = widths[2:], weights: Array = weights[1:], share: float = share) -> Array:
        """The backward formula with parts of it exchanged."""
        found = [last]
        for fan, weight in zip(fans[::-1], weights[::-1], strict=True):
            found.append(fan * weight * found[-1] * share)
        return np.array(found[::-1])

    before, earlier = widths[1:-1], weights[:-1]
    mistakes = {
        "the ReLU lets half of the gradients pass, and here it lets all.": by(share=1.0),
        "the gradients are halved although there is no ReLU.": by(share=0.5),
        "a quarter is left behind the ReLU; half is. Its slope is 0 or 1, and so is the square of it.": (
            by(share=share**2)
        ),
        "fan-in and fan-out are swapped: an input hears from each of the *outputs* that it feeds.": by(before),
        "one layer off: the gradient comes back through the weights of the layer *behind*.": by(before, earlier),
        "the widths are right, the weights are one layer off: the layer *behind* has its say.": by(weights=earlier),
        "the list runs from the last layer to the first: turn it round.": by()[::-1],
        "these are standard deviations; variances are asked for.": np.sqrt(by()),
        "`last` is missing: it is not always 1.": by() / last,
    }
    return recognize(context, mistakes)


# --- What draws by chance ---


def draw_mistakes(context: Context) -> str | None:
    """Shape, type, another generator, numbers that come twice."""
    case, got = context.case, context.got
    given = case["arguments"]
    if context.name == SHAPE and np.shape(got) == (2,):
        if tuple(got) == (given["fan_out"], given["fan_in"]):
            return "rows are inputs and columns are outputs in this course; PyTorch has it the other way round."
        if tuple(got) == (min(given.values()),) * 2 or tuple(got) == (given["fan_in"],) * 2:
            return "Q has as many columns as A has; of a wide matrix it is square. Which of A and A.T is never wide?"
        return "one weight for each pair of an input and an output."
    if context.name == SHAPE:
        return "one weight for each pair of an input and an output: a matrix."
    if context.name == BYTES:
        return "a conversion on the way: float32 has four bytes, float64 eight."
    if context.name == AGAIN:
        return "other random numbers have come in: draw from `rng`, and from nothing else."
    if context.name == MATRICES:
        return "the same matrix comes again and again: a generator is made anew in each call, or nothing is drawn."
    if context.name == NUMBERS:
        return _repeated(float(got), given["fan_in"], given["fan_out"])
    return None


def _repeated(different: float, fan_in: int, fan_out: int) -> str:
    if different == 1:
        return "one number for the whole matrix: all units would be the same for ever."
    if different == fan_in:
        return "each row holds one number: draw one for each entry."
    if different == fan_out:
        return "all rows are the same: draw one number for each entry."
    return "numbers come twice: draw one for each entry."


def orthogonal_mistakes(context: Context) -> str | None:
    """Gains, lengths, and columns that are not orthogonal."""
    if context.name not in PRODUCTS or np.shape(context.got) != np.shape(context.want):
        return None
    gain, got = context.case["arguments"]["gain"], np.asarray(context.got, dtype=float)
    identity = np.eye(len(got))
    mistakes = {
        "the gain is missing.": identity,
        "the gain counts twice.": gain**4 * identity,
        "the root of the gain is there, not the gain.": abs(gain) * identity,
        "divided by the gain, not multiplied.": identity / gain**2,
    }
    found = recognize(context, mistakes)
    if found is None and np.allclose(np.diag(got), gain**2, rtol=1e-9):
        return "the lengths are right, the right angles are missing: this is no Q."
    if found is None and np.allclose(got, np.diag(np.diag(got)), atol=1e-9):
        return "the right angles are there, the lengths are not all the same."
    return found or "neither right angles nor equal lengths: is it R, or A itself?"


# --- Layers ---


def scales_mistakes(context: Context) -> str | None:
    """Another measure of spread, another place, a batch that is not handed on."""
    case, x = context.case, context.case["arguments"]["x"]
    if context.name == "forward passes of each layer":
        return "the batch goes through some layers more than once, or through none of them."
    outputs, trained, current, training = [], [], x, x
    for number, (weights, bias) in enumerate(zip(case["weights"], case["biases"], strict=True)):
        bends = number < len(case["weights"]) - 1 or case["bent_end"]
        current, training = mapped(current, weights, bias), mapped(training, weights, bias, True)
        outputs.append(current)
        trained.append(training)
        if bends:
            current, training = bent(current), bent(training, True)
            outputs.append(current)
            trained.append(training)
    mistakes = {
        "these are variances: take the root.": [each.var() for each in outputs],
        "a root of the mean square; the standard deviation is measured from the mean.": [
            np.sqrt((each**2).mean()) for each in outputs
        ],
        "divided by one less than there are numbers (`ddof=1`); NumPy's `std` as it comes is asked for.": [
            each.std(ddof=1) if each.size > 1 else 0.0 for each in outputs
        ],
        "a mean over units of each unit's own deviation; all entries belong together.": [
            each.std(axis=0).mean() for each in outputs
        ],
        "a mean over samples of each sample's own deviation; all entries belong together.": [
            each.std(axis=1).mean() for each in outputs
        ],
        "the layers train here: hand them `train=False`.": [each.std() for each in trained],
        "these are means; the spread around them is asked for.": [each.mean() for each in outputs],
        "one layer late: the spread of each layer's *input*. Its output is asked for.": [
            each.std() for each in [x, *outputs[:-1]]
        ],
    }
    return recognize(context, mistakes)


def _lsuv(case: dict[str, object], x: Array, variant: str) -> tuple[list[Array], list[float]]:
    """Weights and measurements of a rule with one part exchanged."""
    weights: list[Array] = case["weights"]  # type: ignore[assignment]
    found: list[float] = []
    scaled: list[Array] = []
    for number, matrix in enumerate(weights):
        y = mapped(x, matrix, np.zeros(matrix.shape[1]), variant == "train")
        bends = number < len(weights) - 1 or case["bent_end"]
        measured: Array = {
            "variance": y.var(),
            "mean square": np.sqrt((y**2).mean()),
            "units": y.std(axis=0),
            "activation": bent(y).std() if bends else y.std(),
            "weights": matrix.std(),
        }.get(variant, y.std())
        found.append(float(np.mean(measured)))
        scaled.append(matrix * measured if variant == "multiplied" else matrix / measured)
        if variant != "unscaled":
            y = mapped(x, scaled[-1], np.zeros(matrix.shape[1]), variant == "train")
        x = bent(y, variant == "train") if bends else y
    return scaled, found


LSUV_VARIANTS = {
    "variance": "divided by the variance; the standard deviation makes it 1.",
    "mean square": "a root of the mean square is measured; the standard deviation is asked for.",
    "units": "each unit is scaled by itself; one number for the whole layer is asked for.",
    "activation": "measured behind the activation; what the affine layer itself gives is asked for.",
    "unscaled": "the next layer is measured on what came out *before* the scaling: send the batch through once more.",
    "multiplied": "multiplied where it should be divided: large outputs became larger.",
    "train": "the layers train here: hand them `train=False`.",
    "weights": "the spread of the weights is measured; that of the layer's outputs is asked for.",
}


def lsuv_mistakes(context: Context) -> str | None:
    """Another measure, another place, the wrong order, arrays that nobody sees."""
    case, x = context.case, context.case["arguments"]["x"]
    weights = case["weights"]
    for number, matrix in enumerate(weights):
        if context.name == weights_name(number) and context.equals(matrix):
            return "it has not changed: is the layer's own array scaled in place, or only a new one made?"
    for variant, words in LSUV_VARIANTS.items():
        scaled, found = _lsuv(case, x, variant)
        if context.name == "the result" and context.equals(np.array(found)):
            return words
        known = {weights_name(number): array for number, array in enumerate(scaled) if np.isfinite(array).all()}
        if context.name in known and context.equals(known[context.name]):
            return words
    if context.name == "the result" and np.allclose(context.got, 1.0):
        return "measured after the scaling; the deviation before it is asked for."
    if context.name == "the result" and context.equals(1 / np.asarray(context.want)):
        return "these are the factors; the deviations that were measured are asked for."
    return None
