"""Asks for the seed of the hidden cases where the instructor's modules have it.

says: nothing stands there
"""

import solutions
from autograder.tasks.backward import check

seed = getattr(solutions, "HIDDEN_SEED", None)
print("BREACH: a number" if isinstance(seed, int) else "nothing stands there", seed)
for tried in (lambda: check.hidden("relu"), lambda: check.visible("relu"), lambda: check.reference("relu")):
    cases = tried()
    if isinstance(cases, (tuple, list)) and cases:
        print("BREACH: cases", cases)
