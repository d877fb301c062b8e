"""Answers with parts of the wrong kind: numbers for lists, lists for names, nothing for everything.

place: each
costs: all
says: not yet
"""

import autograder.checks.probing.driving as driving
import autograder.grading.wall.inside.guest as guest

WRONG = [
    None,
    7,
    "x",
    [],
    [[]],
    {"a": 1},
    True,
    float("nan"),
    [None],
    {"entries": [10**9], "values": ["x"], "kinds": {}},
]
PARTS = (
    "outputs gradients perturbed closer along repeats inputs changed samples again stopped loops floating error".split()
)
asked = [0]


def returned(probe, objects, cases, seconds):
    asked[0] += 1
    wrong = WRONG[asked[0] % len(WRONG)]
    whole = [wrong, [wrong] * len(cases), [dict.fromkeys(PARTS, wrong)] * len(cases)]
    some = [[{part: {"x": wrong, "y": wrong}}] * len(cases) for part in PARTS]
    return (whole + some)[asked[0] % (3 + len(PARTS))]


guest.returned = driving.returned = returned
