"""What is measured of the second tier: the budget, the sums that are right, and whether an ablation comes out again."""

from __future__ import annotations

from typing import Any

import numpy as np

from autograder.checks.task import WITHHELD
from autograder.checks.wire import Case, Data
from autograder.tasks.recipe.measures import accuracy
from autograder.tasks.recipe.probes import unpacked

STEPS, BATCH, PARAMETERS, BAR = 2000, 64, 10_000, 0.9
FAULTS = "what is not as it is asked for"

PARTS = 2
"""How many parts are taken out at least, one at a time."""

Fault = tuple[str, str]
"""What is wrong, and what to do."""


def judged(fault: Fault | None) -> Data:
    """A fault in words, or that there is none."""
    found: Data = {"outputs": {FAULTS: float(fault is not None)}}
    if fault:
        found["told"] = list(fault)
    return found


def adder(case: Case, reply: Data) -> Data:
    """Whether the budget was kept, and whether the network adds well enough."""
    came = reply["came"]
    return judged(_beyond_the_budget(case, came) or _below_the_bar(accuracy(came["logits"], case[WITHHELD]["sums"])))


def _beyond_the_budget(case: Case, came: Data) -> Fault | None:
    steps, parameters = len(came["sizes"]), sum(np.size(array) for array in came["weights"])
    if any(not np.array_equal(unpacked(case["sets"][name]), after) for name, after in came["changed"].items()):
        return "Your function changed the sets in place.", "Make pairs of them; that copies the images."
    if steps > STEPS:
        return f"That took {steps:,} steps; 2,000 are the budget.", "A step is a call of `network.gradients`."
    if steps and came["sizes"].max() > BATCH:
        return f"One step saw {came['sizes'].max()} pairs; 64 are the budget.", "Draw 64 pairs for each step."
    if parameters > PARAMETERS:
        return (
            f"The network has {parameters:,} parameters; 10,000 are the budget.",
            "Most of them stand between the pixels and the first hidden layer, 128 for each of its units.",
        )
    return None


def _below_the_bar(share: float) -> Fault | None:
    if share >= BAR:
        return None
    fact = f"It adds {100 * share:.1f} % of the pairs; 90 % are asked for."
    if share < 0.2:
        return fact, (
            "That is guessing. Overfit one batch of pairs first: is each label the last digit of its own pair's sum? "
            "Is the rate far off?"
        )
    if share < 0.88:
        return fact, (
            "A sum asks twice: which digits are these, and what do they make together? One hidden layer has to do both "
            "at once. Then the rate: try some that are three times as large."
        )
    return fact, "Nearly. Try rates, and other widths that use up the 10,000; let the rate fall to almost 0."


# --- The ablation ---


def ablation(case: Case, reply: Data) -> Data:
    """Whether there are parts, each with an interval, and whether one of them comes out again on other digits."""
    came = reply["came"]
    return judged(fault_of_the_table(came["table"]) or _fault_of_the_run(case, came))


def fault_of_the_table(table: Any) -> Fault | None:
    """What the table of a student lacks."""
    if not isinstance(table, dict) or not all(name.strip() for name in table):
        return "`ablation` has an entry without a name.", "Write the name of the part that was left out."
    if len(table) < PARTS:
        return f"`ablation` has {len(table)} part; {PARTS} or more are asked for.", "Leave out one part at a time."
    if "nothing" in table:
        return '"nothing" is no part.', "It is the network that all others are compared with."
    for name, ends in table.items():
        if not _is_interval(ends):
            return f"The entry `{name}` is no interval.", "Write (low, high), shares and not per cent: (0.021, 0.038)."
    return None


def _is_interval(ends: Any) -> bool:
    numbers = isinstance(ends, list) and len(ends) == 2 and all(type(end) in (int, float) for end in ends)
    return numbers and -1 <= ends[0] <= ends[1] <= 1


def _fault_of_the_run(case: Case, came: Data) -> Fault | None:
    """Whether the part that was left out again is worth about what the table says.

    One run on other digits lies further from a mean of five than that from the truth: its standard deviation is about
    0.9 of half the interval. Four halves are allowed, and two points more.
    """
    sums, (whole, without) = case[WITHHELD]["sums"], came["runs"]
    part = sorted(came["table"])[case["again"] % len(came["table"])]
    low, high = came["table"][part]
    if np.array_equal(whole, without) and (low, high) != (0, 0):
        return (
            f'Without "{part}" the network is the same as with all parts.',
            f'Neither `build_adder` nor `learn_adder` asks `without == "{part}"`. Is the name the same?',
        )
    share, gap = accuracy(whole, sums), accuracy(whole, sums) - accuracy(without, sums)
    if share < BAR - 0.1:
        return f"With all parts it adds {100 * share:.1f} % of the pairs.", "First let it reach the bar above."
    if abs(gap - (low + high) / 2) > 2 * (high - low) + 0.02:
        return (
            f'Run again, on other digits, "{part}" earns {gap:.3f}; your interval is {low:g} to {high:g}.',
            "Has the network changed since then? Run the cell above again. It is treatment minus control, positive for "
            "a part that helps.",
        )
    return None
