"""The catalogue of the chapter `initialization`: what students really write, wrong and right."""

from tests.mistakes import Submission

FORWARD_PRODUCT = "        variances.append(widths[layer] * weight_variance * square)\n"
FORWARD_SQUARE = '        square = variances[-1] / 2 if activation == "relu" else variances[-1]\n'
FORWARD_START = "    square = input_square\n"
FORWARD_LOOP = "    for layer, weight_variance in enumerate(weight_variances):\n"
FORWARD = (
    "    variances = []\n"
    + FORWARD_START
    + FORWARD_LOOP
    + FORWARD_PRODUCT
    + FORWARD_SQUARE
    + "    return np.array(variances)\n"
)
BACKWARD_PRODUCT = "        arriving = widths[layer + 1] * weight_variances[layer] * variances[-1]\n"
BACKWARD_APPEND = '        variances.append(arriving / 2 if activation == "relu" else arriving)\n'
BACKWARD_RETURN = "    return np.array(variances[::-1])\n"
BACKWARD = (
    "    variances = [last]\n    for layer in reversed(range(1, len(weight_variances))):\n"
    + BACKWARD_PRODUCT
    + BACKWARD_APPEND
    + BACKWARD_RETURN
)
DEVIATION = "    deviation = np.sqrt(2 / fan_in)\n"
HE = DEVIATION + "    return rng.normal(0.0, deviation, (fan_in, fan_out))\n"
BOUND = "    bound = np.sqrt(6 / (fan_in + fan_out))\n"
UNIFORM = "    return rng.uniform(-bound, bound, (fan_in, fan_out))\n"
QR = "    q, r = np.linalg.qr(numbers.T if fan_in < fan_out else numbers)\n"
SIGNS = "    q *= np.sign(np.diag(r))\n"
ORTHOGONAL_RETURN = "    return gain * (q.T if fan_in < fan_out else q)\n"
ORTHOGONAL = "    numbers = rng.normal(size=(fan_in, fan_out))\n" + QR + SIGNS + ORTHOGONAL_RETURN
SCALES_LOOP = "    for each in layers:\n        x = each.forward(x, train=False)\n        scales.append(np.std(x))\n"
SCALES = "    scales = []\n" + SCALES_LOOP + "    return np.array(scales)\n"
LSUV_MEASURE = "            found.append(float(np.std(each.forward(x, train=False))))\n"
LSUV_SCALE = '            each.params["W"] /= found[-1]\n'
LSUV_ON = "        x = each.forward(x, train=False)\n    return found\n"
LSUV = (
    "    found = []\n    for each in layers:\n"
    + '        if "W" in each.params:\n'
    + LSUV_MEASURE
    + LSUV_SCALE
    + LSUV_ON
)
SQUARE = "    m = weights @ h**2\n"
STANDARDIZED = "        w = np.array(draws) * np.sqrt(2 * fan_in)  # now b is 1\n"
SHAPES = "    for fan_in, fan_out in ((40, 160), (160, 40)):\n"
ALARM = "> 6 * deviation"
INTERVAL = '    "interval": (0.191, 0.358),\n'
DEPTHS = "    for layers in (3, 15):\n        rng = np.random.default_rng(seed)\n"
SORTED = (
    "        ordered = np.sort(w.ravel())\n"
    "        wanted = np.where(ordered < 0, np.exp(np.minimum(ordered, 0)) / 2, 1 - np.exp(-np.maximum(ordered, 0)) / 2)\n"
    "        if np.abs(wanted - np.linspace(0, 1, w.size)).max() * np.sqrt(w.size) > 4:\n"
    "            return True\n"
)


def wrong(name: str, check: str, words: str, *edits: tuple[str, str]) -> Submission:
    """A mistake that one check must find."""
    return Submission(name, edits, {check: words})


WRONG = [
    wrong(
        "forward-no-half",
        "forward-variances",
        "the ReLU halves the mean square",
        (FORWARD_SQUARE, "        square = variances[-1]\n"),
    ),
    wrong(
        "forward-variance-of-relu",
        "forward-variances",
        "stands the variance of its outputs",
        (FORWARD_SQUARE, FORWARD_SQUARE.replace("/ 2 if", "* (0.5 - 0.5 / np.pi) if")),
    ),
    wrong(
        "forward-always-halved",
        "forward-variances",
        "although there is no ReLU",
        (FORWARD_SQUARE, "        square = variances[-1] / 2\n"),
    ),
    wrong(
        "forward-fans-swapped",
        "forward-variances",
        "one term for each *input*",
        (FORWARD_PRODUCT, FORWARD_PRODUCT.replace("widths[layer]", "widths[layer + 1]")),
    ),
    wrong(
        "forward-inputs-halved",
        "forward-variances",
        "counted before the first layer",
        (FORWARD_START, '    square = input_square / 2 if activation == "relu" else input_square\n'),
    ),
    wrong(
        "forward-input-forgotten",
        "forward-variances",
        "not always 1",
        (FORWARD_START, "    square = 1.0\n"),
    ),
    wrong(
        "forward-squared-variances",
        "forward-variances",
        "they are variances already",
        (FORWARD_PRODUCT, FORWARD_PRODUCT.replace("weight_variance", "weight_variance**2")),
    ),
    wrong(
        "forward-standard-deviations",
        "forward-variances",
        "these are standard deviations",
        ("    return np.array(variances)\n", "    return np.sqrt(variances)\n"),
    ),
    wrong(
        "forward-behind-the-activation",
        "forward-variances",
        "mean squares *behind* the ReLU",
        (
            FORWARD_PRODUCT + FORWARD_SQUARE,
            "        square = widths[layer] * weight_variance * square\n"
            '        square = square / 2 if activation == "relu" else square\n        variances.append(square)\n',
        ),
    ),
    wrong(
        "forward-not-handed-on",
        "forward-variances",
        "hand on what the layer before gave",
        (
            FORWARD_PRODUCT,
            "        variances.append(widths[layer] * weight_variance * input_square * (0.5 if "
            'layer and activation == "relu" else 1))\n',
        ),
    ),
    wrong(
        "backward-no-half",
        "backward-variances",
        "here it lets all",
        (BACKWARD_APPEND, "        variances.append(arriving)\n"),
    ),
    wrong(
        "backward-a-quarter",
        "backward-variances",
        "so is the square of it",
        (BACKWARD_APPEND, BACKWARD_APPEND.replace("/ 2", "/ 4")),
    ),
    wrong(
        "backward-fans-swapped",
        "backward-variances",
        "each of the *outputs* that it feeds",
        (BACKWARD_PRODUCT, BACKWARD_PRODUCT.replace("layer + 1", "layer")),
    ),
    wrong(
        "backward-own-weights",
        "backward-variances",
        "the layer *behind* has its say",
        (BACKWARD_PRODUCT, BACKWARD_PRODUCT.replace("variances[layer]", "variances[layer - 1]")),
    ),
    wrong(
        "backward-one-layer-off",
        "backward-variances",
        "through the weights of the layer *behind*",
        (
            BACKWARD_PRODUCT,
            BACKWARD_PRODUCT.replace("layer + 1", "layer").replace("variances[layer]", "variances[layer - 1]"),
        ),
    ),
    wrong(
        "backward-not-turned-round",
        "backward-variances",
        "turn it round",
        (BACKWARD_RETURN, "    return np.array(variances)\n"),
    ),
    wrong(
        "he-variance-for-deviation",
        "he-normal",
        "the variance stands where the standard deviation",
        (HE, HE.replace("np.sqrt(2 / fan_in)", "2 / fan_in")),
    ),
    wrong("he-fans-swapped", "he-normal", "swapped", (HE, HE.replace("2 / fan_in", "2 / fan_out"))),
    wrong("he-is-xavier", "he-normal", "What does the ReLU take away", (HE, HE.replace("2 / fan_in", "1 / fan_in"))),
    wrong(
        "he-both-fans",
        "he-normal",
        "fan-in alone counts",
        (HE, HE.replace("2 / fan_in", "2 / (fan_in + fan_out)")),
    ),
    wrong(
        "he-uniform",
        "he-normal",
        "but the numbers are uniform",
        (HE, "    bound = np.sqrt(6 / fan_in)\n    return rng.uniform(-bound, bound, (fan_in, fan_out))\n"),
    ),
    wrong(
        "he-global-generator",
        "he-normal",
        "other random numbers have come in",
        (HE, HE.replace("rng.normal", "np.random.normal")),
    ),
    wrong(
        "he-generator-of-its-own",
        "he-normal",
        "the same matrix comes again",
        (HE, "    rng = np.random.default_rng(0)\n" + HE),
    ),
    wrong(
        "he-transposed",
        "he-normal",
        "PyTorch has it the other way round",
        (HE, HE.replace("(fan_in, fan_out))", "(fan_out, fan_in))")),
    ),
    wrong(
        "he-one-row-repeated",
        "he-normal",
        "all rows are the same",
        (HE, "    return np.tile(rng.normal(0.0, np.sqrt(2 / fan_in), fan_out), (fan_in, 1))\n"),
    ),
    wrong("he-float32", "he-normal", "float32", (HE, HE.replace("fan_out))", "fan_out)).astype(np.float32)"))),
    wrong(
        "xavier-deviation-as-bound",
        "xavier-uniform",
        "the standard deviation stands as the bound",
        (BOUND, BOUND.replace("6 /", "2 /")),
    ),
    wrong("xavier-no-root", "xavier-uniform", "a root is missing", (BOUND, "    bound = 6 / (fan_in + fan_out)\n")),
    wrong(
        "xavier-fan-in-alone",
        "xavier-uniform",
        "fan-in alone decides",
        (BOUND, "    bound = np.sqrt(3 / fan_in)\n"),
    ),
    wrong(
        "xavier-half",
        "xavier-uniform",
        "half of what it should be",
        (BOUND, BOUND.replace("6 /", "3 /")),
    ),
    wrong(
        "xavier-normal",
        "xavier-uniform",
        "but the numbers are normal",
        (UNIFORM, "    return rng.normal(0, bound / np.sqrt(3), (fan_in, fan_out))\n"),
    ),
    wrong(
        "xavier-positive",
        "xavier-uniform",
        "all numbers are positive",
        (UNIFORM, UNIFORM.replace("-bound", "0")),
    ),
    wrong("orthogonal-signs-left", "orthogonal", "the signs are the routine's choice", (SIGNS, "")),
    wrong(
        "orthogonal-wide-not-turned",
        "orthogonal",
        "of a wide matrix it is square",
        (
            QR + SIGNS + ORTHOGONAL_RETURN,
            "    q, r = np.linalg.qr(numbers)\n    q *= np.sign(np.diag(r))\n    return gain * q\n",
        ),
    ),
    wrong(
        "orthogonal-no-gain",
        "orthogonal",
        "the gain is missing",
        (ORTHOGONAL_RETURN, ORTHOGONAL_RETURN.replace("gain * ", "")),
    ),
    wrong(
        "orthogonal-unit-columns-only",
        "orthogonal",
        "the right angles are missing",
        (
            ORTHOGONAL,
            "    numbers = rng.normal(size=(fan_in, fan_out))\n"
            "    axis = 1 if fan_in < fan_out else 0\n"
            "    return gain * numbers / np.linalg.norm(numbers, axis=axis, keepdims=True)\n",
        ),
    ),
    wrong(
        "orthogonal-gain-twice",
        "orthogonal",
        "the gain counts twice",
        (ORTHOGONAL_RETURN, ORTHOGONAL_RETURN.replace("gain *", "gain**2 *")),
    ),
    wrong(
        "scales-variance",
        "layer-scales",
        "take the root",
        (SCALES_LOOP, SCALES_LOOP.replace("np.std", "np.var")),
    ),
    wrong(
        "scales-mean-square",
        "layer-scales",
        "measured from the mean",
        (SCALES_LOOP, SCALES_LOOP.replace("np.std(x)", "np.sqrt(np.mean(x**2))")),
    ),
    wrong(
        "scales-in-training",
        "layer-scales",
        "the layers train here",
        (SCALES_LOOP, SCALES_LOOP.replace("x, train=False", "x")),
    ),
    wrong(
        "scales-of-inputs",
        "layer-scales",
        "one layer late",
        (
            SCALES_LOOP,
            "    for each in layers:\n        scales.append(np.std(x))\n        x = each.forward(x, train=False)\n",
        ),
    ),
    wrong(
        "scales-unbiased",
        "layer-scales",
        "ddof=1",
        (SCALES_LOOP, SCALES_LOOP.replace("np.std(x)", "np.std(x, ddof=1)")),
    ),
    wrong(
        "scales-forward-twice",
        "layer-scales",
        "more than once",
        (
            SCALES_LOOP,
            "    for each in layers:\n        scales.append(np.std(each.forward(x, train=False)))\n"
            "        x = each.forward(x, train=False)\n",
        ),
    ),
    wrong(
        "lsuv-variance",
        "lsuv",
        "divided by the variance",
        (LSUV_MEASURE, LSUV_MEASURE.replace("np.std", "np.var")),
    ),
    wrong(
        "lsuv-not-sequential",
        "lsuv",
        "*before* the scaling",
        (
            LSUV,
            "    found = []\n    for each in layers:\n        x = each.forward(x, train=False)\n"
            '        if "W" in each.params:\n            found.append(float(np.std(x)))\n'
            '            each.params["W"] /= found[-1]\n    return found\n',
        ),
    ),
    wrong(
        "lsuv-new-arrays",
        "lsuv",
        "only a new one made",
        (LSUV_SCALE, '            each.params["W"] = each.params["W"] / found[-1]\n'),
    ),
    wrong(
        "lsuv-each-unit",
        "lsuv",
        "one number for the whole layer",
        (
            LSUV_MEASURE + LSUV_SCALE,
            "            spread = np.std(each.forward(x, train=False), axis=0)\n"
            '            found.append(float(spread.mean()))\n            each.params["W"] /= spread\n',
        ),
    ),
    wrong(
        "lsuv-of-the-weights",
        "lsuv",
        "the spread of the weights is measured",
        (LSUV_MEASURE, '            found.append(float(np.std(each.params["W"])))\n'),
    ),
    wrong(
        "lsuv-returns-factors",
        "lsuv",
        "these are the factors",
        (LSUV_ON, LSUV_ON.replace("return found", "return [1 / value for value in found]")),
    ),
    wrong(
        "repair-left-as-it-was",
        "repair",
        "whose outputs have the mean 0",
        (SQUARE, "    mean = weights @ h\n    m = weights @ (h - mean) ** 2\n"),
    ),
    wrong("repair-mean-squared", "repair", "the mean is squared here", (SQUARE, "    m = (weights @ h) ** 2\n")),
    wrong(
        "repair-mean-of-the-sizes", "repair", "the mean of the sizes", (SQUARE, "    m = (weights @ np.abs(h)) ** 2\n")
    ),
    wrong(
        "repair-mean-added",
        "repair",
        "what is missing is its square",
        (SQUARE, "    mean = weights @ h\n    m = weights @ (h - mean) ** 2 + mean\n"),
    ),
    wrong(
        "repair-variance-forgotten",
        "repair",
        "it is not always 1",
        ("    return float(np.sqrt(variance / m))\n", "    return float(np.sqrt(1 / m))\n"),
    ),
    wrong(
        "repair-named-after-the-half",
        "repair-name",
        "halves nothing",
        ('mistake = "B"\n', 'mistake = "D"\n'),
    ),
    wrong("repair-not-named", "repair-name", "One letter of the list", ('mistake = "B"\n', 'mistake = ""\n')),
    wrong(
        "test-never-alarmed",
        "catches",
        "slips through",
        ("    for fan_in, fan_out in ((40, 160), (160, 40)):\n", "    for fan_in, fan_out in ():\n"),
    ),
    wrong(
        "test-of-a-square-matrix",
        "catches",
        "One that slips through",
        (SHAPES, SHAPES.replace("(40, 160), (160, 40)", "(80, 80),")),
    ),
    wrong(
        "test-of-mean-and-variance",
        "catches",
        "One that slips through",
        (
            STANDARDIZED,
            STANDARDIZED + "        if strays(w.ravel(), 0, 2**0.5) or strays(w.ravel() ** 2, 2, 20**0.5):\n"
            "            return True\n        continue\n",
        ),
    ),
    wrong(
        "test-with-too-narrow-bounds",
        "catches",
        "It asks for more than the text says",
        (ALARM, "> 1 * deviation"),
    ),
    wrong(
        "experiment-too-few-seeds",
        "experiment",
        "fewer tell little",
        ('    "seeds": 10,\n' + INTERVAL, '    "seeds": 4,\n' + INTERVAL),
    ),
    wrong(
        "experiment-generator-shared",
        "experiment",
        "when it is run again",
        ("def experiment(seed):\n", "SHARED = np.random.default_rng(0)\n\n\ndef experiment(seed):\n"),
        (DEPTHS, "    for layers in (3, 15):\n        rng = SHARED\n"),
    ),
    wrong(
        "experiment-the-other-way-round",
        "experiment",
        "Yours is control minus treatment",
        (INTERVAL, '    "interval": (-0.358, -0.191),\n'),
    ),
    wrong(
        "experiment-verdict-beside-the-interval",
        "experiment",
        "lies above 0",
        ('    "verdict": "confirmed",\n', '    "verdict": "refuted",\n'),
    ),
    wrong("nothing-written", "he-normal", "Nothing is written", (HE, "    raise NotImplementedError()\n")),
]

RIGHT = [
    Submission("right-as-the-reference", ()),
    Submission(
        "right-by-cumulative-products",
        (
            (
                FORWARD,
                '    share = 0.5 if activation == "relu" else 1.0\n'
                "    factors = np.array(widths[:-1]) * weight_variances\n"
                "    factors[1:] *= share\n    return input_square * np.cumprod(factors)\n",
            ),
            (
                BACKWARD,
                '    share = 0.5 if activation == "relu" else 1.0\n'
                "    factors = share * np.array(widths[2:]) * weight_variances[1:]\n"
                "    return last * np.append(np.cumprod(factors[::-1])[::-1], 1.0)\n",
            ),
        ),
    ),
    Submission(
        "right-lists-of-numbers",
        (
            ("    return np.array(variances)\n", "    return variances\n"),
            (BACKWARD_RETURN, "    variances.reverse()\n    return variances\n"),
        ),
    ),
    Submission(
        "right-standard-normal-scaled",
        (
            (HE, "    return rng.standard_normal((fan_in, fan_out)) * (2 / fan_in) ** 0.5\n"),
            (UNIFORM, "    return (2 * rng.random((fan_in, fan_out)) - 1) * bound\n"),
        ),
    ),
    Submission(
        "right-entry-by-entry",
        (
            (
                HE,
                "    W = np.empty((fan_in, fan_out))\n    for row in range(fan_in):\n        for column in range(fan_out):\n"
                "            W[row, column] = rng.normal() * np.sqrt(2 / fan_in)\n    return W\n",
            ),
        ),
    ),
    Submission(
        "right-transposed-draws",
        (
            (INTERVAL, '    "interval": (0.235, 0.342),\n'),  # other draws of the same distribution
            (HE, "    return rng.normal(0.0, np.sqrt(2 / fan_in), (fan_out, fan_in)).T\n"),
            (
                BOUND + UNIFORM,
                "    variance = 2 / (fan_in + fan_out)\n    half = np.sqrt(3 * variance)\n"
                "    return half - rng.uniform(0, 2 * half, size=(fan_in, fan_out))\n",
            ),
        ),
    ),
    Submission(
        "right-orthogonal-always-wide-first",
        (
            (
                ORTHOGONAL,
                "    rows, columns = max(fan_in, fan_out), min(fan_in, fan_out)\n"
                "    q, r = np.linalg.qr(rng.standard_normal((rows, columns)))\n"
                "    d = np.diagonal(r)\n    q = q @ np.diag(d / np.abs(d))\n"
                "    return gain * (q if rows == fan_in else q.T)\n",
            ),
        ),
    ),
    Submission(
        "right-orthogonal-by-both-sides-of-svd",
        (
            (
                ORTHOGONAL,
                "    u, _, vt = np.linalg.svd(rng.normal(size=(fan_in, fan_out)), full_matrices=False)\n"
                "    return gain * (u @ vt)\n",
            ),
        ),
    ),
    Submission(
        "right-orthogonal-with-random-signs",
        ((SIGNS, "    q *= rng.choice([-1.0, 1.0], len(r))\n"),),
    ),
    Submission(
        "right-scales-by-the-definition",
        (
            (
                SCALES,
                "    scales = np.zeros(len(layers))\n    for number, each in enumerate(layers):\n"
                "        x = each.forward(x, False)\n"
                "        scales[number] = np.sqrt(((x - x.mean()) ** 2).mean())\n    return scales\n",
            ),
        ),
    ),
    Submission(
        "right-lsuv-by-slice",
        (
            (
                LSUV_MEASURE,
                LSUV_MEASURE.replace("float(np.std(each.forward(x, train=False)))", "each.forward(x, False).std()"),
            ),
            (LSUV_SCALE, '            each.params["W"][...] = each.params["W"] / found[-1]\n'),
        ),
    ),
    Submission(
        "right-repair-by-two-moments",
        (
            (SQUARE, "    mean = weights @ h\n    m = np.sum(weights * (h - mean) ** 2) + mean**2\n"),
            ('mistake = "B"\n', 'mistake = "b"\n'),
        ),
    ),
    Submission(
        "right-test-by-sorted-numbers",
        (
            (STANDARDIZED, STANDARDIZED + SORTED),
            (SHAPES, SHAPES.replace("(40, 160), (160, 40)", "(30, 70), (90, 50), (200, 100)")),
            (ALARM, "> 7 * deviation"),
        ),
    ),
    Submission(
        "right-experiment-more-seeds",
        (
            ('    "seeds": 10,\n' + INTERVAL, '    "seeds": 12,\n    "interval": (0.198, 0.346),\n'),
            (DEPTHS, DEPTHS.replace("(3, 15)", "[3, 15]")),
        ),
    ),
    Submission(
        "right-lsuv-until-it-fits",
        (
            (
                LSUV_MEASURE + LSUV_SCALE,
                LSUV_MEASURE + '            weights = each.params["W"]\n'
                "            for _ in range(5):\n"
                "                weights *= 1 / each.forward(x, train=False).std()\n",
            ),
        ),
    ),
]

# Mutants (before, after) of the answers that no check can find, and why.
EXPLAINED: dict[tuple[str, str], str] = {
    ("q *= np.sign(np.diag(r))", "q /= np.sign(np.diag(r))"): "the signs are 1 and -1: dividing is multiplying",
    ("weights @ h ** 2", "h ** 2 @ weights"): "a product of two vectors has no order",
}
