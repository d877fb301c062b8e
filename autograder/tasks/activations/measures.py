"""What is measured of the chapter `activations`, where the judge is: how often a layer was called."""

from __future__ import annotations

import numpy as np

from autograder.checks.wire import Case, Data


def gradient_flow(case: Case, reply: Data) -> Data:
    """What was said of a chain of maps, how often each was called, and the list of them afterwards."""
    came = reply["came"]
    outputs = {
        "the result": came["result"],
        "backward calls of each layer": np.array([float(len(each)) for each in came["calls"]]),
        "the list of layers afterwards": came["afterwards"],
    }
    return {"outputs": outputs, "inputs": reply["inputs"]}
