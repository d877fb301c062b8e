"""The formulas that readers type, as this side reads them: `static/pencil.js` reads the same language in the browser.

Numbers, names, + - * / ^ and brackets, `pi`, and some functions of one argument. Two formulas are the same when they
agree at several points, which are fixed: they fill the ranges evenly, and the browser computes the same ones.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Mapping

FUNCTIONS = {name: getattr(math, name) for name in ("exp", "log", "sqrt", "tanh", "sin", "cos")} | {"abs": abs}
POINTS = 8
PRIMES = (2, 3, 5, 7, 11, 13)
"""Their square roots, modulo 1, place the points: a name each."""
_OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.Pow: math.pow,
}


def evaluate(text: str, values: Mapping[str, float]) -> float:
    """Return the value of a formula.

    Raises
    ------
    ValueError
        If the formula cannot be read, names something unknown, or has no finite value.
    """
    try:
        value = _value(ast.parse(text.strip().replace("^", "**"), mode="eval").body, values)
    except (ArithmeticError, SyntaxError, ValueError) as error:
        raise ValueError(f"the formula {text!r} has no value: {error}") from None
    if not math.isfinite(value):
        raise ValueError(f"the formula {text!r} has no finite value")
    return value


def _value(node: ast.expr, values: Mapping[str, float]) -> float:
    match node:
        case ast.Constant(value=int() | float() as value) if not isinstance(value, bool):
            return float(value)
        case ast.Name(id=name) if name in values or name == "pi":
            return values.get(name, math.pi)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return -_value(operand, values)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _value(operand, values)
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _OPERATORS:
            return float(_OPERATORS[type(sign)](_value(left, values), _value(right, values)))
        case ast.Call(func=ast.Name(id=name), args=[argument], keywords=[]) if name in FUNCTIONS:
            return float(FUNCTIONS[name](_value(argument, values)))
    raise ValueError(f"{ast.unparse(node)!r} is nothing that a formula may have")


def points(ranges: Mapping[str, tuple[float, float]]) -> list[dict[str, float]]:
    """Return the points at which formulas in these names are compared."""
    roots = list(zip(ranges.items(), map(math.sqrt, PRIMES), strict=False))
    return [
        {name: low + (high - low) * (k * root % 1) for (name, (low, high)), root in roots} for k in range(1, POINTS + 1)
    ]
