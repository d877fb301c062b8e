"""The catalogue of the chapter `regularization`: what students really write, wrong and right."""

from tests.mistakes import Submission

L2_START = (
    "The gradients are those of the penalty alone. `params` stay as they were. No loop over entries.\n"
    '    """\n    ### BEGIN SOLUTION\n    loss, grads = losses.mean(), {}\n'
)
L2_VALUE = "            loss += strength / 2 * (parameter**2).sum()\n"
L2_GRADIENT = "            grads[name] += strength * parameter\n"
L2 = "        grads[name] = np.zeros_like(parameter)\n        if parameter.ndim > 1:\n" + L2_VALUE + L2_GRADIENT
L1_VALUE = "            loss += strength * np.abs(parameter).sum()\n"
L1_GRADIENT = "            grads[name] += strength * np.sign(parameter)\n"
L1 = "        grads[name] = np.zeros_like(parameter)\n        if parameter.ndim > 1:\n" + L1_VALUE + L1_GRADIENT
THRESHOLD = "    return np.sign(x) * np.maximum(np.abs(x) - threshold, 0.0)\n"
DECAY = "        if parameter.ndim > 1:\n            parameter *= 1 - learning_rate * decay\n"
STEP = "        parameter -= learning_rate * grads[name]\n"
KEEP = "            self.best_params = {name: parameter.copy() for name, parameter in params.items()}\n"
NEW_BEST = "        if loss < self.best_loss:\n            self.best_loss, self.best_epoch = loss, self.epochs\n" + KEEP
COUNTED = "        self.epochs += 1\n        return self.epochs - 1 - self.best_epoch >= self.patience\n"
RESTORE = "        for name, parameter in params.items():\n            parameter[...] = self.best_params[name]\n"
TARGETS = (
    "        targets = np.full(logits.shape, self.smoothing / classes)\n"
    "        targets[np.arange(samples), labels] += 1 - self.smoothing\n"
)
LOGS = (
    "        shifted = logits - logits.max(axis=1, keepdims=True)\n"
    "        log_probabilities = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))\n"
)
MEAN_LOSS = "        return -(targets * log_probabilities).sum() / samples\n"
ERRORS = "        return self.errors / len(self.errors)\n"
SHIFT_PADDED = (
    "    margins = [(0, 0), (reach, reach), (reach, reach), (0, 0)][: images.ndim]\n"
    "    padded = np.pad(images, margins)\n"
)
CORNERS = "    corners = rng.integers(0, 2 * reach + 1, (2, samples, 1))\n"
SHIFT_CUT = (
    "    rows, columns = corners[0] + np.arange(height), corners[1] + np.arange(width)\n"
    "    return padded[np.arange(samples)[:, None, None], rows[:, :, None], columns[:, None, :]]\n"
)
SHIFT = SHIFT_PADDED + CORNERS + SHIFT_CUT
EIGEN = "    eigenvalues, axes = np.linalg.eigh(np.cov(pixels, rowvar=False))\n"
AMOUNTS = "    amounts = rng.normal(0.0, deviation, (len(images), 3)) * eigenvalues\n"
ADDED = "    colours = amounts @ axes.T\n    return images + colours[:, None, None, :]\n"
LARGEST = "    largest = max(len(each) for each in classes)\n"
REPEATED = "    repeated = [np.resize(rng.permutation(each), largest) for each in classes]\n"
MIXED = "    return rng.permutation(np.concatenate(repeated))\n"

FIRST = "            if name not in self.average:\n                self.average[name] = parameter.copy()\n"
AVERAGED = (
    "            self.average[name] *= self.momentum\n"
    "            self.average[name] += (1 - self.momentum) * parameter\n"
)
INTERVAL = '    "interval": (-0.345, -0.234),\n    "verdict": "confirmed",\n'
ARM = "        ends.append(learn(SmoothedCrossEntropy(0.0), step, np.random.default_rng(seed))[1])\n"

WRONG = [
    Submission(
        "l2-without-the-half", ((L2_VALUE, L2_VALUE.replace("strength / 2", "strength")),), {"l2": "factor 1/2"}
    ),
    Submission(
        "l2-half-in-the-gradient-as-well",
        ((L2_GRADIENT, L2_GRADIENT.replace("strength *", "strength / 2 *")),),
        {"l2": "so that the 2 of the derivative cancels"},
    ),
    Submission(
        "l2-twice-the-gradient",
        ((L2_GRADIENT, L2_GRADIENT.replace("strength *", "2 * strength *")),),
        {"l2": "the derivative brings down a 2"},
    ),
    Submission(
        "l2-on-biases",
        ((L2, L2.replace("parameter.ndim > 1", "parameter.ndim > 0")),),
        {"l2": "biases are penalized"},
    ),
    Submission(
        "l2-gradient-on-biases",
        (
            (
                L2,
                "        grads[name] = strength * parameter\n        if parameter.ndim > 1:\n" + L2_VALUE,
            ),
        ),
        {"l2": "biases are penalized"},
    ),
    Submission(
        "l2-divided-by-n",
        ((L2_VALUE, L2_VALUE.replace("(parameter**2).sum()", "(parameter**2).sum() / len(losses)")),),
        {"l2": "divided by N"},
    ),
    Submission(
        "l2-divided-by-n-twice",
        (
            (L2_VALUE, L2_VALUE.replace("(parameter**2).sum()", "(parameter**2).sum() / len(losses)")),
            (L2_GRADIENT, L2_GRADIENT.replace("parameter\n", "parameter / len(losses)\n")),
        ),
        {"l2": "divided by N"},
    ),
    Submission(
        "l2-gradient-divided-by-n",
        ((L2_GRADIENT, L2_GRADIENT.replace("parameter\n", "parameter / len(losses)\n")),),
        {"l2": "no sample has to do with it"},
    ),
    Submission(
        "l2-mean-of-the-squares",
        ((L2_VALUE, L2_VALUE.replace(".sum()", ".mean()")),),
        {"l2": "a mean over the weights"},
    ),
    Submission(
        "l2-sum-of-the-losses",
        ((L2_START, L2_START.replace(".mean()", ".sum()")),),
        {"l2": "their mean is asked for"},
    ),
    Submission(
        "l2-norm-not-squared",
        ((L2_VALUE, L2_VALUE.replace("(parameter**2).sum()", "np.linalg.norm(parameter)")),),
        {"l2": "a root"},
    ),
    Submission(
        "l2-weights-decayed-in-place",
        ((L2_GRADIENT, "            parameter *= strength\n            grads[name] = parameter\n"),),
        {"l2": "in place"},
    ),
    Submission(
        "decay-after-the-step",
        ((DECAY + STEP, STEP + DECAY),),
        {"decay": "as they are after the step"},
    ),
    Submission(
        "decay-on-biases",
        ((DECAY, "        parameter *= 1 - learning_rate * decay\n"),),
        {"decay": "biases are penalized"},
    ),
    Submission(
        "decay-without-the-rate",
        ((DECAY, DECAY.replace("learning_rate * ", "")),),
        {"decay": "not multiplied by the learning rate"},
    ),
    Submission("decay-grows", ((DECAY, DECAY.replace("1 -", "1 +")),), {"decay": "grow where they should decay"}),
    Submission(
        "decay-rebound",
        ((STEP, STEP.replace("parameter -= ", "parameter = parameter - ")),),
        {"decay": "went into a new array"},
    ),
    Submission(
        "decay-in-the-gradient-in-place",
        (
            (
                DECAY + STEP,
                "        if parameter.ndim > 1:\n            grads[name] += decay * parameter\n" + STEP,
            ),
        ),
        {"decay": "in place"},
    ),
    Submission(
        "l1-slope-1-at-0",
        ((L1_GRADIENT, L1_GRADIENT.replace("np.sign(parameter)", "np.where(parameter >= 0, 1.0, -1.0)")),),
        {"l1": "exactly 0 are wrong"},
    ),
    Submission(
        "l1-quotient",
        ((L1_GRADIENT, L1_GRADIENT.replace("np.sign(parameter)", "parameter / np.abs(parameter)")),),
        {"l1": "0/0"},
    ),
    Submission("l1-signs-cancel", ((L1_VALUE, L1_VALUE.replace("np.abs(parameter)", "parameter")),), {"l1": "cancel"}),
    Submission(
        "l1-half",
        ((L1_VALUE, L1_VALUE.replace("strength *", "strength / 2 *")),),
        {"l1": "L1 has none"},
    ),
    Submission(
        "l1-gradient-of-l2",
        ((L1_GRADIENT, L1_GRADIENT.replace("np.sign(parameter)", "parameter")),),
        {"l1": "does not grow with the weight"},
    ),
    Submission(
        "l1-on-biases",
        ((L1, L1.replace("parameter.ndim > 1", "parameter.ndim > 0")),),
        {"l1": "biases are penalized"},
    ),
    Submission(
        "threshold-hard", ((THRESHOLD, "    return np.where(np.abs(x) > threshold, x, 0.0)\n"),), {"l1": "hard"}
    ),
    Submission(
        "threshold-jumps-over-zero",
        ((THRESHOLD, "    return x - threshold * np.sign(x)\n"),),
        {"l1": "jump over 0"},
    ),
    Submission(
        "threshold-loses-the-sign",
        ((THRESHOLD, "    return np.maximum(np.abs(x) - threshold, 0.0)\n"),),
        {"l1": "the sign is lost"},
    ),
    Submission(
        "threshold-in-place",
        ((THRESHOLD, "    x[np.abs(x) <= threshold] = 0.0\n    return x - threshold * np.sign(x)\n"),),
        {"l1": "in place"},
    ),
    Submission(
        "patience-one-too-many",
        ((COUNTED, COUNTED.replace(">= self", "> self")),),
        {"early-stopping": "one epoch too late"},
    ),
    Submission(
        "patience-one-too-few",
        ((COUNTED, COUNTED.replace("self.epochs - 1", "self.epochs")),),
        {"early-stopping": "too early"},
    ),
    Submission(
        "patience-never-reset",
        (
            (
                NEW_BEST + COUNTED,
                NEW_BEST
                + "        else:\n            self.bad = getattr(self, 'bad', 0) + 1\n        self.epochs += 1\n"
                "        return getattr(self, 'bad', 0) >= self.patience\n",
            ),
        ),
        {"early-stopping": "starts the count afresh"},
    ),
    Submission(
        "patience-against-the-last-loss",
        (
            (
                NEW_BEST + COUNTED,
                NEW_BEST + "        better = loss < getattr(self, 'last', float('inf'))\n        self.last = loss\n"
                "        self.bad = 0 if better else getattr(self, 'bad', 0) + 1\n        self.epochs += 1\n"
                "        return self.bad >= self.patience\n",
            ),
        ),
        {"early-stopping": "with the one before it"},
    ),
    Submission(
        "equal-losses-count-as-better",
        ((NEW_BEST, NEW_BEST.replace("loss < self", "loss <= self")),),
        {"early-stopping": "only equals the best"},
    ),
    Submission(
        "best-weights-by-reference",
        ((KEEP, "            self.best_params = dict(params)\n"),),
        {"early-stopping": "Keep copies of the arrays"},
    ),
    Submission(
        "best-weights-in-a-shallow-copy",
        ((KEEP, "            self.best_params = params.copy()\n"),),
        {"early-stopping": "Keep copies of the arrays"},
    ),
    Submission(
        "restored-into-the-dictionary",
        ((RESTORE, "        params.update(self.best_params)\n"),),
        {"early-stopping": "write them back in place"},
    ),
    Submission(
        "last-weights-kept",
        (
            (KEEP, ""),
            (
                "        self.epochs += 1\n",
                KEEP.replace("            self", "        self") + "        self.epochs += 1\n",
            ),
        ),
        {"early-stopping": "of the last epoch"},
    ),
    Submission(
        "never-stops",
        ((COUNTED, "        self.epochs += 1\n"),),
        {"early-stopping": "never says stop"},
    ),
    Submission(
        "smoothing-over-the-others-only",
        (
            (
                TARGETS,
                "        targets = np.full(logits.shape, self.smoothing / (classes - 1))\n"
                "        targets[np.arange(samples), labels] = 1 - self.smoothing\n",
            ),
        ),
        {"label-smoothing": "over the other classes only"},
    ),
    Submission(
        "smoothing-true-class-without-its-part",
        ((TARGETS, TARGETS.replace("+= 1", "= 1")),),
        {"label-smoothing": "its own part of what is spread"},
    ),
    Submission(
        "smoothing-takes-nothing-away",
        ((TARGETS, TARGETS.replace("1 - self.smoothing", "1.0")),),
        {"label-smoothing": "more than 1"},
    ),
    Submission(
        "smoothing-in-forward-only",
        (
            (
                "        self.errors = np.exp(log_probabilities) - targets\n",
                "        self.errors = np.exp(log_probabilities)\n        self.errors[np.arange(samples), labels] -= 1\n",
            ),
        ),
        {"label-smoothing": "without smoothing"},
    ),
    Submission(
        "smoothing-overflows",
        (
            (
                LOGS,
                "        powers = np.exp(logits)\n"
                "        log_probabilities = np.log(powers / powers.sum(axis=1, keepdims=True))\n",
            ),
        ),
        {"label-smoothing": "exp overflows"},
    ),
    Submission(
        "smoothing-sum-over-the-batch",
        ((MEAN_LOSS, MEAN_LOSS.replace(" / samples", "")), (ERRORS, "        return self.errors\n")),
        {"label-smoothing": "added up"},
    ),
    Submission(
        "smoothing-gradient-without-the-mean",
        ((ERRORS, "        return self.errors\n"),),
        {"label-smoothing": "1/N is missing"},
    ),
    Submission(
        "shift-rolls",
        (
            (
                SHIFT,
                "    amounts = rng.integers(-reach, reach + 1, (samples, 2))\n"
                "    return np.stack([np.roll(image, amount, (0, 1)) for image, amount in zip(images, amounts)])\n",
            ),
        ),
        {"shift": "come in on the other"},
    ),
    Submission(
        "shift-one-for-the-batch",
        ((CORNERS, CORNERS.replace("(2, samples, 1)", "(2, 1, 1)")),),
        {"shift": "one shift for the whole batch"},
    ),
    Submission(
        "shift-the-same-down-and-right",
        ((CORNERS, CORNERS.replace("(2, samples, 1)", "(1, samples, 1)").replace("\n", ".repeat(2, axis=0)\n")),),
        {"shift": "not independent"},
    ),
    Submission(
        "shift-end-left-out",
        ((CORNERS, CORNERS.replace(" + 1, (2", ", (2")),),
        {"shift": "one end is left out"},
    ),
    Submission(
        "shift-in-place",
        (
            (
                SHIFT,
                "    for image, (down, right) in zip(images, rng.integers(-reach, reach + 1, (samples, 2))):\n"
                "        moved = np.zeros_like(image)\n"
                "        moved[max(down, 0):height + min(down, 0), max(right, 0):width + min(right, 0)] = image[\n"
                "            max(-down, 0):height + min(-down, 0), max(-right, 0):width + min(-right, 0)]\n"
                "        image[...] = moved\n"
                "    return images\n",
            ),
        ),
        {"shift": "in place"},
    ),
    Submission(
        "jitter-root-of-the-eigenvalues",
        ((AMOUNTS, AMOUNTS.replace("* eigenvalues", "* np.sqrt(np.maximum(eigenvalues, 0))")),),
        {"pca-jitter": "the root of the eigenvalue"},
    ),
    Submission(
        "jitter-without-the-eigenvalues",
        ((AMOUNTS, AMOUNTS.replace(" * eigenvalues", "")),),
        {"pca-jitter": "never vary"},
    ),
    Submission(
        "jitter-in-each-pixel",
        (
            (
                AMOUNTS + ADDED,
                "    amounts = rng.normal(0.0, deviation, images.shape) * eigenvalues\n    return images + amounts @ axes.T\n",
            ),
        ),
        {"pca-jitter": "one colour for each image"},
    ),
    Submission(
        "jitter-one-colour-for-all",
        ((AMOUNTS, AMOUNTS.replace("(len(images), 3)", "(1, 3)")),),
        {"pca-jitter": "all images get the same colour"},
    ),
    Submission(
        "jitter-rows-of-the-eigenvectors",
        ((ADDED, ADDED.replace("axes.T", "axes")),),
        {"pca-jitter": "in columns"},
    ),
    Submission(
        "jitter-variance",
        ((AMOUNTS, AMOUNTS.replace("0.0, deviation", "0.0, deviation**2")),),
        {"pca-jitter": "the variance stands"},
    ),
    Submission(
        "balanced-by-throwing-away",
        ((LARGEST, LARGEST.replace("max(", "min(")),),
        {"balanced": "do not throw away"},
    ),
    Submission(
        "balanced-not-at-all",
        ((LARGEST + REPEATED, "    repeated = classes\n"),),
        {"balanced": "rare classes have to be repeated"},
    ),
    Submission(
        "balanced-with-replacement",
        ((REPEATED, "    repeated = [rng.choice(each, largest) for each in classes]\n"),),
        {"balanced": "stand more often than others"},
    ),
    Submission(
        "balanced-filled-with-one",
        (
            (
                REPEATED,
                "    repeated = [np.append(each, np.full(largest - len(each), each[0])) for each in classes]\n",
            ),
        ),
        {"balanced": "stand more often than others"},
    ),
    Submission(
        "balanced-in-order", ((MIXED, "    return np.concatenate(repeated)\n"),), {"balanced": "one after the other"}
    ),
    Submission(
        "balanced-labels-in-place-of-places",
        ((MIXED, "    return labels[rng.permutation(np.concatenate(repeated))]\n"),),
        {"balanced": "mixed up"},
    ),
    Submission(
        "l2-into-the-parameters",
        ((L2_GRADIENT, "            parameter += strength * parameter\n"),),
        {"l2": "parameters were updated where the gradients are meant"},
    ),
    Submission(
        "l1-into-the-parameters",
        ((L1_GRADIENT, "            parameter += strength * np.sign(parameter)\n"),),
        {"l1": "parameters were updated where the gradients are meant"},
    ),
    Submission(
        "smoothing-tiny-number",
        ((LOGS, LOGS + "        log_probabilities = np.log(np.exp(log_probabilities) + 1e-7)\n"),),
        {"label-smoothing": "1e-07 was added"},
    ),
    # --- Repair, experiment ---
    Submission(
        "repair-left-as-it-was",
        ((FIRST, FIRST.replace(".copy()", "")),),
        {"repair": "kept in the network's own arrays"},
    ),
    Submission(
        "repair-from-zero",
        ((FIRST, FIRST.replace("parameter.copy()", "np.zeros_like(parameter)")),),
        {"repair": "begins with the first weights"},
    ),
    Submission(
        "repair-the-last-weights",
        ((FIRST, "            self.average[name] = parameter.copy()\n"),),
        {"repair": "has to be kept from step to step"},
    ),
    Submission(
        "repair-copied-and-swapped",
        (
            (
                AVERAGED,
                "            self.average[name] *= 1 - self.momentum\n"
                "            self.average[name] += self.momentum * parameter\n",
            ),
        ),
        {"repair": "the share of what was there before"},
    ),
    Submission(
        "repair-named-after-the-start",
        (('mistake = "A"\n', 'mistake = "B"\n'),),
        {"repair-name": "would stay as they are then"},
    ),
    Submission("repair-not-named", (('mistake = "A"\n', 'mistake = ""\n'),), {"repair-name": "One letter of the list"}),
    Submission(
        "experiment-the-other-way-round",
        ((INTERVAL, INTERVAL.replace("-0.345, -0.234", "0.234, 0.345")),),
        {"experiment": "Yours is control minus treatment"},
    ),
    Submission(
        "experiment-seed-not-used",
        ((ARM, ARM.replace("(seed)", "(1)")),),
        {"experiment": "Every seed gives the same"},
    ),
    Submission(
        "experiment-verdict-beside-the-interval",
        ((INTERVAL, INTERVAL.replace("confirmed", "refuted")),),
        {"experiment": "lies below 0"},
    ),
]

RIGHT = [
    Submission(
        "right-l2-by-the-dot-product",
        (
            (
                L2,
                "        flat = parameter.ravel() if parameter.ndim > 1 else np.zeros(parameter.size)\n"
                "        loss = loss + 0.5 * strength * flat @ flat\n"
                "        grads[name] = strength * flat.reshape(parameter.shape)\n",
            ),
        ),
    ),
    Submission(
        "right-l2-by-name",
        (
            (
                L2,
                "        weight = 0.0 if name.endswith('b') else strength\n"
                "        loss += weight * np.square(parameter).sum() / 2\n        grads[name] = weight * parameter\n",
            ),
        ),
    ),
    Submission(
        "right-decay-as-a-gradient",
        (
            (
                DECAY + STEP,
                "        whole = grads[name] + (decay * parameter if parameter.ndim >= 2 else 0)\n"
                "        parameter[...] = parameter - learning_rate * whole\n",
            ),
        ),
    ),
    Submission(
        "right-l1-by-comparison",
        ((L1_GRADIENT, "            grads[name] = strength * ((parameter > 0).astype(float) - (parameter < 0))\n"),),
    ),
    Submission(
        "right-threshold-by-cases",
        (
            (
                THRESHOLD,
                "    return np.where(x > threshold, x - threshold, np.where(x < -threshold, x + threshold, 0.0))\n",
            ),
        ),
    ),
    Submission("right-threshold-by-clipping", ((THRESHOLD, "    return x - np.clip(x, -threshold, threshold)\n"),)),
    Submission(
        "right-stopping-with-a-counter",
        (
            (
                NEW_BEST + COUNTED,
                "        import copy\n"
                "        if loss < self.best_loss:\n"
                "            self.best_loss, self.best_epoch, self.bad = loss, self.epochs, 0\n"
                "            self.best_params = copy.deepcopy(params)\n"
                "        else:\n            self.bad += 1\n"
                "        self.epochs += 1\n        return self.bad >= self.patience\n",
            ),
        ),
    ),
    Submission(
        "right-stopping-with-all-losses",
        (
            (
                NEW_BEST + COUNTED,
                "        self.losses = [*getattr(self, 'losses', []), loss]\n"
                "        self.best_epoch = int(np.argmin(self.losses))\n        self.best_loss = min(self.losses)\n"
                "        if self.best_epoch == len(self.losses) - 1:\n"
                "            self.best_params = {name: np.array(array) for name, array in params.items()}\n"
                "        return np.all(np.array(self.losses)[-self.patience:] >= self.best_loss) and "
                "len(self.losses) - 1 >= self.best_epoch + self.patience\n",
            ),
        ),
    ),
    Submission(
        "right-smoothing-as-a-mixture",
        (
            (
                TARGETS,
                "        targets = (1 - self.smoothing) * np.eye(classes)[labels] + self.smoothing / classes\n",
            ),
            (
                MEAN_LOSS,
                "        true = log_probabilities[np.arange(samples), labels]\n"
                "        return -((1 - self.smoothing) * true + self.smoothing * log_probabilities.mean(axis=1)).mean()\n",
            ),
        ),
    ),
    Submission(
        "right-shift-by-slices",
        (
            (
                SHIFT,
                "    result = np.zeros_like(images)\n"
                "    for n in range(samples):\n"
                "        down, right = int(rng.integers(-reach, reach, endpoint=True)), int(rng.integers(-reach, reach + 1))\n"
                "        result[n, max(down, 0):height + min(down, 0), max(right, 0):width + min(right, 0)] = images[\n"
                "            n, max(-down, 0):height + min(-down, 0), max(-right, 0):width + min(-right, 0)]\n"
                "    return result\n",
            ),
        ),
    ),
    Submission(
        "right-shift-rolls-and-blanks",
        (
            (
                SHIFT,
                "    result = np.array(images)\n"
                "    for image, down, right in zip(result, *rng.integers(-reach, reach + 1, (2, samples))):\n"
                "        image[...] = np.roll(image, (down, right), (0, 1))\n"
                "        image[:max(down, 0)] = 0\n        image[height + min(down, 0):] = 0\n"
                "        image[:, :max(right, 0)] = 0\n        image[:, width + min(right, 0):] = 0\n"
                "    return result\n",
            ),
        ),
    ),
    Submission(
        "right-jitter-by-singular-values",
        (
            (
                EIGEN + AMOUNTS + ADDED,
                "    centred = pixels - pixels.mean(axis=0)\n"
                "    _, sizes, axes = np.linalg.svd(centred, full_matrices=False)\n"
                "    result = images.copy()\n"
                "    for n in range(len(images)):\n"
                "        for k in range(3):\n"
                "            result[n] += deviation * rng.standard_normal() * sizes[k] ** 2 / len(pixels) * axes[k]\n"
                "    return result\n",
            ),
        ),
    ),
    Submission(
        "right-repair-with-new-arrays",
        (
            (
                FIRST + AVERAGED,
                "            before = self.average.get(name, parameter)\n"
                "            self.average[name] = self.momentum * before + (1 - self.momentum) * parameter\n",
            ),
            ('mistake = "A"\n', 'mistake = "a"\n'),
        ),
    ),
    Submission(
        "right-experiment-refuted",
        (
            ('    "prediction": "smaller",\n', '    "prediction": "larger",\n'),
            (INTERVAL, INTERVAL.replace("confirmed", "refuted")),
        ),
    ),
    Submission(
        "right-balanced-by-modulo",
        (
            (
                REPEATED + MIXED,
                "    result = []\n"
                "    for each in classes:\n"
                "        result.extend(each[np.arange(largest) % len(each)])\n"
                "    result = np.array(result)\n    rng.shuffle(result)\n    return result\n",
            ),
        ),
    ),
]

# Mutants (before, after) of the answers that no check can find, and why.
EXPLAINED: dict[tuple[str, str], str] = {
    ("images + colours[:, None, None, :]", "images - colours[:, None, None, :]"): "the amounts are symmetric around 0",
    ("np.maximum(np.abs(x) - threshold, 0.0)", "np.maximum(0.0, np.abs(x) - threshold)"): "the same number",
    ("2", "3"): "of three rows of corners the first two are used",
    ("1", "2"): "reshape takes any negative number for the unknown length",
    ("0", "1"): "a blank image behind the last one, which nobody reads",
    ("1", "-1"): "of two axes or rows, 1 is the last one",
}
