"""What is measured of the second tier's notes: whether validation chose, the test set came last, and all agrees."""

from __future__ import annotations

from typing import Any

from autograder.checks.wire import Case, Data
from autograder.tasks.recipe.adder_measures import Fault, judged

TRIALS, TESTED = 6, 300
"""How many trials are asked for at least, and how many pairs of test digits."""

NUMBERS = ("right", "of", "low", "high")


def notes(case: Case, reply: Data) -> Data:
    """The first thing that does not agree, in words."""
    log, result = reply["came"]["log"], reply["came"]["result"]
    return judged(fault_of_the_records(log) or fault_of_the_order(log) or fault_of_the_result(log, result))


def fault_of_the_records(log: Any) -> Fault | None:
    """Whether each record says what was tried, on which data, and with which score."""
    if not isinstance(log, list) or not all(isinstance(record, dict) for record in log):
        return (
            "`log` is no list of records.",
            "Write one dictionary for each trial, in the order in which you made them.",
        )
    for number, record in enumerate(log, start=1):
        if not isinstance(record.get("tried"), str) or len(record["tried"].split()) < 2:
            return f"Record {number} of the log does not say what was tried.", "A few words are asked for."
        if record.get("data") not in ("validation", "test"):
            return f"Record {number} of the log does not say on which data.", '"validation" or "test".'
        score = record.get("score")
        if type(score) not in (int, float) or not 0 < score <= 1:
            return f"Record {number} of the log has no score.", "The share of right sums, between 0 and 1."
    return None


def fault_of_the_order(log: Data) -> Fault | None:
    """Whether validation chose, and the test set came once and last."""
    trials = [record for record in log if record["data"] == "validation"]
    if len(trials) < TRIALS:
        return (
            f"The log has {len(trials)} trials on validation digits.",
            f"At least {TRIALS} are asked for. Those that went wrong count.",
        )
    tested = [number for number, record in enumerate(log, start=1) if record["data"] == "test"]
    if not tested:
        return "Nothing in the log was judged on test digits.", "The best trial is, as the last record."
    if len(tested) > 1:
        return (
            f"The test digits come {len(tested)} times.",
            "Whoever looks twice chooses by them, and then they are validation digits. Judge the best trial only.",
        )
    if tested != [len(log)]:
        return (
            f"The test digits come in record {tested[0]} of {len(log)}.",
            "What was tried after them may have been chosen by them. Choose by validation first.",
        )
    best = max(record["score"] for record in trials)
    if log[-1]["tried"] not in [record["tried"] for record in trials if record["score"] == best]:
        return (
            f"The best trial on validation digits has {best:g}, and the last record tells of something else.",
            "Test what validation has chosen, and call it by the same words.",
        )
    return None


def fault_of_the_result(log: Data, result: Any) -> Fault | None:
    """Whether the counts, the log's last score and the interval agree."""
    if not isinstance(result, dict) or not all(type(result.get(name)) in (int, float) for name in NUMBERS):
        return "`result` does not have its four numbers.", "right, of, low and high."
    right, count, low, high = (float(result[name]) for name in NUMBERS)
    if count != TESTED:
        return (
            f"`result` is of {count:g} pairs; {TESTED} are asked for.",
            "`test_pairs()` makes them of 600 digits, with no digit in two pairs.",
        )
    if not 0 < right < count or right % 1:
        return "`right` is no count of right sums.", "A whole number below 300."
    share = right / count
    if abs(share - log[-1]["score"]) > 0.005:
        return f"{right:g} of {count:g} is {share:.3f}; the log's last score is {log[-1]['score']:g}.", "Which is it?"
    return _fault_of_the_interval(share, count, low, high)


def _fault_of_the_interval(share: float, count: float, low: float, high: float) -> Fault | None:
    """Whether the interval is the usual one, or Wilson's, for people who know that."""
    error = (share * (1 - share) / count) ** 0.5
    centre = (share + 2 / count) / (1 + 4 / count)
    half = 2 * (error**2 + 1 / count**2) ** 0.5 / (1 + 4 / count)
    room = 0.2 * error + 0.001
    for ends in ((share - 2 * error, share + 2 * error), (centre - half, centre + half)):
        if abs(low - ends[0]) < room and abs(min(high, 1) - min(ends[1], 1)) < room:
            return None
    fact = f"The interval of {share:.3f} is {share - 1.96 * error:.3f} to {share + 1.96 * error:.3f}."
    width = (high - low) / 2
    if abs(width - error) < room:
        return fact, "Yours goes one standard error to each side; 95 % take about two."
    if abs(width - 2 * (share * (1 - share)) ** 0.5) < 0.05:
        return fact, "Yours is as wide as single answers scatter; a share of 300 lies closer, by the root of 300."
    return (
        fact,
        f"The standard error of a share of {count:g} is {error:.4f}; the interval goes two of them to each side.",
    )
