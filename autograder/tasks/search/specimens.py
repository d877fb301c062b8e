"""Right and wrong ways to draw a validation set class by class: what a student's test of that is tried on."""

from __future__ import annotations

from autograder.tasks.kinds.catching import Specimens

HEAD = """\
import numpy as np


def balanced(labels, each, rng):
"""

CHOICE = "    chosen = [rng.choice(np.flatnonzero(labels == c), each, replace=False) for c in np.unique(labels)]\n"
JOINED = "    validation = np.concatenate(chosen)\n"
REST = "    train = np.setdiff1d(np.arange(len(labels)), validation)\n"
RETURN = "    return train, validation\n"

MODEL = HEAD + CHOICE + JOINED + REST + RETURN

SHUFFLED = (
    HEAD
    + """\
    train, validation, taken = [], [], {}
    for number in rng.permutation(len(labels)):
        label = int(labels[number])
        taken[label] = taken.get(label, 0) + 1
        (validation if taken[label] <= each else train).append(number)
    return np.array(train, dtype=int), np.array(validation, dtype=int)
"""
)

KEYS = (
    HEAD
    + """\
    keys = rng.random(len(labels))
    order = np.lexsort((keys, labels))
    _, first, counts = np.unique(labels[order], return_index=True, return_counts=True)
    rank = np.arange(len(labels)) - np.repeat(first, counts)
    return order[rank >= each], order[rank < each]
"""
)

MASK = (
    HEAD
    + """\
    held = np.zeros(len(labels), dtype=bool)
    for c in set(labels.tolist()):
        held[rng.permutation(np.flatnonzero(labels == c))[-each:]] = True
    return np.flatnonzero(~held), np.flatnonzero(held)
"""
)

HAT = (
    HEAD
    + """\
    hats = {}
    for number, label in enumerate(labels.tolist()):
        hats.setdefault(label, []).append(number)
    drawn = []
    for hat in hats.values():
        for _ in range(each):
            drawn.append(hat.pop(int(rng.integers(len(hat)))))
    left = [number for hat in hats.values() for number in hat]
    return np.array(left, dtype=int), np.array(drawn, dtype=int)
"""
)

SWAPPING = (
    HEAD
    + """\
    train, validation = [], []
    for c in np.unique(labels)[::-1]:
        members = np.flatnonzero(labels == c)
        rng.shuffle(members)
        validation.extend(members[:each])
        train.extend(members[each:])
    return np.sort(np.array(train, dtype=np.int64)), np.array(validation, dtype=np.int64)
"""
)


def from_each(expression: str, classes: str = "np.unique(labels)") -> tuple[str, str]:
    """The edit in which `expression` is what is chosen of a class, whose samples are `m`."""
    return (
        CHOICE,
        f"    chosen = []\n    for c in {classes}:\n"
        f"        m = np.flatnonzero(labels == c)\n        chosen.append({expression})\n",
    )


SPECIMENS = Specimens(
    package=__package__,
    entry="balanced",
    right={
        "that chooses in each class": MODEL,
        "that shuffles all samples and takes the first of each class": SHUFFLED,
        "that sorts random numbers": KEYS,
        "that marks the validation samples": MASK,
        "that draws one sample after the other": HAT,
        "that shuffles each class, the last class first": SWAPPING,
    },
    wrong={
        "takes the first samples of each class": from_each("m[:each]"),
        "takes the last samples of each class": from_each("m[-each:]"),
        "never draws the first sample of a class where it need not": from_each(
            "rng.choice(m[len(m) > each:], each, replace=False)"
        ),
        "never draws the last sample of a class where it need not": from_each(
            "rng.choice(m[:max(each, len(m) - 1)], each, replace=False)"
        ),
        "takes neighbours, from a place that chance draws": from_each("np.roll(m, -int(rng.integers(len(m))))[:each]"),
        "draws with replacement": from_each("rng.choice(m, each)"),
        "takes one sample too few of each class": from_each("rng.permutation(m)[: each - 1]"),
        "takes one sample too many of a class that has more": from_each("rng.permutation(m)[: each + 1]"),
        "takes one sample of each class, whatever `each` says": from_each("rng.permutation(m)[:1]"),
        "takes half of each class, whatever `each` says": from_each("rng.permutation(m)[: len(m) // 2]"),
        "keeps the classes' shares in place of their numbers": from_each(
            "rng.permutation(m)[: round(each * len(np.unique(labels)) * len(m) / len(labels))]"
        ),
        "leaves one sample of every class for training, also where `each` wants them all": from_each(
            "rng.permutation(m)[: min(each, len(m) - 1)]"
        ),
        "passes over classes that have exactly `each` samples": from_each(
            "rng.permutation(m)[: each if len(m) > each else 0]"
        ),
        "forgets the class with the largest label": from_each("rng.permutation(m)[:each]", "np.unique(labels)[:-1]"),
        "forgets the class with the smallest label": from_each("rng.permutation(m)[:each]", "np.unique(labels)[1:]"),
        "expects the classes 0, 1, 2, ... without a gap": from_each(
            "rng.permutation(m)[:each]", "range(int(labels.max()) + 1)"
        ),
        "expects labels that are not negative": from_each(
            "rng.permutation(m)[:each]", "np.unique(labels[labels >= 0])"
        ),
        "draws from all classes together": (
            CHOICE,
            "    chosen = [rng.choice(len(labels), each * len(np.unique(labels)), replace=False)]\n",
        ),
        "draws `each` samples in all": (CHOICE, "    chosen = [rng.choice(len(labels), each, replace=False)]\n"),
        "gives the places inside a class, not the numbers of the samples": from_each(
            "rng.choice(len(m), each, replace=False)"
        ),
        "sorts the labels first, and numbers the sorted ones": (
            CHOICE,
            "    labels = np.sort(labels)\n" + CHOICE,
        ),
        "sorts the labels in place": (CHOICE, "    labels.sort()\n" + CHOICE),
        "expects samples that are sorted by class": from_each(
            "m[0] + rng.choice(len(m), each, replace=False)",
        ),
        "makes a generator of its own": (CHOICE, "    rng = np.random.default_rng(0)\n" + CHOICE),
        "makes a generator of its own, of the number of samples": (
            CHOICE,
            "    rng = np.random.default_rng(len(labels) + each)\n" + CHOICE,
        ),
        "draws from NumPy's global generator": (CHOICE, CHOICE.replace("rng.choice", "np.random.choice")),
        "makes a new generator without a seed": (CHOICE, "    rng = np.random.default_rng()\n" + CHOICE),
        "trains on all samples": (REST, "    train = np.arange(len(labels))\n"),
        "loses a training sample": (REST, REST + "    train = train[1:]\n"),
        "trains on one sample twice": (REST, REST + "    train = np.append(train, train[:1])\n"),
        "trains on one validation sample": (REST, REST + "    train = np.append(train, validation[:1])\n"),
        "draws the training samples anew, with replacement": (
            REST,
            REST + "    train = rng.choice(train, len(train))\n",
        ),
        "returns validation first": (RETURN, "    return validation, train\n"),
        "returns labels in place of sample numbers": (RETURN, "    return labels[train], labels[validation]\n"),
        "returns masks in place of sample numbers": (
            RETURN,
            "    held = np.isin(np.arange(len(labels)), validation)\n    return ~held, held\n",
        ),
        "returns numbers that count from 1": (RETURN, "    return train + 1, validation + 1\n"),
        "returns floats": (RETURN, "    return train.astype(float), validation.astype(float)\n"),
        "returns the validation samples class by class, as a table": (
            RETURN,
            "    return train, validation.reshape(-1, each)\n",
        ),
        "returns the validation samples alone": (RETURN, "    return validation\n"),
        "remembers its first answer for the same `each`": (
            RETURN,
            '    kept = balanced.__dict__.setdefault("kept", {})\n'
            "    return kept.setdefault(each, (train, validation))\n",
        ),
    },
)
