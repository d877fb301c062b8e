"""A cause is told for the mistakes that it belongs to, and not for their neighbours: other mistakes that fail the same
check. The catalogue is the table; what no case can tell apart is listed here, and told as both."""

from collections.abc import Iterator, Mapping, Sequence

import pytest

from autograder.publishing.release import chapters
from autograder.tasks import load
from tests.judging import pattern_name, speaking, verdicts
from tests.mistakes import Submission, catalogue

TOGETHER: Mapping[str, Sequence[tuple[str, ...]]] = {
    "forward": (
        # one sentence tells both what happened and what it comes from
        ("sigmoid-overflow", "sigmoid-both-branches", "sigmoid-overflow-silenced"),
        ("cross-entropy-log-of-softmax", "cross-entropy-one-hot-product"),
        ("cross-entropy-small-number", "cross-entropy-clipped", "cross-entropy-tiny-number"),
        ("minibatches-drops-the-rest", "minibatches-blocks"),
        ("minibatches-labels-left", "minibatches-shuffled-apart"),
        ("relu-largest-of-each-column", "relu-if-of-an-array"),
    ),
    "backward": (
        ("affine-dw-transposed", "affine-dx-untransposed", "affine-first-input"),
        ("loss-sum", "softmax-tiny-number", "softmax-tiny-number-and-sum"),  # the third makes both mistakes
    ),
    "activations": (
        ("leaky-plain-relu", "leaky-backward-of-relu"),
        ("softplus-as-written", "softplus-slope-overflows"),
        ("residual-upstream-overwritten", "residual-backward-through-only"),  # the same for the layers of the case
    ),
    "optimizers": (
        ("sgd-rebound", "sgd-rebound-in-the-dictionary", "sgd-step-on-the-gradient"),
        ("momentum-average", "momentum-on-the-new-gradient-too"),  # the same for momentum = 0.5
    ),
    "schedules": (("minibatches-shuffled-apart", "minibatches-in-place"),),
    "initialization": (("forward-inputs-halved", "forward-behind-the-activation"),),
    "batchnorm": (
        ("standardize-with-a-small-epsilon", "standardize-number-in-every-divisor"),
        ("batchnorm-unbiased", "running-unbiased-variance"),
        ("batchnorm-epsilon-of-its-own", "batchnorm-own-number-in-the-root"),
        ("running-the-last-batch", "running-sum"),  # the same for an average that starts at 0
        ("backward-no-path-through-the-mean", "backward-statistics-held-fixed", "backward-entry-by-entry"),
        ("layernorm-over-the-batch", "layernorm-backward-over-the-batch", "layernorm-gamma-of-each-row"),
        ("whiten-rows-for-columns", "whiten-scaled-rows-for-columns", "whiten-not-turned-back"),  # U is symmetric
    ),
    "regularization": (
        ("l2-divided-by-n", "l2-divided-by-n-twice", "l2-gradient-divided-by-n"),
        (  # the network ends with the weights of the last epoch, whichever way they got there
            "best-weights-by-reference",
            "best-weights-in-a-shallow-copy",
            "restored-into-the-dictionary",
            "last-weights-kept",
        ),
        ("jitter-without-the-eigenvalues", "jitter-rows-of-the-eigenvectors"),
    ),
    "dropout": (
        ("dropout-backward-with-first-mask", "dropout-backward-after-test"),
        ("mask-from-minus-one", "mask-from-normal-numbers"),  # about the same share of zeros
    ),
    "search": (
        ("halving-rounds-up", "halving-always-by-two"),
        ("loop-minimizes", "loop-best-not-standardized", "loop-first-scale"),
    ),
    "recipe": (
        ("diagnosis-of-nan-is-healthy", "diagnosis-looks-at-the-last-loss-only-for-nan"),  # one sentence tells both
        (  # the network ends with the weights of the last epoch, whichever way they got there
            "best-weights-kept-by-reference",
            "train-without-restore",
            "train-restores-only-when-stopped",
            "train-watches-training",
        ),
        # a capstone is judged by what it reaches
        ("train-draws-once", "train-schedule-by-epochs", "train-schedule-starts-again"),
    ),
}
"""Mistakes that a case cannot tell apart, or that one sentence tells together."""


def causes(chapter: str, entry: Submission, check: str) -> str:
    return " ".join(finding.likely for finding in verdicts(chapter, entry)[check].findings)


def neighbours(chapter: str) -> Iterator[tuple[str, Submission, Submission]]:
    """Check, mistake whose words are asked about, and another mistake that fails the check for another reason."""
    wrong, _ = catalogue(chapter)
    for entry in wrong:
        for check, words in entry.fails.items():
            if words not in causes(chapter, entry, check):
                continue  # these words are about the symptom
            for other in wrong:
                own = other.fails.get(check, words)
                if words not in own and own not in words:
                    yield check, entry, other


@pytest.mark.parametrize("chapter", chapters())
def test_a_neighbouring_mistake_does_not_get_the_words(chapter):
    wrongly = {
        f"{check}: {entry.name}'s words for {other.name}"
        for check, entry, other in neighbours(chapter)
        if entry.fails[check] in causes(chapter, other, check)
        and not any({entry.name, other.name} <= set(alike) for alike in TOGETHER.get(chapter, ()))
    }
    assert wrongly == set()


@pytest.mark.parametrize("chapter", chapters())
def test_each_pattern_speaks_for_some_mistake(chapter):
    patterns = {pattern_name(pattern) for task in load(chapter).tasks.values() for pattern in task.patterns}
    assert patterns - frozenset().union(*(speaking(chapter, entry) for entry in catalogue(chapter)[0])) == set()
