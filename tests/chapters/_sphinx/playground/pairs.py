"""Few settings that hold every pair of options of two controls: what one option breaks, some setting shows."""

from collections.abc import Callable
from functools import partial
from itertools import combinations
from typing import Any

import numpy as np


def covering(
    options: dict[str, list[Any]], allowed: Callable[[dict[str, Any]], bool], seed: int = 0
) -> list[dict[str, Any]]:
    """Return settings of which each pair of options of any two controls occurs in at least one.

    A setting, as far as it is chosen, must be `allowed`; no pair may be forbidden.

    Greedy: each setting begins with a pair that is missing, and takes for each further control, in a random order, the
    option that adds the most missing pairs to what is chosen already.
    """
    rng = np.random.default_rng(seed)
    names = list(options)
    missing = {
        ((one, a), (other, b)) for one, other in combinations(names, 2) for a in options[one] for b in options[other]
    }
    order = {name: k for k, name in enumerate(names)}

    def pair(one: tuple[str, Any], other: tuple[str, Any]) -> tuple[tuple[str, Any], tuple[str, Any]]:
        return (one, other) if order[one[0]] < order[other[0]] else (other, one)

    def gain(taken: dict[str, Any], name: str, option: Any) -> int:
        return sum(pair((name, option), each) in missing for each in taken.items())

    settings = []
    while missing:
        chosen = dict(min(missing, key=repr))
        for name in rng.permutation([name for name in names if name not in chosen]).tolist():
            possible = [option for option in options[name] if allowed({**chosen, name: option})]
            chosen[name] = max(possible, key=partial(gain, chosen, name))
        missing -= {pair(one, other) for one, other in combinations(chosen.items(), 2)}
        settings.append(chosen)
    return settings
