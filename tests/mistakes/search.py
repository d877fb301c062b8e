"""The catalogue of the chapter `search`: what students really write, wrong and right."""

from tests.mistakes import Submission

ORDER = "    order = rng.permutation(count)\n"
SPLIT = "    return order[validation + test :], order[:validation], order[validation : validation + test]\n"
CHOSEN = "    chosen = int(np.argmax(validation_scores))\n"
REPORTED = "    return chosen, float(test_scores[chosen])\n"
FOLDS_PARTS = "    parts = np.array_split(rng.permutation(count), k)\n"
FOLDS = "    return [(np.concatenate(parts[:fold] + parts[fold + 1 :]), parts[fold]) for fold in range(k)]\n"
NUMBERS = "        mean, deviation = x[train].mean(axis=0), x[train].std(axis=0)\n"
MODEL = "        model = fit((x[train] - mean) / deviation, labels[train])\n"
JUDGED = "        scores.append(np.mean(model((x[validation] - mean) / deviation) == labels[validation]))\n"
DRAWS = "    return np.exp(rng.uniform(np.log(low), np.log(high), size))\n"
TRIALS = "    for number in range(len(records), trials):\n"
TRIAL = "        setting = draw(np.random.default_rng([seed, number]))\n"
RECORD = "        records.append((setting, score(setting)))\n"
BEST = "    return max(records, key=lambda record: -np.inf if np.isnan(record[1]) else record[1])\n"
WHILE = "    while len(rounds[-1]) > 1:\n"
RANKED = "        ranked = sorted(rounds[-1], key=lambda setting: score(setting, budget), reverse=True)\n"
KEPT = "        rounds.append(ranked[: max(1, len(ranked) // factor)])\n"
BUDGET = "        budget *= factor\n"
SQUARES = "    squares = ((a[:, None] - b) ** 2).sum(axis=-1)\n"
KERNEL = "    return np.exp(-squares / (2 * length_scale**2))\n"
LOWER = "    lower = cholesky(rbf(x, x, length_scale) + noise**2 * np.eye(len(x)), lower=True)\n"
CROSS = "    cross = rbf(x, new, length_scale)\n"
MEAN = "    mean = cross.T @ cho_solve((lower, True), y)\n"
EXPLAIN = "    explained = solve_triangular(lower, cross, lower=True)\n"
VARIANCE = "    variance = 1 - (explained**2).sum(axis=0)\n"
POSTERIOR = "    return mean, np.sqrt(np.maximum(variance, 0))\n"
FIT = "    fit = y @ cho_solve((lower, True), y)\n"
EVIDENCE = "    return float(-fit / 2 - np.log(np.diag(lower)).sum() - len(y) / 2 * np.log(2 * np.pi))\n"
GAIN = "    gain = mean - best\n"
STANDARD = "    z = gain / np.where(deviation > 0, deviation, 1)\n"
DENSITY = "    density = np.exp(-(z**2) / 2) / np.sqrt(2 * np.pi)\n"
IMPROVEMENT = "    return np.where(deviation > 0, gain * ndtr(z) + deviation * density, np.maximum(gain, 0))\n"
START = "    tried = list(first)\n"
FIRST = "    scores = [score(candidates[row]) for row in tried]\n"
LOOP = "    while len(tried) < trials:\n"
SPREAD = "        x, deviation = candidates[tried], np.std(scores) if np.ptp(scores) else 1.0\n"
STANDARDIZED = "        y = (np.array(scores) - np.mean(scores)) / deviation\n"
SCALE = "        length_scale = max(length_scales, key=lambda each: evidence(x, y, each, noise))\n"
BELIEF = "        mean, spread = posterior(x, y, candidates, length_scale, noise)\n"
PROMISE = "        gain = expected_improvement(mean, spread, y.max())\n"
RULED_OUT = "        gain[tried] = -1\n"
NEXT = "        tried.append(int(gain.argmax()))\n"
LAST = "        scores.append(score(candidates[tried[-1]]))\n"
CLIMBED = (
    "        if value > top:\n            best, top, width = rate, value, 1.1 * width\n"
    "        else:\n            width = 0.9 * width\n"
)
MISSING = "    return len(choices) < 10 + 6 + 3 + 10 + 4 + 1  # pairs and triples of five, four and three\n"
SEEDS = '    "seeds": 10,\n    "interval": (0.055, 0.139),\n'
INTERVAL = '    "interval": (0.055, 0.139),\n'
CATCHES = (
    "    labels = np.array([7, 3, 7, 7, 3, -1, 7, -1, 3, -1, 7, 3])  # five, four and three of a class\n"
    "    classes, choices = np.unique(labels), set()\n"
    "    for seed in range(120):\n"
    "        each, given = 2 + seed % 2, labels.copy()\n"
    "        train, validation = balanced(given, each, np.random.default_rng(seed))\n"
    "        again = balanced(given, each, np.random.default_rng(seed))\n"
    "        if not (\n"
    "            np.array_equal(given, labels) and np.array_equal(train, again[0]) and np.array_equal(validation, again[1])\n"
    "        ):\n"
    "            return True\n"
    "        if sorted([*train, *validation]) != list(range(len(labels))):\n"
    "            return True\n"
    "        chosen = [tuple(sorted(validation[labels[validation] == each_class])) for each_class in classes]\n"
    "        if any(len(places) != each for places in chosen):\n"
    "            return True\n"
    "        choices.update(chosen)\n"
    "    return len(choices) < 10 + 6 + 3 + 10 + 4 + 1  # pairs and triples of five, four and three\n"
)
OWN_CHANCE = "    rng = np.random.default_rng(seed)\n    (x, second), validation, new"

# The Cholesky factor stands in `posterior` and in `evidence`: with the line behind it, each text stands once.
POSTERIOR_LOWER, EVIDENCE_LOWER = LOWER + CROSS, LOWER + FIT


def process(words, loop=True):
    """A mistake in the process that the search feels too, or not."""
    return {"gaussian-process": words} | ({"bayesian-search": ""} if loop else {})


def improvement(words):
    """A mistake in the expected improvement that the search feels too."""
    return {"expected-improvement": words, "bayesian-search": ""}


WRONG = [
    Submission(
        "split-not-shuffled",
        ((ORDER, "    order = np.arange(count)\n"),),
        {"split": "another generator gives the same"},
    ),
    Submission(
        "split-generator-of-its-own",
        ((ORDER, "    order = np.random.default_rng(0).permutation(count)\n"),),
        {"split": "another generator gives the same"},
    ),
    Submission(
        "split-global-chance",
        ((ORDER, "    order = np.random.permutation(count)\n"),),
        {"split": "the same generator should give the same"},
    ),
    Submission(
        "split-with-replacement",
        ((ORDER, "    order = rng.integers(0, count, count)\n"),),
        {"split": "more than one part"},
    ),
    Submission(
        "split-test-inside-validation",
        (
            (
                SPLIT,
                "    return order[validation + test :], order[: validation + test], order[validation : validation + test]\n",
            ),
        ),
        {"split": "do not add up"},
    ),
    Submission(
        "split-overlap",
        ((SPLIT, "    return order[validation + test :], order[:validation], order[:test]\n"),),
        {"split": "more than one part"},
    ),
    Submission(
        "split-other-order",
        (
            (
                SPLIT,
                "    return order[:validation], order[validation : validation + test], order[validation + test :]\n",
            ),
        ),
        {"split": "another order"},
    ),
    Submission(
        "choose-by-the-test",
        ((CHOSEN, "    chosen = int(np.argmax(test_scores))\n"),),
        {"split": "the test scores have chosen"},
    ),
    Submission(
        "choose-the-worst",
        ((CHOSEN, "    chosen = int(np.argmin(validation_scores))\n"),),
        {"split": "the worst was chosen"},
    ),
    Submission(
        "choose-reports-validation",
        ((REPORTED, "    return chosen, float(validation_scores[chosen])\n"),),
        {"split": "the score by which it was chosen"},
    ),
    Submission(
        "choose-reports-best-test",
        ((REPORTED, "    return chosen, float(test_scores.max())\n"),),
        {"split": "best test score of all"},
    ),
    Submission(
        "folds-not-shuffled",
        ((FOLDS_PARTS, "    parts = np.array_split(np.arange(count), k)\n"),),
        {"folds": "another generator gives the same"},
    ),
    Submission(
        "folds-overlap",
        ((FOLDS_PARTS, "    parts = [rng.choice(count, -(-count // k), replace=False) for _ in range(k)]\n"),),
        {"folds": "folds overlap"},
    ),
    Submission(
        "folds-remainder-left-out",
        (
            (
                FOLDS_PARTS,
                "    order = rng.permutation(count)\n    size = count // k\n"
                "    parts = [order[i * size : (i + 1) * size] for i in range(k)]\n",
            ),
        ),
        {"folds": "some samples never validate"},
    ),
    Submission(
        "folds-remainder-in-the-last",
        (
            (
                FOLDS_PARTS,
                "    order = rng.permutation(count)\n    size = count // k\n"
                "    parts = [order[i * size : (i + 1) * size if i < k - 1 else count] for i in range(k)]\n",
            ),
        ),
        {"folds": "unequal size"},
    ),
    Submission(
        "folds-train-on-all",
        ((FOLDS, "    return [(np.concatenate(parts), parts[fold]) for fold in range(k)]\n"),),
        {"folds": "must not train in it"},
    ),
    Submission(
        "folds-swapped",
        (
            (
                FOLDS,
                "    return [(parts[fold], np.concatenate(parts[:fold] + parts[fold + 1 :])) for fold in range(k)]\n",
            ),
        ),
        {"folds": "folds overlap"},
    ),
    Submission(
        "standardized-by-all-data",
        ((NUMBERS, "        mean, deviation = x.mean(axis=0), x.std(axis=0)\n"),),
        {"folds": "come from all samples"},
    ),
    Submission(
        "standardized-each-by-itself",
        (
            (
                JUDGED,
                "        seen = x[validation]\n        seen = (seen - seen.mean(axis=0)) / seen.std(axis=0)\n"
                "        scores.append(np.mean(model(seen) == labels[validation]))\n",
            ),
        ),
        {"folds": "standardized by themselves"},
    ),
    Submission(
        "validation-not-standardized",
        ((JUDGED, "        scores.append(np.mean(model(x[validation]) == labels[validation]))\n"),),
        {"folds": "go in as they are"},
    ),
    Submission(
        "not-standardized",
        ((NUMBERS, "        mean, deviation = 0.0, 1.0\n"),),
        {"folds": "the features are not standardized"},
    ),
    Submission(
        "standardized-by-n-minus-1",
        ((NUMBERS, "        mean, deviation = x[train].mean(axis=0), x[train].std(axis=0, ddof=1)\n"),),
        {"folds": "divides by N - 1"},
    ),
    Submission(
        "one-model-for-all-folds",
        (
            (MODEL, ""),
            (
                "    scores = []\n    for train, validation in parts:\n" + NUMBERS,
                "    scores = []\n    mean, deviation = x.mean(axis=0), x.std(axis=0)\n    model = fit((x - mean) / deviation, labels)\n"
                "    for train, validation in parts:\n",
            ),
        ),
        {"folds": "a new model for each fold"},
    ),
    Submission(
        "cross-validation-averaged",
        (("    return np.array(scores)\n", "    return float(np.mean(scores))\n"),),
        {"folds": "one score for each fold"},
    ),
    Submission(
        "sampled-linearly",
        ((DRAWS, "    return rng.uniform(low, high, size)\n"),),
        {"log-uniform": "uniform themselves"},
    ),
    Submission(
        "sampled-logarithms-only",
        ((DRAWS, "    return rng.uniform(np.log(low), np.log(high), size)\n"),),
        {"log-uniform": "the way back to the numbers is missing"},
    ),
    Submission(
        "sampled-with-two-bases",
        ((DRAWS, "    return 10 ** rng.uniform(np.log(low), np.log(high), size)\n"),),
        {"log-uniform": "a power of 10 comes out"},
    ),
    Submission(
        "sampled-without-the-generator",
        ((DRAWS, "    return np.exp(np.random.uniform(np.log(low), np.log(high), size))\n"),),
        {"log-uniform": "the same generator should give the same"},
    ),
    Submission(
        "search-one-generator-for-all",
        ((TRIALS, "    rng = np.random.default_rng(seed)\n" + TRIALS), (TRIAL, "        setting = draw(rng)\n")),
        {"random-search": "one generator draws for all trials"},
    ),
    Submission(
        "search-sum-of-seed-and-number",
        ((TRIAL, "        setting = draw(np.random.default_rng(seed + number))\n"),),
        {"random-search": "the sum of seed and number"},
    ),
    Submission(
        "search-the-same-setting-always",
        ((TRIAL, "        setting = draw(np.random.default_rng(seed))\n"),),
        {"random-search": "every trial has the same generator"},
    ),
    Submission(
        "search-begins-anew",
        ((TRIALS, "    for number in range(trials):\n"),),
        {"random-search": "only the missing ones"},
    ),
    Submission(
        "search-repeats-old-trials",
        ((TRIALS, "    for number in range(trials - len(records)):\n"),),
        {"random-search": "repeat the old ones"},
    ),
    Submission(
        "search-a-list-of-its-own",
        ((TRIALS, "    records = list(records)\n" + TRIALS),),
        {"random-search": "append to it"},
    ),
    Submission(
        "search-minimizes",
        ((BEST, "    return min(records, key=lambda record: np.inf if np.isnan(record[1]) else record[1])\n"),),
        {"random-search": "smallest score"},
    ),
    Submission(
        "search-nan-wins",
        ((BEST, "    return max(records, key=lambda record: record[1])\n"),),
        {"random-search": "NaN"},
    ),
    Submission(
        "search-scores-the-winner-again",
        ((BEST, BEST.replace("return", "best =") + "    return best[0], score(best[0])\n"),),
        {"random-search": "more often than there are new trials"},
    ),
    Submission(
        "search-failed-trials-left-out",
        (
            (
                RECORD,
                "        value = score(setting)\n        if not np.isnan(value):\n            records.append((setting, value))\n",
            ),
        ),
        {"random-search": "also one that failed"},
    ),
    Submission(
        "halving-keeps-the-worst",
        ((RANKED, RANKED.replace(", reverse=True", "")),),
        {"halving": "not the best ones"},
    ),
    Submission("halving-constant-budget", ((BUDGET, ""),), {"halving": "the epochs stay as they are"}),
    Submission(
        "halving-rounds-up",
        ((KEPT, "        rounds.append(ranked[: -(-len(ranked) // factor)])\n"),),
        {"halving": "rounded down"},
    ),
    Submission(
        "halving-always-by-two",
        ((KEPT, "        rounds.append(ranked[: max(1, len(ranked) // 2)])\n"),),
        {"halving": "one in `factor` stays"},
    ),
    Submission(
        "halving-without-the-winner",
        (("    return rounds\n", "    return rounds[:-1]\n"),),
        {"halving": "a last one with the winner"},
    ),
    Submission(
        "halving-scores-twice",
        (
            (
                RANKED,
                "        ranked = sorted(rounds[-1], key=lambda setting: score(setting, budget))\n"
                "        ranked = sorted(ranked, key=lambda setting: -score(setting, budget))\n",
            ),
        ),
        {"halving": "more often than needed"},
    ),
    Submission(
        "rbf-without-the-2", ((KERNEL, "    return np.exp(-squares / length_scale**2)\n"),), process("the 2 below")
    ),
    Submission(
        "rbf-scale-not-squared",
        ((KERNEL, "    return np.exp(-squares / (2 * length_scale))\n"),),
        process("not by its square"),
    ),
    Submission(
        "rbf-distance-not-squared",
        ((KERNEL, "    return np.exp(-np.sqrt(squares) / (2 * length_scale**2))\n"),),
        process("distances are not squared"),
    ),
    Submission(
        "rbf-wrong-way-round",
        ((SQUARES, "    squares = ((b[:, None] - a) ** 2).sum(axis=-1)\n"),),
        process("transpose"),
    ),
    Submission(
        "rbf-loop",
        ((SQUARES, "    squares = np.array([((row - b) ** 2).sum(axis=-1) for row in a])\n"),),
        {"gaussian-process": "one by one"},
    ),
    Submission(
        "posterior-without-noise",
        ((POSTERIOR_LOWER, POSTERIOR_LOWER.replace(" + noise**2 * np.eye(len(x))", "")),),
        process("the noise is missing"),
    ),
    Submission(
        "posterior-noise-not-squared",
        ((POSTERIOR_LOWER, POSTERIOR_LOWER.replace("noise**2", "noise")),),
        process("on the diagonal stands its square"),
    ),
    Submission(
        "posterior-variance",
        ((POSTERIOR, "    return mean, np.maximum(variance, 0)\n"),),
        process("the variance is returned"),
    ),
    Submission(
        "posterior-what-is-explained",
        ((VARIANCE, "    variance = (explained**2).sum(axis=0)\n"),),
        process("what the trials explain"),
    ),
    Submission(
        "posterior-noise-of-a-new-trial",
        ((VARIANCE, "    variance = 1 + noise**2 - (explained**2).sum(axis=0)\n"),),
        {"gaussian-process": "noise of a new trial", "bayesian-search": ""},
    ),
    Submission("posterior-no-inverse", ((MEAN, "    mean = cross.T @ y\n"),), process("the inverse of C is missing")),
    Submission(
        "posterior-covariance",
        (
            (
                VARIANCE + POSTERIOR,
                "    return mean, np.sqrt(np.maximum(rbf(new, new, length_scale) - explained.T @ explained, 0))\n",
            ),
        ),
        process("wrong shape"),
    ),
    Submission(
        "evidence-without-determinant",
        ((EVIDENCE, EVIDENCE.replace(" - np.log(np.diag(lower)).sum()", "")),),
        process("too short a length scale wins"),
    ),
    Submission(
        "evidence-determinant-twice",
        ((EVIDENCE, EVIDENCE.replace("np.log(np.diag", "2 * np.log(np.diag")),),
        process("counts twice"),
    ),
    Submission(
        "evidence-no-half", ((EVIDENCE, EVIDENCE.replace("-fit / 2", "-fit")),), process("the half before the fit")
    ),
    Submission(
        "evidence-sign",
        ((EVIDENCE, "    return float(fit / 2 + np.log(np.diag(lower)).sum() + len(y) / 2 * np.log(2 * np.pi))\n"),),
        process("minus the log evidence"),
    ),
    Submission(
        "evidence-noise-not-squared",
        ((EVIDENCE_LOWER, EVIDENCE_LOWER.replace("noise**2", "noise")),),
        process("on the diagonal stands its square"),
    ),
    Submission("improvement-sign", ((GAIN, "    gain = best - mean\n"),), improvement("looks for small scores")),
    Submission(
        "improvement-without-exploration",
        ((IMPROVEMENT, IMPROVEMENT.replace(" + deviation * density", "")),),
        improvement("the part with the density is missing"),
    ),
    Submission(
        "improvement-exploration-alone",
        ((IMPROVEMENT, IMPROVEMENT.replace("gain * ndtr(z) + ", "")),),
        improvement("only the part with the density"),
    ),
    Submission(
        "improvement-chance-of-it",
        ((IMPROVEMENT, IMPROVEMENT.replace("gain * ndtr(z) + deviation * density", "ndtr(z)")),),
        improvement("chance of an improvement"),
    ),
    Submission(
        "improvement-minus",
        ((IMPROVEMENT, IMPROVEMENT.replace("+ deviation", "- deviation")),),
        improvement("uncertainty counts against"),
    ),
    Submission(
        "improvement-by-the-variance",
        ((GAIN, GAIN + "    deviation = deviation**2\n"),),
        improvement("the variance stands"),
    ),
    Submission(
        "improvement-divides-by-zero",
        ((STANDARD, "    z = gain / deviation\n"), (IMPROVEMENT, "    return gain * ndtr(z) + deviation * density\n")),
        {"expected-improvement": "a division by 0"},
    ),
    Submission(
        "improvement-nothing-where-certain",
        ((IMPROVEMENT, IMPROVEMENT.replace("np.maximum(gain, 0)", "0.0")),),
        {"expected-improvement": "or 0 if that is negative"},
    ),
    Submission(
        "loop-minimizes",
        ((NEXT, "        gain[tried] = 1e9\n        tried.append(int(gain.argmin()))\n"),),
        {"bayesian-search": "large"},
    ),
    Submission("loop-tries-twice", ((RULED_OUT, ""),), {"bayesian-search": "tried twice"}),
    Submission(
        "loop-best-not-standardized",
        ((PROMISE, "        gain = expected_improvement(mean, spread, max(scores))\n"),),
        {"bayesian-search": "standardized anew"},
    ),
    Submission(
        "loop-first-scale",
        ((SCALE, "        length_scale = length_scales[0]\n"),),
        {"bayesian-search": "largest evidence"},
    ),
    Submission(
        "loop-too-many-trials",
        ((LOOP, "    for _ in range(trials):\n"),),
        {"bayesian-search": "counts all trials"},
    ),
    Submission(
        "repair-left-as-it-was",
        (
            (
                CLIMBED,
                "        if value <= top:\n            width = 0.9 * width\n"
                "        else:\n            best, top, width = rate, value, 1.1 * width\n",
            ),
        ),
        {"repair": "the mistake is still in it"},
    ),
    Submission(
        "repair-equal-is-better",
        ((CLIMBED, CLIMBED.replace("value > top", "value >= top")),),
        {"repair": "is no gain"},
    ),
    Submission(
        "repair-nan-is-zero",
        ((CLIMBED, CLIMBED.replace("value > top", "np.nan_to_num(value) > top")),),
        {"repair": "NaN counts as 0"},
    ),
    Submission(
        "repair-stops-at-the-edge",
        ((CLIMBED, "        if np.isnan(value):\n            break\n" + CLIMBED),),
        {"repair": "does not end the search"},
    ),
    Submission(
        "repair-edge-not-counted",
        ((CLIMBED, "        if np.isnan(value):\n            continue\n" + CLIMBED),),
        {"repair": "so the steps shrink by a tenth"},
    ),
    Submission(
        "repair-turned-round",
        ((CLIMBED, CLIMBED.replace("value > top", "value < top")),),
        {"repair": "walks downhill"},
    ),
    Submission(
        "repair-named-after-the-generator",
        (('mistake = "D"\n', 'mistake = "E"\n'),),
        {"repair-name": "on a whole hill it does no harm"},
    ),
    Submission("repair-not-named", (('mistake = "D"\n', 'mistake = ""\n'),), {"repair-name": "One letter of the list"}),
    Submission("test-never-alarmed", ((CATCHES, "    return False\n"),), {"catches": "slips through"}),
    Submission(
        "test-of-sizes-alone",
        (
            (
                CATCHES,
                "    labels = np.repeat([0, 1, 2], 10)\n"
                "    train, validation = balanced(labels, 2, np.random.default_rng(0))\n"
                "    return len(train) != 24 or len(validation) != 6\n",
            ),
        ),
        {"catches": "slips through"},
    ),
    Submission(
        "test-with-one-generator",
        (("    for seed in range(120):\n", "    for seed in range(2):\n"), (MISSING, "    return False\n")),
        {"catches": "slips through"},
    ),
    Submission(
        "test-asks-for-an-order",
        (
            (
                "        chosen = [tuple",
                "        if (np.diff(train) < 0).any():\n            return True\n        chosen = [tuple",
            ),
        ),
        {"catches": "asks for more than the text says"},
    ),
    Submission(
        "test-without-an-answer",
        ((MISSING, "    if len(choices) < 34:\n        return True\n"),),
        {"catches": "returned nothing"},
    ),
    Submission("experiment-too-few-seeds", ((SEEDS, '    "seeds": 3,\n'),), {"experiment": "fewer tell little"}),
    Submission(
        "experiment-the-other-way-round",
        ((INTERVAL, '    "interval": (-0.139, -0.055),\n'),),
        {"experiment": "Yours is control minus treatment"},
    ),
    Submission(
        "experiment-verdict-beside-the-interval",
        (('    "verdict": "confirmed",\n', '    "verdict": "refuted",\n'),),
        {"experiment": "lies above 0"},
    ),
    Submission(
        "experiment-generator-without-seed",
        ((OWN_CHANCE, OWN_CHANCE.replace("default_rng(seed)", "default_rng()")),),
        {"experiment": "when it is run again"},
    ),
    Submission(
        "nothing-written",
        ((DRAWS, "    raise NotImplementedError()\n"),),
        {"log-uniform": "Nothing is written"},
    ),
]

RIGHT = [
    Submission("right-as-the-reference", ()),
    Submission(
        "right-repair-by-isnan",
        (
            (
                CLIMBED,
                "        if np.isnan(value) or value <= top:\n            width *= 9 / 10\n        else:\n"
                "            best, top = rate, value\n            width *= 11 / 10\n",
            ),
            ('mistake = "D"\n', 'mistake = "d"\n'),
        ),
    ),
    Submission(
        "right-test-by-counting",
        (
            (
                CATCHES,
                "    labels = np.array([5, 5, 5, -2, -2, -2, 5, 9, 9])\n"
                "    seen = np.zeros((9, 9))\n"
                "    for seed in range(300):\n"
                "        kept = labels.copy()\n"
                "        train, validation = balanced(labels, 2, np.random.default_rng(seed))\n"
                "        twin = balanced(labels, 2, np.random.default_rng(seed))[1]\n"
                "        if train.dtype.kind != 'i' or validation.ndim > 1 or (labels != kept).any() or (twin != validation).any():\n"
                "            return True\n"
                "        if set(train) | set(validation) != set(range(9)) or len(train) + len(validation) != 9:\n"
                "            return True\n"
                "        if sorted(labels[validation]) != [-2, -2, 5, 5, 9, 9]:\n"
                "            return True\n"
                "        seen[np.ix_(validation, validation)] += 1\n"
                "    together = labels[:, None] == labels\n"
                "    return bool((seen[together] < 20).any())\n",
            ),
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
        "right-split-from-the-front",
        (
            (ORDER, "    order = np.arange(count)\n    rng.shuffle(order)\n"),
            (
                SPLIT,
                "    train = count - validation - test\n"
                "    return tuple(np.split(order, [train, train + validation]))\n",
            ),
            (CHOSEN, "    chosen = max(range(len(validation_scores)), key=lambda k: validation_scores[k])\n"),
            (REPORTED, "    return chosen, test_scores[chosen]\n"),
        ),
    ),
    Submission(
        "right-folds-by-remainder",
        (
            (
                FOLDS_PARTS
                + "    return [(np.concatenate(parts[:fold] + parts[fold + 1 :]), parts[fold]) for fold in range(k)]\n",
                "    number = rng.permutation(np.arange(count) % k)\n"
                "    return [(np.flatnonzero(number != fold), np.flatnonzero(number == fold)) for fold in range(k)]\n",
            ),
        ),
    ),
    Submission(
        "right-standardized-by-hand",
        (
            (
                NUMBERS,
                "        mean = x[train].sum(axis=0) / len(train)\n"
                "        deviation = np.sqrt(((x[train] - mean) ** 2).mean(axis=0))\n",
            ),
            (
                JUDGED,
                "        answers = model((x[validation] - mean) / deviation)\n        scores.append((answers == labels[validation]).sum() / len(validation))\n",
            ),
        ),
    ),
    Submission(
        "right-draws-by-powers",
        ((DRAWS, "    return low * (high / low) ** rng.random(size)\n"),),
    ),
    Submission(
        "right-search-while",
        (
            (TRIALS, "    while len(records) < trials:\n        number = len(records)\n"),
            (
                BEST,
                "    best = None\n    for setting, value in records:\n"
                "        if best is None or np.isnan(best[1]) or value > best[1]:\n            best = (setting, value)\n"
                "    return best\n",
            ),
        ),
    ),
    Submission(
        "right-search-by-nanargmax",
        ((BEST, "    return records[int(np.nanargmax([value for _, value in records]))]\n"),),
    ),
    Submission(
        "right-halving-by-argsort",
        (
            (
                RANKED,
                "        alive = rounds[-1]\n        values = np.array([score(setting, budget) for setting in alive])\n"
                "        ranked = [alive[i] for i in np.argsort(-values)]\n",
            ),
            (KEPT, "        stay = len(alive) // factor\n        rounds.append(ranked[: stay if stay else 1])\n"),
        ),
    ),
    Submission(
        "right-kernel-by-expanded-squares",
        (
            (
                SQUARES,
                "    squares = (a**2).sum(axis=1)[:, None] + (b**2).sum(axis=1) - 2 * a @ b.T\n"
                "    squares = np.maximum(squares, 0)\n",
            ),
            (KERNEL, "    return np.exp(-0.5 * squares / length_scale / length_scale)\n"),
        ),
    ),
    Submission(
        "right-posterior-by-inverse",
        (
            (
                POSTERIOR_LOWER,
                "    inverse = np.linalg.inv(rbf(x, x, length_scale) + noise**2 * np.identity(len(y)))\n" + CROSS,
            ),
            (MEAN, "    mean = cross.T @ inverse @ y\n"),
            (EXPLAIN, ""),
            (VARIANCE, "    variance = 1 - np.einsum('nm,nk,km->m', cross, inverse, cross)\n"),
            (POSTERIOR, "    return mean, np.sqrt(np.clip(variance, 0, None))\n"),
        ),
    ),
    Submission(
        "right-evidence-by-slogdet",
        (
            (
                EVIDENCE_LOWER + EVIDENCE,
                "    matrix = rbf(x, x, length_scale) + noise**2 * np.eye(len(x))\n"
                "    fit = y @ np.linalg.solve(matrix, y)\n"
                "    return -0.5 * (fit + np.linalg.slogdet(matrix)[1] + len(y) * np.log(2 * np.pi))\n",
            ),
        ),
    ),
    Submission(
        "right-improvement-with-scipy-stats",
        (
            (
                STANDARD + DENSITY + IMPROVEMENT,
                "    from scipy.stats import norm\n\n    result = np.maximum(gain, 0.0)\n    some = deviation > 0\n"
                "    z = gain[some] / deviation[some]\n"
                "    result[some] = deviation[some] * (z * norm.cdf(z) + norm.pdf(z))\n    return result\n",
            ),
        ),
    ),
    Submission(
        "right-loop-over-what-is-left",
        (
            (
                PROMISE + RULED_OUT + NEXT,
                "        gain = expected_improvement(mean, spread, np.max(y))\n"
                "        left = [row for row in range(len(candidates)) if row not in tried]\n"
                "        tried.append(max(left, key=lambda row: gain[row]))\n",
            ),
        ),
    ),
]

# Mutants (before, after) of the answers that no check can find, and why.
EXPLAINED = {
    ("y @ cho_solve((lower, True), y)", "cho_solve((lower, True), y) @ y"): "an inner product has no order",
    ("np.maximum(gain, 0)", "np.maximum(0, gain)"): "a maximum has no order",
    ("np.maximum(variance, 0)", "np.maximum(0, variance)"): "a maximum has no order",
    ("max(1, len(ranked) // factor)", "max(len(ranked) // factor, 1)"): "a maximum has no order",
    ("a[:, None] - b", "b - a[:, None]"): "it is squared",
    ("1.0", "2.0"): "where all scores are equal, 0 is divided by it",
    ("1.0", "-1.0"): "where all scores are equal, 0 is divided by it",
    (
        "1",
        "2",
    ): "it stands where the deviation is 0 and is not looked at; or it rules out as well as any negative number",
    ("1", "-1"): "the last of two entries is the second; or it stands where the deviation is 0 and is not looked at",
}
