"""Short formulas, as somebody would try them who has the released files alone and wants to know the answer."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Iterator, Mapping, Sequence
from random import Random
from typing import Any

import numpy as np

from autograder.checks.task import Case
from autograder.checks.wire import Data

UNARY = (
    "-{0}",
    "1 - {0}",
    "1 / {0}",
    "{0} ** 2",
    "np.abs({0})",
    "np.exp({0})",
    "np.log({0})",
    "np.sqrt(np.abs({0}))",
    "np.tanh({0})",
    "np.maximum({0}, 0)",
    "np.transpose({0})",
    "np.mean({0})",
    "np.sum({0})",
    "np.mean({0}, axis=0)",
    "np.sum({0}, axis=0)",
    "np.max({0}, axis=1, keepdims=True)",
)
BINARY = ("({0} + {1})", "({0} - {1})", "({0} * {1})", "({0} / {1})", "({0} @ {1})", "({0} ** {1})")


def numbers(case: Case) -> dict[str, Any]:
    """All numbers and arrays of a case, under names that fit into formulas."""
    there = [*case.get("arguments", {}).values(), *case.values()]
    numeric = [each for each in there if isinstance(each, int | float | np.ndarray)]
    return {f"v{i}": np.float64(each) for i, each in enumerate(numeric)}


def formulas(names: Sequence[str], count: int, rng: Random) -> Iterator[str]:
    """All formulas of one operation, and some of two or three."""
    leaves = [*names, "2"]
    small = [form.format(name) for form in UNARY for name in names]
    small += [form.format(*two) for form in BINARY for two in itertools.product(leaves, leaves)]
    yield from small
    for _ in range(count):
        one, other = rng.choice(small), rng.choice([*leaves, *small])
        yield rng.choice(UNARY).format(f"({one})") if rng.random() < 0.3 else rng.choice(BINARY).format(one, other)


def longer(formula: str, names: Sequence[str]) -> Iterator[str]:
    """A formula with one operation more, at its end or at any place in it."""
    for node in ast.walk(ast.parse(formula, mode="eval").body):
        if isinstance(node, ast.BinOp | ast.UnaryOp | ast.Call) or (isinstance(node, ast.Name) and node.id != "np"):
            start, end = node.col_offset, node.end_col_offset
            inside = f"({formula[start:end]})"
            more = [form.format(inside) for form in UNARY]
            for form, name in itertools.product(BINARY, [*names, "2"]):
                more += [form.format(inside, name), form.format(name, inside)]
            yield from (f"{formula[:start]}({each}){formula[end:]}" for each in more)


@np.errstate(all="ignore")
def value(formula: str, known: Mapping[str, Any], like: Any) -> Any:
    """What a formula gives for a case, in the shape of the output; nothing when it gives something else."""
    try:
        found = eval(formula, {"np": np}, dict(known))
    except (ValueError, TypeError, NameError, ArithmeticError, np.exceptions.AxisError):
        return None
    if np.shape(found) != np.shape(like) or np.iscomplexobj(found):
        return None
    return np.asarray(found, dtype=float)


def returned(formula: str, output: str, cases: Sequence[Case], expected: Sequence[Data]) -> list[Data]:
    """What is expected, with what a formula gives in the place of one output; nothing where it gives something else."""
    found = []
    for case, one in zip(cases, expected, strict=True):
        want = one.get("outputs", {}).get(output)
        got = None if want is None else value(formula, numbers(case), want)
        if want is not None and got is None:
            return []
        found.append(one if want is None else {**one, "outputs": {**one["outputs"], output: got}})
    return found
