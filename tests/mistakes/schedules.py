"""The catalogue of the chapter `schedules`: what students really write, wrong and right."""

from tests.mistakes import Submission

PROGRESS = "    progress = step // decay_steps if staircase else step / decay_steps\n"
EXPONENTIAL = "    return learning_rate * decay_rate**progress\n"
NATURAL = "    return learning_rate * np.exp(-decay_rate * step / decay_steps)\n"
INVERSE = "    return learning_rate / (1 + decay_rate * step / decay_steps)\n"
PIECES = "    return rates[np.searchsorted(boundaries, step)]\n"
CYCLE = "        decay_steps = decay_steps * np.maximum(np.ceil(step / decay_steps), 1)\n"
LEFT = "    left = 1 - np.minimum(step / decay_steps, 1)\n"
POLYNOMIAL = "    return (learning_rate - end_learning_rate) * left**power + end_learning_rate\n"
COSINE = "    return learning_rate * ((1 - alpha) * (1 + np.cos(np.pi * share)) / 2 + alpha)\n"
SHARE = "    share = np.minimum(step / decay_steps, 1)\n"
WAVE = "    wave = (1 + np.cos(2 * np.pi * periods * share)) / 2\n"
LINEAR_COSINE = "    return learning_rate * ((alpha + 1 - share) * wave + beta)\n"
CAPPED = "    capped = np.minimum(step, decay_steps)\n"
DEVIATION = "    deviation = np.sqrt(initial_variance / (1 + capped) ** variance_decay)\n"
LINE = "    line = alpha + 1 - capped / decay_steps + rng.normal(0, deviation)\n"
CLIMB = "    climb = schedule(0) * (step + 1) / warmup_steps\n"
JOINED = "    return np.where(step < warmup_steps, climb, schedule(np.maximum(step - warmup_steps, 0)))\n"
ORDER = "    shuffled = rng.permutation(len(x))\n"
CHOSEN = "    chosen = [shuffled[start : start + batch_size] for start in range(0, len(x), batch_size)]\n"
PAIRS = "    return [(x[batch], labels[batch]) for batch in chosen]\n"
BATCH = "        batch = rng.choice(len(gradients), batch_size, replace=False)\n"
SQUARE = "        squares.append(((gradients[batch].mean(axis=0) - full) ** 2).sum())\n"
ROOT = "    return np.sqrt(np.mean(squares))\n"
EPOCH = "    for _ in range(epochs):\n"
ASK = "            rate = schedule(len(losses))\n"
RECORD = "            losses.append(network.loss(x, labels))\n"
UPDATE = "                parameter -= rate * gradients[name]\n"
DROPPED = "                self.rate = self.learning_rate * self.factor**self.drops\n"
SEEDS, INTERVAL = '    "seeds": 10,\n    "interval": (0.0192', '    "interval": (0.0192, 0.0443),\n'

# The share of a decay stands in `cosine` and in `linear_cosine`: with the line behind it, each text stands once.
COSINE_SHARE, LINEAR_SHARE = SHARE + COSINE, SHARE + WAVE

WRONG = [
    Submission(
        "exponential-integer-division",
        ((PROGRESS, "    progress = step // decay_steps\n"),),
        {"exponential": "integer division"},
    ),
    Submission(
        "exponential-once-too-often",
        ((PROGRESS, PROGRESS.replace("    progress = step // ", "    step = step + 1\n    progress = step // ")),),
        {"exponential": "once too often"},
    ),
    Submission(
        "exponential-no-staircase",
        ((PROGRESS, "    progress = step / decay_steps\n"),),
        {"exponential": "`staircase` is not looked at"},
    ),
    Submission(
        "exponential-every-step",
        ((EXPONENTIAL, "    return learning_rate * decay_rate**step\n"),),
        {"exponential": "`decay_steps` is left out"},
    ),
    Submission(
        "exponential-lost-share",
        ((EXPONENTIAL, EXPONENTIAL.replace("decay_rate**", "(1 - decay_rate) ** ")),),
        {"exponential": "1 - k in place of k"},
    ),
    Submission(
        "exponential-step-changed",
        (
            (
                PROGRESS,
                "    if staircase:\n        step //= decay_steps\n    progress = step if staircase else step / decay_steps\n",
            ),
        ),
        {"exponential": "in place"},
    ),
    Submission(
        "natural-sign",
        ((NATURAL, NATURAL.replace("-decay_rate", "decay_rate")),),
        {"natural-exponential": "sign of the exponent"},
    ),
    Submission(
        "natural-as-exponential",
        ((NATURAL, "    return learning_rate * decay_rate ** (step / decay_steps)\n"),),
        {"natural-exponential": "with the base k"},
    ),
    Submission(
        "natural-upside-down",
        (
            (
                NATURAL,
                "    with np.errstate(divide='ignore'):\n        return learning_rate * np.exp(-decay_rate / np.asarray(step))\n",
            ),
        ),
        {"natural-exponential": "upside down"},
    ),
    Submission(
        "inverse-time-whole-steps",
        ((INVERSE, INVERSE.replace("step / decay_steps", "(step // decay_steps)")),),
        {"inverse-time": "integer division"},
    ),
    Submission(
        "inverse-time-straight",
        ((INVERSE, "    return learning_rate * (1 - decay_rate * step / decay_steps)\n"),),
        {"inverse-time": "a straight line"},
    ),
    Submission(
        "piecewise-boundary",
        ((PIECES, PIECES.replace("step)]", 'step, side="right")]')),),
        {"piecewise-constant": "off by one at the boundary"},
    ),
    Submission(
        "piecewise-first-boundary-only",
        ((PIECES, "    return np.where(step <= boundaries[0], rates[0], rates[1])\n"),),
        {"piecewise-constant": "only the first boundary"},
    ),
    Submission(
        "piecewise-if",
        ((PIECES, "    return rates[sum(1 for boundary in boundaries if step > boundary)]\n"),),
        {"piecewise-constant": "ambiguous"},
    ),
    Submission(
        "polynomial-not-held",
        (
            (
                LEFT,
                "    left = 1 - step / decay_steps\n",
            ),
        ),
        {"polynomial": "it should stay"},
    ),
    Submission(
        "polynomial-cycle-never-restarts",
        (("    if cycle:\n" + CYCLE, ""),),
        {"polynomial": "never restarts"},
    ),
    Submission(
        "polynomial-cycle-full-restart",
        ((CYCLE, "        step = step % decay_steps\n"),),
        {"polynomial": "at the full rate"},
    ),
    Submission(
        "polynomial-cycle-restarts-early",
        ((CYCLE, CYCLE.replace("np.maximum(np.ceil(step / decay_steps), 1)", "(step // decay_steps + 1)")),),
        {"polynomial": "off by one at the restart"},
    ),
    Submission(
        "polynomial-cycle-zero-steps",
        ((CYCLE, CYCLE.replace("np.maximum(np.ceil(step / decay_steps), 1)", "np.ceil(step / decay_steps)")),),
        {"polynomial": "0/0 follows"},
    ),
    Submission(
        "polynomial-no-difference",
        ((POLYNOMIAL, POLYNOMIAL.replace("(learning_rate - end_learning_rate)", "learning_rate")),),
        {"polynomial": "the factor is their difference"},
    ),
    Submission(
        "cosine-degrees",
        ((COSINE, COSINE.replace("np.pi * share", "180 * share")),),
        {"cosine": "degrees"},
    ),
    Submission(
        "cosine-climbs-again",
        ((COSINE_SHARE, COSINE_SHARE.replace("np.minimum(step / decay_steps, 1)", "step / decay_steps")),),
        {"cosine": "climbs again"},
    ),
    Submission(
        "cosine-negative",
        ((COSINE, COSINE.replace("(1 + np.cos(np.pi * share)) / 2", "np.cos(np.pi * share)")),),
        {"cosine": "turns negative"},
    ),
    Submission(
        "cosine-alpha-as-rate",
        (
            (
                COSINE,
                "    return (learning_rate - alpha) * (1 + np.cos(np.pi * share)) / 2 + alpha\n",
            ),
        ),
        {"cosine": "it is taken as a rate"},
    ),
    Submission(
        "linear-cosine-added",
        ((LINEAR_COSINE, LINEAR_COSINE.replace("(alpha + 1 - share) * wave", "(alpha + 1 - share) + wave")),),
        {"linear-cosine": "should be multiplied"},
    ),
    Submission(
        "linear-cosine-half-the-periods",
        ((LINEAR_SHARE, LINEAR_SHARE.replace("2 * np.pi", "np.pi")),),
        {"linear-cosine": "half the periods"},
    ),
    Submission(
        "linear-cosine-not-held",
        ((LINEAR_SHARE, LINEAR_SHARE.replace("np.minimum(step / decay_steps, 1)", "step / decay_steps")),),
        {"linear-cosine": "not held"},
    ),
    Submission(
        "noisy-variance-for-deviation",
        ((DEVIATION, "    deviation = initial_variance / (1 + capped) ** variance_decay\n"),),
        {"noisy-linear-cosine": "the variance stands where"},
    ),
    Submission(
        "noisy-own-generator",
        ((LINE, LINE.replace("rng.normal", "np.random.default_rng().normal")),),
        {"noisy-linear-cosine": "does not come from `rng`"},
    ),
    Submission(
        "noisy-one-number-for-all",
        ((LINE, LINE.replace("rng.normal(0, deviation)", "deviation * rng.normal()")),),
        {"noisy-linear-cosine": "does not look drawn"},
    ),
    Submission("warmup-from-zero", ((CLIMB, CLIMB.replace("(step + 1)", "step")),), {"warmup": "starts at 0"}),
    Submission(
        "warmup-overshoots",
        ((JOINED, JOINED.replace("step < warmup_steps", "step <= warmup_steps")),),
        {"warmup": "overshoots"},
    ),
    Submission(
        "warmup-runs-on",
        ((JOINED, "    return np.where(step < warmup_steps, climb, schedule(step))\n"),),
        {"warmup": "its own step 0"},
    ),
    Submission(
        "warmup-decays-meanwhile",
        ((CLIMB, CLIMB.replace("schedule(0)", "schedule(step)")),),
        {"warmup": "already decays"},
    ),
    Submission(
        "minibatches-last-one-lost",
        ((CHOSEN, CHOSEN.replace("range(0, len(x), batch_size)", "range(0, len(x) - batch_size + 1, batch_size)")),),
        {"minibatches": "last, smaller batch left out"},
    ),
    Submission(
        "minibatches-with-replacement",
        ((ORDER, "    shuffled = rng.integers(0, len(x), len(x))\n"),),
        {"minibatches": "with replacement"},
    ),
    Submission(
        "minibatches-shuffled-apart",
        ((PAIRS, "    return list(zip([x[b] for b in chosen], [labels[rng.permutation(b)] for b in chosen]))\n"),),
        {"minibatches": "shuffled apart"},
    ),
    Submission(
        "minibatches-in-order", ((ORDER, "    shuffled = np.arange(len(x))\n"),), {"minibatches": "nothing is shuffled"}
    ),
    Submission(
        "minibatches-same-every-epoch",
        ((ORDER, "    shuffled = np.random.default_rng(0).permutation(len(x))\n"),),
        {"minibatches": "same order as the first"},
    ),
    Submission(
        "minibatches-global-chance",
        ((ORDER, "    shuffled = np.random.permutation(len(x))\n"),),
        {"minibatches": "does not come from `rng`"},
    ),
    Submission(
        "minibatches-in-place",
        ((ORDER, "    rng.shuffle(x)\n    shuffled = x[:, 0].astype(int)\n"),),
        {"minibatches": "beside"},
    ),
    Submission(
        "noise-divided-by-batch-size",
        (
            (ROOT, "    return np.sqrt(((gradients - full) ** 2).sum() / len(gradients)) / batch_size\n"),
            (BATCH, "        batch = [0]\n"),
        ),
        {"gradient-noise": "falls as 1/B"},
    ),
    Submission(
        "noise-with-replacement",
        ((BATCH, BATCH.replace(", replace=False", "")),),
        {"gradient-noise": "with replacement"},
    ),
    Submission("noise-no-root", ((ROOT, "    return np.mean(squares)\n"),), {"gradient-noise": "root is missing"}),
    Submission(
        "noise-mean-over-parameters",
        ((SQUARE, SQUARE.replace(".sum()", ".mean()")),),
        {"gradient-noise": "averaged over the parameters"},
    ),
    Submission(
        "noise-sum-of-batch",
        ((SQUARE, SQUARE.replace("gradients[batch].mean(axis=0) - full", "(gradients[batch] - full).sum(axis=0)")),),
        {"gradient-noise": "are summed"},
    ),
    Submission(
        "train-epochs-for-steps",
        ((EPOCH, "    for epoch in range(epochs):\n"), (ASK, "            rate = schedule(epoch)\n")),
        {"train": "number of the epoch"},
    ),
    Submission(
        "train-count-starts-again",
        (
            (
                "        for x, labels in draw_batches():\n",
                "        for step, (x, labels) in enumerate(draw_batches()):\n",
            ),
            (ASK, "            rate = schedule(step)\n"),
        ),
        {"train": "starts again in every epoch"},
    ),
    Submission(
        "train-one-step-ahead", ((ASK, "            rate = schedule(len(losses) + 1)\n"),), {"train": "count from 0"}
    ),
    Submission("train-uphill", ((UPDATE, UPDATE.replace("-=", "+=")),), {"train": "uphill"}),
    Submission(
        "train-parameters-rebound",
        ((UPDATE, "                parameter = parameter - rate * gradients[name]\n"),),
        {"train": "have not moved"},
    ),
    Submission("train-loss-after-the-step", ((RECORD, ""), (UPDATE, UPDATE + RECORD)), {"train": "after each step"}),
    Submission(
        "nothing-written",
        ((NATURAL, "    raise NotImplementedError()\n"),),
        {"natural-exponential": "Nothing is written"},
    ),
    Submission(
        "minibatches-return-for-yield",
        ((PAIRS, "    for batch in chosen:\n        return x[batch], labels[batch]\n"),),
        {"minibatches": "`yield` hands it out and goes on"},
    ),
    Submission(
        "minibatches-count-by-division",
        (
            (
                CHOSEN,
                "    chosen = [shuffled[k * batch_size : (k + 1) * batch_size] for k in range(len(x) / batch_size)]\n",
            ),
        ),
        {"minibatches": "`//` a whole number"},
    ),
    Submission(
        "noisy-no-beta",
        (("    return learning_rate * (line * wave + beta)\n", "    return learning_rate * line * wave\n"),),
        {"noisy-linear-cosine": "`beta` is left out"},
    ),
    Submission(
        "noisy-without-a-variance",
        ((DEVIATION, DEVIATION.replace("initial_variance /", "max(initial_variance, 0.01) /")),),
        {"noisy-linear-cosine": "perhaps noise comes in although its variance is 0"},
    ),
    Submission(
        "repair-left-as-it-was",
        ((DROPPED, "                self.rate = self.rate * self.factor**self.drops\n"),),
        {"repair": "each one after it is deeper"},
    ),
    Submission(
        "repair-one-drop-only",
        ((DROPPED, "                self.rate = self.learning_rate * self.factor\n"),),
        {"repair": "the first drop is the only one"},
    ),
    Submission(
        "repair-power-one-short",
        ((DROPPED, DROPPED.replace("self.drops", "(self.drops - 1)")),),
        {"repair": "the first drop changes nothing"},
    ),
    Submission(
        "repair-drops-as-a-factor",
        ((DROPPED, DROPPED.replace("**", " * ")),),
        {"repair": "lets the rate rise again"},
    ),
    Submission("repair-nothing-falls", ((DROPPED, ""),), {"repair": "nothing falls any more"}),
    Submission(
        "repair-named-after-a-count",
        (('mistake = "D"\n', 'mistake = "C"\n'),),
        {"repair-name": "They become deeper and deeper"},
    ),
    Submission("repair-not-named", (('mistake = "D"\n', 'mistake = ""\n'),), {"repair-name": "One letter of the list"}),
    Submission("experiment-too-few-seeds", ((SEEDS, SEEDS.replace("10", "3")),), {"experiment": "fewer tell little"}),
    Submission(
        "experiment-the-other-way-round",
        ((INTERVAL, '    "interval": (-0.0443, -0.0192),\n'),),
        {"experiment": "Yours is control minus treatment"},
    ),
    Submission(
        "experiment-spread-for-the-interval",
        ((INTERVAL, '    "interval": (-0.0033, 0.0668),\n'),),
        {"experiment": "that of their mean is narrower"},
    ),
    Submission(
        "experiment-verdict-beside-the-interval",
        (('    "verdict": "confirmed",\n', '    "verdict": "undecided",\n'),),
        {"experiment": "lies above 0"},
    ),
]

RIGHT = [
    Submission("right-as-the-reference", ()),
    Submission(
        "right-repair-drop-by-drop",
        (
            (DROPPED, "                self.rate *= self.factor\n"),
            ('mistake = "D"\n', 'mistake = "d"\n'),
        ),
    ),
    Submission(
        "right-experiment-refuted",
        (
            ('    "prediction": "larger",\n', '    "prediction": "smaller",\n'),
            ('    "verdict": "confirmed",\n', '    "verdict": "refuted",\n'),
        ),
    ),
    Submission(
        "right-by-logarithms",
        (
            (PROGRESS, "    progress = np.floor(step / decay_steps) if staircase else step / decay_steps\n"),
            (EXPONENTIAL, "    return learning_rate * np.exp(progress * np.log(decay_rate))\n"),
            (NATURAL, "    return learning_rate * (1 / np.e) ** (decay_rate * step / decay_steps)\n"),
        ),
    ),
    Submission(
        "right-pieces-by-counting",
        ((PIECES, "    behind = np.asarray(step)[..., None] > boundaries\n    return rates[behind.sum(axis=-1)]\n"),),
    ),
    Submission(
        "right-pieces-by-a-loop",
        (
            (
                PIECES,
                "    found = np.full(np.shape(step), rates[0])\n"
                "    for boundary, rate in zip(boundaries, rates[1:]):\n"
                "        found = np.where(step > boundary, rate, found)\n"
                "    return found\n",
            ),
        ),
    ),
    Submission(
        "right-cycle-by-cases",
        (
            (
                CYCLE,
                "        times = -(-np.asarray(step) // decay_steps)\n"
                "        decay_steps = decay_steps * np.where(times == 0, 1, times)\n",
            ),
            (LEFT, "    left = np.clip((decay_steps - step) / decay_steps, 0, None)\n"),
        ),
    ),
    Submission(
        "right-cosine-by-half-angle",
        (
            (COSINE, "    return learning_rate * (alpha + (1 - alpha) * np.cos(np.pi * share / 2) ** 2)\n"),
            (WAVE, "    wave = np.cos(np.pi * periods * share) ** 2\n"),
        ),
    ),
    Submission(
        "right-standard-normal",
        (
            (
                LINE,
                "    line = alpha + (decay_steps - capped) / decay_steps + deviation * rng.standard_normal(np.shape(step))\n",
            ),
        ),
    ),
    Submission(
        "right-warmup-by-minimum",
        (
            (CLIMB, "    climb = np.minimum((step + 1) / warmup_steps, 1)\n"),
            (JOINED, "    return climb * schedule(np.maximum(step - warmup_steps, 0))\n"),
        ),
    ),
    Submission(
        "right-batches-by-yield",
        (
            (ORDER, "    order = np.arange(len(x))\n    rng.shuffle(order)\n"),
            (CHOSEN, ""),
            (
                PAIRS,
                "    while len(order):\n"
                "        batch, order = order[:batch_size], order[batch_size:]\n"
                "        yield x[batch], labels[batch]\n",
            ),
        ),
    ),
    Submission(
        "right-batches-by-split",
        (
            (
                CHOSEN,
                "    chosen = np.split(shuffled, range(batch_size, len(x), batch_size))\n",
            ),
        ),
    ),
    Submission(
        "right-noise-by-permutation",
        (
            (BATCH, "        batch = rng.permutation(len(gradients))[:batch_size]\n"),
            (SQUARE, "        squares.append(np.linalg.norm(gradients[batch].mean(axis=0) - full) ** 2)\n"),
        ),
    ),
    Submission(
        "right-train-with-a-counter",
        (
            (EPOCH, "    step = 0\n" + EPOCH),
            (ASK, ""),
            (
                UPDATE,
                "                parameter[...] = parameter - schedule_now * gradients[name]\n            step += 1\n",
            ),
            (RECORD, "            schedule_now = schedule(step)\n" + RECORD),
        ),
    ),
]

# Mutants (before, after) of the answers that no check can find, and why.
EXPLAINED = {
    ("np.minimum(step / decay_steps, 1)", "np.minimum(1, step / decay_steps)"): "a minimum has no order",
    ("np.minimum(step, decay_steps)", "np.minimum(decay_steps, step)"): "a minimum has no order",
    (
        "np.maximum(np.ceil(step / decay_steps), 1)",
        "np.maximum(1, np.ceil(step / decay_steps))",
    ): "a maximum has no order",
    ("np.maximum(step - warmup_steps, 0)", "np.maximum(0, step - warmup_steps)"): "a maximum has no order",
    (
        "alpha + 1 - capped / decay_steps + rng.normal(0, deviation)",
        "alpha + 1 - capped / decay_steps - rng.normal(0, deviation)",
    ): "the normal distribution is symmetric",
    (
        "gradients[batch].mean(axis=0) - full",
        "full - gradients[batch].mean(axis=0)",
    ): "a distance has no direction",
    ("2", "-2"): "a cosine is even",
}
