"""What is measured of the chapter `regularization`, where the judge is: when a training stops."""

from __future__ import annotations

from autograder.checks.wire import Case, Data

STOP = "the epoch after which it stops"
RESTORED = "params after restore"


def stopping(case: Case, reply: Data) -> Data:
    """When it says stop, what it takes for the best, what it restores; then the same of a second object."""
    first, second = (_stopping(reply["came"][which]) for which in ("first", "second"))
    return {"outputs": first, "again": {f"{name}, with a second object": value for name, value in second.items()}}


def _stopping(came: Data) -> dict[str, Data]:
    stopped = came["said"].index(True) if True in came["said"] else -1
    outputs = {STOP: stopped, "best_epoch": came["best_epoch"], "best_loss": came["best_loss"]}
    return outputs | {f'{RESTORED}, "{name}"': array for name, array in came["params"].items()}
