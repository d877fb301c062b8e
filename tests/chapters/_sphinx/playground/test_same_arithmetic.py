"""The playground computes what the notebooks' answers compute: 200 steps of each, from what NumPy has drawn.

Rounding differs: NumPy adds in another order, and its exp and tanh end in other last digits. A network at a rate that
is too large doubles such a difference every few steps, until nothing is alike; so the rates are small here. They are
smallest where LayerNorm divides small weights by almost nothing. Nothing but rounding drives a bias in front of a
normalization, whose gradient is 0: such arrays are told by their gradients. Units that are all equal, behind LayerNorm,
have no other gradient; there only a rule that does not divide by the gradient's size can be compared.
"""

from pathlib import Path

import numpy as np
import pytest

from tests.chapters._sphinx.playground.pages import PARTS
from tests.chapters._sphinx.playground.pairs import covering
from tests.chapters._sphinx.playground.reference import ACTIVATIONS, NORMS, RULES, SCHEDULES, WEIGHTS, train

STEPS, TOLERANCE, ROUNDING = 200, 1e-9, 1e-12
RATES = {"sgd": 0.05, "momentum": 0.005, "nesterov": 0.005, "adagrad": 0.03}
OPTIONS = {
    "data": ["circles", "moons", "spirals", "curve", "digits"],
    "optimizer": list(RULES),
    "schedule": list(SCHEDULES),
    "depth": [0, 1, 2, 4],
    "units": [3, 8],
    "activation": list(ACTIVATIONS),
    "weights": list(WEIGHTS),
    "batch": [1, 4, 32, 0],
    "norm": list(NORMS),
    "dropout": [0, 0.2, 0.5],
    "l1": [0, 1e-3],
    "l2": [0, 1e-2],
    "noise": [0, 0.2],
}


def comparable(setting):
    alike = setting.get("weights") == "equal" and setting.get("norm") == "layer"
    return not alike or setting.get("optimizer", "sgd") == "sgd"


def rate(setting):
    calm = 0.01 if setting["norm"] == "layer" and setting["weights"] in ("small", "equal") else 1
    return calm * RATES.get(setting["optimizer"], 0.003)


SETTINGS = [
    {**setting, "samples": 50, "span": 100, "seed": seed, "rate": rate(setting)}
    for seed, setting in enumerate(covering(OPTIONS, comparable))
]
TRAIN = """
([setting, drawn, steps]) => {
  const [weights, batches, masks] = [drawn.weights, drawn.batches, drawn.masks].map((each) => each.values());
  const trainer = new playground.Trainer(setting, playground.load(setting, playground.scans), {
    weights: () => Float64Array.from(weights.next().value),
    batch: () => Int32Array.from(batches.next().value),
    mask: () => Float64Array.from(masks.next().value),
  });
  const losses = Array.from({ length: steps }, () => trainer.step());
  return { losses, parameters: trainer.parameters.map((each) => [...each]) };
}
"""
PAGE = Path(__file__).parents[4] / "chapters" / "playground" / "playground.md"
DATA = """
(setting) => {
  const { kind, width, outputs, train } = playground.load(setting, playground.scans);
  return { kind, width, outputs, x: [...train.x], targets: [...train.targets] };
}
"""


@pytest.fixture(scope="module")
def compared(page):
    """For each setting the worst relative errors of its losses and of its parameters, and how many arrays rested."""
    found = []
    for setting in SETTINGS:
        run = train(setting, page.evaluate(DATA, setting), STEPS)
        came = page.evaluate(TRAIN, [setting, run.drawn, STEPS])
        driven = [largest > ROUNDING for largest in run.largest.values()]
        pairs = zip(run.parameters, came["parameters"], driven, strict=True)
        errors = [np.abs(want - got).max() / np.abs(want).max() for want, got, moved in pairs if moved]
        losses = np.abs(np.subtract(came["losses"], run.losses) / run.losses).max()
        found.append((float(losses), float(max(errors)), driven.count(False)))
    return found


def test_losses_of_200_steps_are_the_same(compared):
    far = {k: losses for k, (losses, _, _) in enumerate(compared) if not losses <= TOLERANCE}
    assert far == {}, [SETTINGS[k] for k in far]


def test_parameters_after_200_steps_are_the_same(compared):
    far = {k: parameters for k, (_, parameters, _) in enumerate(compared) if not parameters <= TOLERANCE}
    assert far == {}, [SETTINGS[k] for k in far]


def test_few_arrays_are_moved_by_nothing_but_rounding(compared):
    resting = [k for k, (_, _, count) in enumerate(compared) if count]
    symmetric = ("zeros", "equal")
    assert all(SETTINGS[k]["norm"] != "none" or SETTINGS[k]["weights"] in symmetric for k in resting)
    assert len(SETTINGS) - len(resting) >= len(SETTINGS) / 3


def test_each_option_is_in_some_setting_with_each_option_of_another_control():
    met = {(a, s[a], b, s[b]) for s in SETTINGS for a in OPTIONS for b in OPTIONS if a != b}
    for a, b in ((a, b) for a in OPTIONS for b in OPTIONS if a != b):
        assert all((a, one, b, other) in met for one in OPTIONS[a] for other in OPTIONS[b])
    assert len(SETTINGS) < 100


def test_every_option_of_the_page_is_compared(page):
    names = page.evaluate(
        "['activations', 'norms', 'rules', 'schedules'].map((each) => Object.keys(playground[each]).sort())"
    )
    assert names == [sorted(each) for each in (ACTIVATIONS, NORMS, RULES, SCHEDULES)]
    assert len(PARTS) > 5


def test_a_wrong_constant_would_be_seen(page):
    setting = next(each for each in SETTINGS if each["optimizer"] == "adam" and each["depth"])
    run = train(setting, page.evaluate(DATA, setting), STEPS)
    came = page.evaluate(TRAIN, [{**setting, "rate": setting["rate"] * (1 + 1e-6)}, run.drawn, STEPS])
    assert np.abs(np.subtract(came["losses"], run.losses) / run.losses).max() > TOLERANCE


def test_divergence_is_the_same_too(page):
    """The step at which the loss is no longer finite, and what it is then: infinite or not a number."""
    setting = {**SETTINGS[0], "data": "curve", "optimizer": "sgd", "schedule": "constant", "activation": "leaky"}
    setting |= {"depth": 2, "units": 8, "weights": "he", "norm": "none", "dropout": 0, "l1": 0, "l2": 0, "rate": 100}
    with np.errstate(all="ignore"):
        run = train(setting, page.evaluate(DATA, setting), STEPS)
    losses = [float(loss) for loss in page.evaluate(TRAIN, [setting, run.drawn, STEPS])["losses"]]
    kinds = [[np.isnan(x), np.isinf(x)] for x in run.losses]
    assert [[np.isnan(x), np.isinf(x)] for x in losses] == kinds
    assert not np.isfinite(run.losses[-1])


def test_the_page_tells_what_is_compared():
    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert f"for {len(SETTINGS)} settings, in which every two options meet, both take {STEPS} steps" in text
    assert TOLERANCE == 1e-9
    assert "agree to nine digits" in text
