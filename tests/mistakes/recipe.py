"""The catalogue of the chapter `recipe`: what students really write, wrong and right."""

from tests.mistakes import Submission

ENDS = "    train, validation = np.mean(train_losses[-5:]), np.mean(validation_losses[-5:])\n"
GUESSING = "    guessing = np.log(classes)\n"
FINITE = (
    "    if not np.isfinite([*train_losses, *validation_losses]).all() or train > 1.1 * guessing:\n"
    '        return "diverging"\n'
)
STUCK = '    if train >= 0.9 * guessing:\n        return "not learning"\n'
UNDERFITS = '    if train > goal:\n        return "underfitting"\n'
OVERFITS = '    return "overfitting" if validation - train > gap else "healthy"\n'
ONE_BATCH = (
    "    losses = [network.loss(x, labels)]\n"
    "    while len(losses) <= steps:\n"
    "        optimizer.update(network.params, network.gradients(x, labels))\n"
    "        losses.append(network.loss(x, labels))\n"
    "    return np.array(losses)\n"
)
LOOP_START = "    stopping, step, losses = EarlyStopping(patience), 0, []\n    for _ in range(epochs):\n"
BATCHES = "        for x, labels in draw_batches():\n"
RATE = "            optimizer.learning_rate = schedule(step)\n"
UPDATE = "            optimizer.update(network.params, network.gradients(x, labels))\n"
COUNT = "            step += 1\n"
MEASURE = "        losses.append([network.loss(*train_set), network.loss(*validation_set)])\n"
STOP = "        if stopping.update(losses[-1][1], network.params):\n            break\n"
RESTORE = "    stopping.restore(network.params)\n"
CURVES = "    train_losses, validation_losses = np.array(losses).T\n"
COUNTED = "    np.add.at(matrix, (labels, predictions), 1)\n"
SHARES = "    return np.diag(matrix) / matrix.sum(axis=1)\n"
HEALED = '    return {"activation": "ReLU", "scale": np.sqrt(2), "learning_rate": 0.01, "weight_decay": 0.0, "dropout": 0.0}\n'
SICK = (
    '    return {"activation": "sigmoid", "scale": 0.01, "learning_rate": 0.5, "weight_decay": 0.1, "dropout": 0.5}\n'
)
MOVED = "        moved = random_shift(x.reshape(-1, 8, 8), 1, rng).reshape(x.shape)\n"
DRAWN = "        return minibatches(moved, labels, 64, rng)\n"
EPOCHS = "    epochs = 1000 // -(-len(x) // 64)\n"
SCHEDULE = "    schedule = partial(cosine, learning_rate=0.01, decay_steps=1000)\n"
TRAINED = (
    "    _, losses = train(network, AdamW(0.01), schedule, draw_batches, train_set, validation_set, epochs, epochs)\n"
)
NORM = "        BatchNorm(np.ones(128), np.zeros(128)),\n"
KEEP = "            self.best_params = {name: parameter.copy() for name, parameter in params.items()}\n"
BEGINS = "            if name not in self.average:\n                self.average[name] = parameter.copy()\n"
FOLLOWS = "            self.average[name] += (1 - self.decay) * (parameter - self.average[name])\n"
SEEDS = '    "seeds": 10,\n    "interval": (-0.481, -0.285),\n'
WIDTHS = '(70,) if without == "second hidden layer" else (52, 44)'
ADDER_STEPS = "    for step in range(2000):\n"
LEFT_OUT = '        if without != "falling rate":\n            optimizer.learning_rate = cosine(step, 0.045, 2000)\n'
PAIRED = "        both, sums = pairs(train_set[0], train_set[1], 64, rng)\n"
BEST = '    {"tried": "two hidden layers of 52 and 44 units, rate 0.045", "data": "validation", "score": 0.9375},\n'
DEEPEST = (
    '    {"tried": "three hidden layers of 52, 32 and 20 units, rate 0.045", "data": "validation", "score": 0.933},\n'
)
FIRST = '    {"tried": "one hidden layer of 70 units, rate 0.01", "data": "validation", "score": 0.8645},\n'
TESTED = '    {"tried": "two hidden layers of 52 and 44 units, rate 0.045", "data": "test", "score": 0.93},\n'
RESULT = 'result = {"right": 279, "of": 300, "low": 0.901, "high": 0.959}\n'
EARNED = '    "second hidden layer": (0.054, 0.095),\n    "BatchNorm": (0.794, 0.854),\n    "falling rate": (0.006, 0.057),\n'

WRONG = [
    # --- Parts ---
    Submission(
        "softmax-that-overflows",
        (("        shifted = logits - logits.max(axis=1, keepdims=True)\n", "        shifted = logits\n"),),
        {"parts": "exp overflows"},
    ),
    Submission(
        "dropout-without-its-scale",
        (("self.p) / (1 - self.p) if train else 1.0\n", "self.p) if train else 1.0\n"),),
        {"parts": "case: Dropout"},
    ),
    Submission(
        "cosine-that-rises-again",
        (("    share = np.minimum(step / decay_steps, 1)\n", "    share = step / decay_steps\n"),),
        {"parts": "case: cosine"},
    ),
    Submission(
        "best-weights-kept-by-reference",
        ((KEEP, KEEP.replace("parameter.copy()", "parameter")),),
        {"parts": "those of the last epoch", "train": "last weights"},
    ),
    # --- Diagnosis ---
    Submission(
        "diagnosis-of-nan-is-healthy",
        ((FINITE, FINITE.replace("not np.isfinite([*train_losses, *validation_losses]).all() or ", "")),),
        {"diagnose": "every comparison with NaN is False"},
    ),
    Submission(
        "diagnosis-looks-at-the-last-loss-only-for-nan",
        ((FINITE, FINITE.replace("[*train_losses, *validation_losses]).all()", "train_losses[-1])")),),
        {"diagnose": "one infinite loss anywhere"},
    ),
    Submission(
        "diagnosis-by-the-last-epoch",
        ((ENDS, "    train, validation = train_losses[-1], validation_losses[-1]\n"),),
        {"diagnose": "one epoch is not the end"},
    ),
    Submission(
        "diagnosis-by-the-whole-curve",
        ((ENDS, "    train, validation = np.mean(train_losses), np.mean(validation_losses)\n"),),
        {"diagnose": "the mean of the whole curve"},
    ),
    Submission(
        "diagnosis-by-the-lowest-loss",
        ((ENDS, "    train, validation = np.min(train_losses), np.min(validation_losses)\n"),),
        {"diagnose": "the lowest loss"},
    ),
    Submission(
        "diagnosis-overfitting-first",
        ((ENDS, ENDS + '    if validation - train > gap:\n        return "overfitting"\n'),),
        {"diagnose": "before the training curve is found good"},
    ),
    Submission(
        "diagnosis-by-validation",
        ((UNDERFITS, UNDERFITS.replace("train >", "validation >")),),
        {"diagnose": "goes by the validation curve"},
    ),
    Submission(
        "diagnosis-with-another-logarithm",
        ((GUESSING, "    guessing = np.log10(classes)\n"),),
        {"diagnose": "natural one"},
    ),
    Submission(
        "diagnosis-in-other-words",
        ((OVERFITS, OVERFITS.replace('"healthy"', '"fine"')),),
        {"diagnose": "none of the five words"},
    ),
    # --- One batch ---
    Submission(
        "one-batch-before-each-step",
        (
            (
                ONE_BATCH,
                "    losses = []\n    for _ in range(steps + 1):\n        losses.append(network.loss(x, labels))\n"
                "        optimizer.update(network.params, network.gradients(x, labels))\n    return np.array(losses)\n",
            ),
        ),
        {"one-batch": "after training"},
    ),
    Submission(
        "one-batch-without-the-first-loss",
        ((ONE_BATCH, ONE_BATCH.replace("losses = [network.loss(x, labels)]", "losses = []").replace("<=", "<")),),
        {"one-batch": "wrong shape"},
    ),
    Submission(
        "one-batch-on-a-copy",
        (
            (
                ONE_BATCH,
                ONE_BATCH.replace("update(network.params,", "update({n: p.copy() for n, p in network.params.items()},"),
            ),
        ),
        {"one-batch": "the loss stays where it was"},
    ),
    # --- The loop ---
    Submission("train-without-restore", ((RESTORE, ""),), {"train": "last weights, not the best"}),
    Submission(
        "train-restores-only-when-stopped",
        (
            (
                STOP + RESTORE,
                STOP.replace(
                    "            break\n", "            stopping.restore(network.params)\n            break\n"
                ),
            ),
        ),
        {"train": "run also without a stop"},
    ),
    Submission(
        "train-schedule-by-epochs",
        (
            (LOOP_START, LOOP_START.replace("for _ in", "for epoch in")),
            (RATE, RATE.replace("step", "epoch")),
        ),
        {"train": "it counts steps, not epochs"},
    ),
    Submission(
        "train-schedule-starts-again",
        (
            (
                BATCHES + RATE,
                BATCHES.replace("for x, labels in draw_batches()", "for step, (x, labels) in enumerate(draw_batches())")
                + RATE,
            ),
        ),
        {"train": "starts again in each epoch"},
    ),
    Submission(
        "train-steps-from-one",
        ((RATE + UPDATE + COUNT, COUNT + RATE + UPDATE),),
        {"train": "counted from 1"},
    ),
    Submission("train-rate-too-late", ((RATE + UPDATE, UPDATE + RATE),), {"train": "before the rate is set"}),
    Submission(
        "train-never-stops",
        ((STOP, STOP.replace("            break\n", "            pass\n")),),
        {"train": "never stops early"},
    ),
    Submission("train-watches-training", ((STOP, STOP.replace("[1]", "[0]")),), {"train": "see the validation loss"}),
    Submission(
        "train-draws-once",
        (
            (LOOP_START, LOOP_START.replace("    for _", "    batches = draw_batches()\n    for _")),
            (BATCHES, BATCHES.replace("draw_batches()", "batches")),
        ),
        {"train": "drawn once for all epochs", "capstone": "not well enough"},
    ),
    Submission(
        "train-curves-swapped",
        ((CURVES, CURVES.replace("train_losses, validation_losses =", "validation_losses, train_losses =")),),
        {"train": "swapped"},
    ),
    # --- Confusion ---
    Submission(
        "confusion-transposed",
        ((COUNTED, COUNTED.replace("labels, predictions", "predictions, labels")),),
        {"confusion": "rows and columns are swapped"},
    ),
    Submission(
        "confusion-counts-once",
        ((COUNTED, "    matrix[labels, predictions] += 1\n"),),
        {"confusion": "counted once only"},
    ),
    Submission(
        "confusion-by-columns",
        ((SHARES, SHARES.replace("axis=1", "axis=0")),),
        {"confusion": "sums of the columns"},
    ),
    Submission(
        "confusion-of-all",
        ((SHARES, SHARES.replace("axis=1", "")),),
        {"confusion": "number of all images"},
    ),
    # --- What is reached ---
    Submission("heal-nothing", ((HEALED, SICK),), {"heal": "does not learn at all"}),
    Submission(
        "heal-with-dropout",
        ((HEALED, HEALED.replace('"dropout": 0.0', '"dropout": 0.3')),),
        {"heal": "not well enough on its own training set"},
    ),
    Submission(
        "heal-with-a-number-of-layers",
        ((HEALED, HEALED.replace('"dropout": 0.0', '"layers": 2')),),
        {"heal": "five entries"},
    ),
    Submission(
        "capstone-without-moved-images",
        ((MOVED + DRAWN, DRAWN.replace("moved", "x")),),
        {"capstone": "only seen digits in the middle"},
    ),
    Submission(
        "capstone-twice-the-steps",
        ((EPOCHS, EPOCHS.replace("1000", "2000")),),
        {"capstone": "count epochs times batches"},
    ),
    Submission(
        "capstone-large-batches",
        ((DRAWN, DRAWN.replace("64", "128")),),
        {"capstone": "at most 64 images"},
    ),
    Submission(
        "capstone-hardly-trained",
        ((TRAINED, TRAINED.replace("AdamW(0.01), schedule", "AdamW(0.01), lambda step: 1e-7")),),
        {"capstone": "it hardly learns"},
    ),
    Submission(
        "capstone-images-changed",
        ((EPOCHS, EPOCHS + "    x -= 0.5\n"),),
        {"capstone": "changed in place"},
    ),
    # --- Repair and experiment ---
    Submission(
        "repair-left-as-it-was",
        ((BEGINS, BEGINS.replace("parameter.copy()", "parameter")),),
        {"repair": "as before: the average is always"},
    ),
    Submission(
        "repair-starts-from-zero",
        ((BEGINS, BEGINS.replace("parameter.copy()", "np.zeros_like(parameter)")),),
        {"repair": "starts from zero"},
    ),
    Submission(
        "repair-swaps-the-shares",
        ((FOLLOWS, FOLLOWS.replace("(1 - self.decay)", "self.decay")),),
        {"repair": "are swapped"},
    ),
    Submission(
        "repair-named-after-batchnorm",
        (('mistake = "E"\n', 'mistake = "B"\n'),),
        {"repair-name": "without BatchNorm shows the same"},
    ),
    Submission("repair-not-named", (('mistake = "E"\n', 'mistake = ""\n'),), {"repair-name": "One letter of the list"}),
    Submission("experiment-too-few-seeds", ((SEEDS, '    "seeds": 3,\n'),), {"experiment": "fewer tell little"}),
    Submission(
        "experiment-the-other-way-round",
        ((SEEDS, '    "seeds": 10,\n    "interval": (0.285, 0.481),\n'),),
        {"experiment": "Yours is control minus treatment"},
    ),
    Submission(
        "experiment-verdict-beside-the-interval",
        (('    "verdict": "confirmed",\n', '    "verdict": "undecided",\n'),),
        {"experiment": "lies below 0"},
    ),
    # --- The second tier ---
    Submission(
        "adder-one-hidden-layer",
        ((WIDTHS, "(70,)"),),
        {"capstone-adder": "One hidden layer has to do both"},
    ),
    Submission(
        "adder-more-steps",
        ((ADDER_STEPS, ADDER_STEPS.replace("2000", "2100")),),
        {"capstone-adder": "took 2,100 steps"},
    ),
    Submission(
        "adder-sums-of-other-pairs",
        ((PAIRED, PAIRED + "        sums = np.roll(sums, 1)\n"),),
        {"capstone-adder": "last digit of its own pair's sum", "capstone-ablation": "First let it reach the bar"},
    ),
    Submission(
        "log-without-what-was-tried",
        ((FIRST, FIRST.replace("one hidden layer of 70 units, rate ", "")),),
        {"capstone-log": "A few words"},
    ),
    Submission("log-of-few-trials", ((FIRST, ""), (DEEPEST, "")), {"capstone-log": "The log has 5 trials"}),
    Submission(
        "log-tested-twice", ((FIRST, FIRST + TESTED.replace("0.93}", "0.91}")),), {"capstone-log": "come 2 times"}
    ),
    Submission("log-tested-too-early", ((TESTED, ""), (BEST, BEST + TESTED)), {"capstone-log": "in record 7 of 8"}),
    Submission(
        "log-another-one-tested",
        ((TESTED, TESTED.replace("two hidden layers of 52 and 44", "three hidden layers of 52, 32 and 20")),),
        {"capstone-log": "Test what validation has chosen"},
    ),
    Submission(
        "result-one-standard-error",
        ((RESULT, RESULT.replace("0.901", "0.915").replace("0.959", "0.945")),),
        {"capstone-log": "one standard error to each side"},
    ),
    Submission(
        "result-of-pairs-that-share-digits",
        ((RESULT, 'result = {"right": 1861, "of": 2000, "low": 0.919, "high": 0.942}\n'),),
        {"capstone-log": "no digit in two pairs"},
    ),
    Submission(
        "result-of-another-network", ((RESULT, RESULT.replace("279", "274")),), {"capstone-log": "Which is it?"}
    ),
    Submission(
        "ablation-control-minus-treatment",
        ((EARNED, EARNED.replace("(0.", "(-0.").replace(", 0.", ", -0.")),),
        {"capstone-ablation": "is no interval"},
    ),
    Submission(
        "ablation-of-unknown-parts",
        (
            (LEFT_OUT, LEFT_OUT.replace("falling rate", "cosine")),
            (WIDTHS, WIDTHS.replace("second hidden layer", "depth")),
        ),
        {"capstone-ablation": "Is the name the same?"},
    ),
    Submission(
        "ablation-of-one-part",
        ((EARNED, '    "second hidden layer": (0.054, 0.095),\n'),),
        {"capstone-ablation": "2 or more are asked for"},
    ),
    Submission(
        "ablation-made-up",
        ((EARNED, '    "second hidden layer": (0.2, 0.21),\n    "falling rate": (0.2, 0.21),\n'),),
        {"capstone-ablation": "Run again, on other digits"},
    ),
]

RIGHT = [
    Submission(
        "diagnosis-with-nested-questions",
        (
            (
                ENDS + GUESSING + FINITE + STUCK + UNDERFITS + OVERFITS,
                "    guess, both = np.log(classes), np.concatenate([train_losses, validation_losses])\n"
                "    a, b = sum(train_losses[-5:]) / min(5, len(train_losses)), np.average(validation_losses[-5:])\n"
                "    if np.isnan(both).any() or np.isinf(both).any() or a / guess > 1.1:\n"
                '        return "diverging"\n'
                "    if a > goal:\n"
                '        return "not learning" if a / guess >= 0.9 else "underfitting"\n'
                '    return "healthy" if b <= a + gap else "overfitting"\n',
            ),
        ),
    ),
    Submission(
        "one-batch-as-a-list",
        ((ONE_BATCH, ONE_BATCH.replace("np.array(losses)", "losses")),),
    ),
    Submission(
        "one-batch-filled-in",
        (
            (
                ONE_BATCH,
                "    losses = np.zeros(steps + 1)\n    for step in range(steps + 1):\n        if step:\n"
                "            grads = network.gradients(x, labels)\n            optimizer.update(network.params, grads)\n"
                "        losses[step] = network.loss(x, labels)\n    return losses\n",
            ),
        ),
    ),
    Submission(
        "train-with-two-lists",
        (
            (LOOP_START, LOOP_START.replace("losses = ", "curve, held = ").replace("0, []", "0, [], []")),
            (
                MEASURE + STOP,
                "        curve.append(network.loss(*train_set))\n        held.append(network.loss(*validation_set))\n"
                "        if stopping.update(held[-1], network.params):\n            break\n",
            ),
            (CURVES, "    train_losses, validation_losses = curve, held\n"),
        ),
    ),
    Submission(
        "train-with-a-list-of-batches",
        ((BATCHES, "        for x, labels in list(draw_batches()):\n"),),
    ),
    Submission(
        "confusion-with-a-loop",
        ((COUNTED, "    for true, said in zip(labels, predictions):\n        matrix[true, said] += 1\n"),),
    ),
    Submission(
        "confusion-with-bincount",
        (
            (
                COUNTED,
                "    matrix += np.bincount(classes * labels + predictions, minlength=classes**2).reshape(classes, classes)\n",
            ),
            (SHARES, "    return np.array([matrix[k, k] / matrix[k].sum() for k in range(len(matrix))])\n"),
        ),
    ),
    Submission(
        "heal-with-tanh",
        (
            (
                HEALED,
                '    return {"activation": "tanh", "scale": 1, "learning_rate": 0.02, "weight_decay": 0, "dropout": 0}\n',
            ),
        ),
    ),
    Submission(
        "heal-with-a-little-decay",
        ((HEALED, HEALED.replace('"weight_decay": 0.0', '"weight_decay": 0.0001')),),
    ),
    Submission(
        "capstone-with-dropout",
        ((NORM, NORM + "        Dropout(0.1, rng),\n"),),
    ),
    Submission(
        "repair-with-new-arrays",
        (
            (
                BEGINS + FOLLOWS,
                "            old = self.average.get(name, parameter)\n"
                "            self.average[name] = self.decay * old + (1 - self.decay) * parameter\n",
            ),
            ('mistake = "E"\n', 'mistake = " e"\n'),
        ),
    ),
    Submission(
        "experiment-refuted",
        (
            ('    "prediction": "smaller",\n', '    "prediction": "larger",\n'),
            ('    "verdict": "confirmed",\n', '    "verdict": "refuted",\n'),
        ),
    ),
    Submission(
        "adder-of-a-third-layer",
        (
            (WIDTHS, WIDTHS.replace("(52, 44)", "(52, 32, 20)")),
            (PAIRED, "        both, sums = pairs(*train_set, count=60, rng=rng)\n"),
        ),
    ),
    Submission(
        "log-with-wilsons-interval",
        (
            (TESTED, TESTED.replace("0.93}", "279 / 300}")),
            (RESULT, "result = dict(right=np.int64(279), of=300, low=0.895, high=0.954)\n"),
        ),
    ),
    Submission(
        "ablation-with-a-part-that-does-nothing",
        ((EARNED, EARNED + '    "a part that is not there": (0, 0),\n'),),
    ),
    Submission(
        "capstone-wider",
        (
            (
                "        Affine(he_normal(rng, 64, 128), np.zeros(128)),\n",
                "        Affine(he_normal(rng, 64, 192), np.zeros(192)),\n",
            ),
            (NORM, NORM.replace("128", "192")),
            (
                "        Affine(he_normal(rng, 128, 10), np.zeros(10)),\n",
                "        Affine(he_normal(rng, 192, 10), np.zeros(10)),\n",
            ),
        ),
    ),
]

CHOICES = ("heal", "build", "learn", "build_adder", "learn_adder", "log", "result", "ablation")
"""Answers that are judged by what they reach: another number in them may be as right."""

EXPLAINED: dict[tuple[str, str], str] = {
    ("np.zeros((classes, classes), dtype=int)", "np.zeros((classes, classes))"): "the same counts, as floats",
    ("1", "-1"): "of two axes, or of two losses, 1 is the last one",
}
