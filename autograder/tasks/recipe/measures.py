"""What is measured of the chapter `recipe`, where the judge is: verdicts, epochs, what settings and a reader reach."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from autograder.checks.numerics.comparison import Array
from autograder.checks.wire import Case, Data
from autograder.tasks.recipe.probes import unpacked
from chapters.recipe.given import PARTS
from chapters.recipe.sick import SICK, Settings, images, trial

# --- Diagnosis ---

VERDICTS = ("diverging", "not learning", "underfitting", "overfitting", "healthy")
SAID = "the place of your verdict in the table"


def diagnosis(case: Case, reply: Data) -> Data:
    """Which of the verdicts came: 1 is the first of the table, 0 is none of them."""
    said = reply["came"]["said"]
    place = VERDICTS.index(said) + 1 if isinstance(said, str) and said in VERDICTS else 0
    return {"outputs": {SAID: place}, "inputs": reply["inputs"]}


# --- The training loop ---

RATES_ASKED = "the learning rate of each step"
CALLS = "the number of calls of draw_batches"


def training(case: Case, reply: Data) -> Data:
    """Losses, rates and weights, and for how many epochs batches were drawn."""
    came = reply["came"]
    outputs = {
        CALLS: len(came["orders"]),
        RATES_ASKED: came["rates"],
        "train_losses": came["curves"][0],
        "validation_losses": came["curves"][1],
    }
    outputs |= {f"{name} after training": array for name, array in came["params"].items()}
    return {"outputs": outputs, "inputs": reply["inputs"]}


# --- What is judged by what it reaches ---

SETTINGS = "the number of settings that are missing, unknown or not allowed"
FITTED = "what the training loss has too much, in nats"
READ = "what is missing to 80 % of the validation digits"
ENOUGH = (0.5, 0.8)
"""The training loss and the share of validation digits that a healed network has to reach."""


def healing(case: Case, reply: Data) -> Data:
    """How far the worst of several runs with a student's settings is from what is asked for."""
    said = reply["came"]["settings"]
    wrong = faults(said)
    if wrong:
        return {"outputs": {SETTINGS: float(wrong), FITTED: 0.0, READ: 0.0}}
    settings = treated(said)
    losses, shares = zip(*(_reached(settings, seed) for seed in case["seeds"]), strict=True)
    fitted, read = lacking(max(losses) - ENOUGH[0]), lacking(ENOUGH[1] - min(shares))
    return {"outputs": {SETTINGS: 0.0, FITTED: fitted, READ: read}}


@lru_cache(maxsize=1000)
def _reached(settings: Settings, seed: int) -> tuple[float, float]:
    """Training loss and share of validation digits after a run; many in a class choose the same settings."""
    run = trial(PARTS, settings, images(), seed, every=settings.steps)
    return float(run.losses[-1, 0]), float(run.accuracies[-1, 1])


def lacking(amount: float) -> float:
    """What is missing; nothing where there is enough."""
    return float(np.nan_to_num(max(amount, 0.0), nan=np.inf, posinf=1e9))


def faults(said: Any) -> int:
    """How many of the settings cannot be taken."""
    if not isinstance(said, dict):
        return len(SICK)
    wrong = len(said.keys() ^ set(SICK))
    wrong += said.get("activation", "ReLU") not in PARTS.activations
    for name in ("scale", "learning_rate", "weight_decay", "dropout"):
        value = said.get(name, 0.0)
        number = isinstance(value, float | int | np.floating) and np.isfinite(value)
        wrong += not number or value < 0 or (name == "dropout" and value >= 1)
    return wrong


def treated(said: Mapping[str, Any]) -> Settings:
    """The sick network with a student's settings."""
    return Settings((32,) * 5)._replace(**said)


STEPS, BATCH = 1000, 64
STEPS_BEYOND = "training steps beyond the 1,000"
IMAGES_BEYOND = "images beyond 64 in the largest step"
CHANGED = "entries of the sets that were changed"
CENTRED = "what is missing to 93 % of the digits as they are"
MOVED = "what is missing to 90 % of the moved digits"
WANTED = {CENTRED: 0.93, MOVED: 0.90}


def capstone(case: Case, reply: Data) -> Data:
    """Whether the budget was kept, and how far the reader is from what is asked for."""
    came, labels = reply["came"], case["withheld"]["labels"]
    sizes, sets = came["sizes"], {name: unpacked(array) for name, array in case["sets"].items()}
    changed = sum(int((sets[name] != after).sum()) for name, after in came["changed"].items())
    outputs = {
        STEPS_BEYOND: float(max(len(sizes) - STEPS, 0)),
        IMAGES_BEYOND: float(max([0, *(size - BATCH for size in sizes)])),
        CHANGED: float(changed),
    }
    for name, part in ((CENTRED, "as they are"), (MOVED, "moved")):
        outputs[name] = lacking(WANTED[name] - accuracy(came["logits"][part], labels))
    return {"outputs": outputs}


def accuracy(logits: Array, labels: Array) -> float:
    """Return the share of samples whose largest logit is the label's."""
    return float(np.mean(logits.argmax(axis=1) == labels))
