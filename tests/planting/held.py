"""Edits that the dictionary of mistakes is not built from, drawn at random: it is measured on them."""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Sequence
from random import Random

from tests.planting.edits import Change, Edit
from tests.planting.mutation import SWAPPED_NAMES, SWAPPED_OPERATORS
from tests.planting.slips import FUNCTIONS, OPERATIONS, numbers

OPERATORS: tuple[type[ast.operator], ...] = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow, ast.FloorDiv, ast.Mod)

OTHERS = {
    "sum": ("prod", "std", "cumsum"),
    "mean": ("max", "std", "prod"),
    "max": ("sum", "std", "argmax"),
    "exp": ("exp2", "sinh", "cosh"),
    "log": ("log1p", "sqrt", "arctan"),
    "sqrt": ("cbrt", "log1p", "exp"),
    "tanh": ("arctan", "cos", "sinh"),
    "abs": ("square", "sign", "exp"),
    "cos": ("tan", "cosh", "exp"),
    "var": ("mean", "max", "sum"),
    "std": ("mean", "max", "sum"),
}
"""Functions in another one's place, none of which the dictionary is built from."""


def others(node: ast.AST, rng: Random) -> Iterator[tuple[str, Change]]:
    """One or two edits of a node: another number, another operation or another function."""
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        for other in (another(node.value, rng), another(node.value, rng)):
            yield "number", lambda twin, other=other: setattr(twin, "value", other)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, OPERATORS):
        used = {type(node.op), SWAPPED_OPERATORS.get(type(node.op)), *OPERATIONS.get(type(node.op), ())}
        operator = rng.choice([each for each in OPERATORS if each not in used])
        kind = "power" if ast.Pow in (operator, type(node.op)) else "operation"
        yield kind, lambda twin: setattr(twin, "op", operator())
    elif isinstance(node, ast.Attribute) and node.attr in OTHERS:
        known = {*FUNCTIONS.get(node.attr, ()), SWAPPED_NAMES.get(node.attr)}
        name = rng.choice([each for each in OTHERS[node.attr] if each not in known])
        yield "function", lambda twin: setattr(twin, "attr", name)


def another(value: float, rng: Random) -> float:
    """A number that the dictionary is not built from: whole within 9 of a whole one, or else of two digits."""
    while True:
        near = isinstance(value, int)
        drawn = value + rng.randint(-9, 9) if near else float(f"{(value or 1) * math.exp(rng.uniform(-2, 2)):.2g}")
        if drawn not in {*numbers(value), value, value + 1, -value}:
            return drawn


def pairs(built: Sequence[Edit], slips: Sequence[Edit], in_pairs: set[str], rng: Random) -> list[tuple[Edit, ...]]:
    """As many pairs of edits of one function or class as are built alone, at different nodes.

    At least one of the two is a slip, or of a kind that is not built in pairs.
    """
    found: list[tuple[Edit, ...]] = []
    while len(found) < len(built):
        one, other = rng.sample([*built, *slips], 2)
        both = one in built and other in built and {one.kind, other.kind} <= in_pairs
        if one.top == other.top and one.index != other.index and not both:
            found.append((one, other))
    return found
