"""What runs beside a student's letter, test or experiment, and hands back what they say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from types import CodeType
from typing import Any

import numpy as np

from autograder.checks.probing.watch import in_words
from autograder.checks.wire import Case, Data

AT_MOST = 2000
"""Characters of a text that are handed back."""


def probe_word(objects: Sequence[Any], case: Case) -> Data:
    """What a name stands for, if it is a text."""
    return {"came": {"said": _as_text(objects[0])}}


def probe_catching(objects: Sequence[Any], case: Case) -> Data:
    """What a student's test says of each specimen: True, False, or the error that it ended with."""
    catches = objects[0]
    said: list[Data] = []
    for code in case["specimens"]:
        names: dict[str, Any] = {}
        exec(_compiled(code), names)
        try:
            answer = catches(names[case["entry"]])
            said.append(bool(answer) if isinstance(answer, bool | np.bool_) else type(answer).__name__)
        except Exception as error:  # a specimen may well make a test stumble, which catches it
            said.append(in_words(error))
    return {"came": {"said": said}}


@cache
def _compiled(code: str) -> CodeType:
    return compile(code, "specimen.py", "exec")


def probe_experiment(objects: Sequence[Any], case: Case) -> Data:
    """The form, the two arms' values for each of its seeds, and those of one seed once more."""
    experiment, form = objects
    said = {str(name): _as_data(value) for name, value in form.items()} if isinstance(form, Mapping) else {}
    seeds = said.get("seeds")
    if not isinstance(seeds, int) or not 0 < seeds <= case["most"]:
        return {"came": {"form": said, "runs": [], "again": []}}
    runs = [_arms(experiment(seed)) for seed in range(seeds)]
    return {"came": {"form": said, "runs": runs, "again": _arms(experiment(case["again"] % seeds))}}


def _arms(values: Any) -> Data:
    """Both arms' numbers, control first; None where something else came."""
    try:
        control, treatment = values
        return [float(control), float(treatment)]
    except (TypeError, ValueError):
        return None


def _as_data(value: Any) -> Data:
    """Texts, numbers, and lists of them; the rest as the name of its type."""
    if isinstance(value, list | tuple):
        return [_as_data(each) for each in value[:20]]
    if isinstance(value, str):
        return value[:AT_MOST]
    if isinstance(value, bool | int | float):
        return value
    return float(value) if isinstance(value, np.floating) else {"unsupported": type(value).__name__}


def _as_text(value: Any) -> str:
    return value[:AT_MOST] if isinstance(value, str) else ""
