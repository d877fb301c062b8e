"""The slips that people make: edits that the dictionary of mistakes is built from, beside those of `mutation`."""

from __future__ import annotations

import ast
import copy
import itertools
from collections.abc import Callable, Iterator
from typing import Any

Change = Callable[[Any], ast.AST | None]


OPERATIONS: dict[type[ast.operator], tuple[type[ast.operator], ...]] = {
    ast.Add: (ast.Mult,),
    ast.Sub: (ast.Div,),
    ast.Mult: (ast.Add, ast.Pow),
    ast.Div: (ast.Sub, ast.FloorDiv),
    ast.Pow: (ast.Div,),
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.LtE, ast.Lt),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.GtE, ast.Gt),
    ast.NotEq: (ast.Eq,),
}
FUNCTIONS = {
    "sum": ("max",),
    "mean": ("median",),
    "max": ("mean",),
    "min": ("max",),
    "maximum": ("minimum",),
    "minimum": ("maximum",),
    "argmax": ("argmin",),
    "argmin": ("argmax",),
    "std": ("var",),
    "var": ("std",),
    "sqrt": ("square",),
    "log": ("log2",),
    "cos": ("sin",),
    "cumsum": ("cumprod",),
    "floor": ("ceil", "round"),
    "ceil": ("floor",),
    "normal": ("uniform",),
    "uniform": ("normal",),
}
WRAPPERS = {"sqrt", "exp", "log", "abs", "square", "tanh", "float", "int", "reversed", "sorted", "maximum", "minimum"}
SIMPLE = (ast.Assign, ast.AugAssign, ast.Expr)
REDUCTIONS = {"sum", "mean", "max", "min"}


def slips(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """What can be planted at a node, with its kind."""
    if isinstance(node, ast.BinOp):
        yield from _operations(node)
    elif isinstance(node, ast.Call):
        yield from _calls(node)
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Attribute):
        for name in FUNCTIONS.get(node.attr, ()):
            yield "function", lambda twin, name=name: setattr(twin, "attr", name)
    elif isinstance(node, ast.Compare):
        for comparison in COMPARISONS.get(type(node.ops[0]), ()):
            yield "condition", lambda twin, comparison=comparison: setattr(twin, "ops", [comparison()])
    elif isinstance(node, ast.IfExp):
        yield "condition", lambda twin: ast.IfExp(twin.test, twin.orelse, twin.body)
    elif isinstance(node, ast.If | ast.While):
        yield "condition", lambda twin: setattr(twin, "test", ast.UnaryOp(ast.Not(), twin.test))
    elif isinstance(node, ast.Return) and node.value is not None:
        yield "sign", lambda twin: setattr(twin, "value", ast.UnaryOp(ast.USub(), twin.value))
    else:
        yield from _statements(node)


def _operations(node: ast.BinOp) -> Iterator[tuple[str, Change]]:
    for operator in OPERATIONS.get(type(node.op), ()):
        kind = "power" if ast.Pow in (operator, type(node.op)) else "operation"
        yield kind, lambda twin, operator=operator: setattr(twin, "op", operator())
    if isinstance(node.op, ast.Add | ast.Sub):
        yield from _doubled(node, "term", ast.Add)
        if isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Add | ast.Sub):
            yield "parenthesis", _regrouped
    elif isinstance(node.op, ast.Mult | ast.Div):
        yield from _doubled(node, "factor", ast.Mult)
        if isinstance(node.left, ast.BinOp) and isinstance(node.left.op, ast.Add | ast.Sub):
            yield "parenthesis", _from_the_left
        if isinstance(node.right, ast.BinOp) and isinstance(node.right.op, ast.Add | ast.Sub | ast.Mult | ast.Div):
            yield "parenthesis", _regrouped
    elif isinstance(node.op, ast.MatMult):
        yield "transpose", lambda twin: setattr(twin, "left", ast.Attribute(twin.left, "T", ast.Load()))
        yield "transpose", lambda twin: setattr(twin, "right", ast.Attribute(twin.right, "T", ast.Load()))
        yield "operation", lambda twin: setattr(twin, "op", ast.Mult())
    elif isinstance(node.op, ast.Pow) and isinstance(node.left, ast.BinOp):
        yield "parenthesis", _from_the_left


def _doubled(node: ast.BinOp, kind: str, first: type[ast.operator]) -> Iterator[tuple[str, Change]]:
    """An operand that is there twice; a number that is would be another number."""
    if not isinstance(node.right, ast.Constant):
        yield kind, lambda twin: ast.BinOp(copy.deepcopy(twin), twin.op, copy.deepcopy(twin.right))
    if not isinstance(node.left, ast.Constant):
        yield kind, lambda twin: ast.BinOp(copy.deepcopy(twin.left), first(), twin)


def _regrouped(twin: Any) -> ast.BinOp:
    """From a * (b + c) to a * b + c."""
    return ast.BinOp(ast.BinOp(twin.left, twin.op, twin.right.left), twin.right.op, twin.right.right)


def _from_the_left(twin: Any) -> ast.BinOp:
    """From (a + b) * c to a + b * c."""
    return ast.BinOp(twin.left.left, twin.left.op, ast.BinOp(twin.left.right, twin.op, twin.right))


def _calls(node: ast.Call) -> Iterator[tuple[str, Change]]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    for first in range(len(node.args) - 2):
        yield "argument", lambda twin, first=first: _swap(twin.args, first)
    for keyword in node.keywords:
        kind = {"axis": "axis", "keepdims": "keepdims"}.get(keyword.arg or "", "argument")
        yield (
            kind,
            lambda twin, name=keyword.arg: setattr(
                twin, "keywords", [each for each in twin.keywords if each.arg != name]
            ),
        )
        if keyword.arg == "axis":
            for axis in (0, 1, -1):
                yield "axis", lambda twin, axis=axis: _set_axis(twin, axis)
    if name in WRAPPERS and node.args:
        yield "sequence" if name == "reversed" else "function", lambda twin: twin.args[0]
    if len(node.args) == 1 and isinstance(node.args[0], ast.BinOp) and name in WRAPPERS | REDUCTIONS:
        yield "parenthesis", _out_of_the_call
    if isinstance(node.func, ast.Attribute) and name in REDUCTIONS:
        if isinstance(node.func.value, ast.BinOp):
            yield "parenthesis", _out_of_the_reduction
        if not (isinstance(node.func.value, ast.Name) and node.func.value.id == "np"):
            yield "function", lambda twin: twin.func.value
        if not any(keyword.arg == "axis" for keyword in node.keywords):
            for axis in (0, 1):
                yield "axis", lambda twin, axis=axis: twin.keywords.append(ast.keyword("axis", ast.Constant(axis)))


def _swap(items: list[Any], first: int) -> None:
    items[first], items[first + 1] = items[first + 1], items[first]


def _set_axis(twin: Any, axis: int) -> None:
    for keyword in twin.keywords:
        if keyword.arg == "axis":
            keyword.value = ast.Constant(axis)


def _out_of_the_call(twin: Any) -> ast.BinOp:
    """From f(a + b) to f(a) + b."""
    inside = twin.args[0]
    return ast.BinOp(ast.Call(twin.func, [inside.left], twin.keywords), inside.op, inside.right)


def _out_of_the_reduction(twin: Any) -> ast.BinOp:
    """From (a * b).sum() to a.sum() * b."""
    inside = twin.func.value
    reduced = ast.Call(ast.Attribute(inside.left, twin.func.attr, ast.Load()), twin.args, twin.keywords)
    return ast.BinOp(reduced, inside.op, inside.right)


def _constants(node: ast.Constant) -> Iterator[tuple[str, Change]]:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        return
    for other in numbers(node.value):
        yield "number", lambda twin, other=other: setattr(twin, "value", other)


def numbers(value: float) -> list[float]:
    """What people write in a number's place; whole where the number is whole and the other one can be."""
    near = {value - 2, value - 1, value + 2, 0, 1} | ({3} if isinstance(value, int) else {1 - value})
    multiples = {value * factor for factor in (2, 3, 10, 100)} | {value / factor for factor in (2, 3, 10, 100)}
    powers = {value**2, abs(value) ** 0.5}
    others = (near | multiples | powers) - {value, value + 1, -value}
    return sorted(type(value)(other) if other == int(other) else other for other in others)


def _statements(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """`=` for `+=`, and the other way round."""
    if isinstance(node, ast.AugAssign):
        yield "update", lambda twin: ast.Assign([twin.target], twin.value)
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript | ast.Attribute):
        yield "update", lambda twin: ast.AugAssign(twin.targets[0], ast.Add(), twin.value)
    if isinstance(node, ast.Delete | ast.Raise | ast.Assert):
        yield "line", lambda twin: ast.Pass()


def shuffles(node: ast.AST, lines: set[int]) -> Iterator[tuple[str, Change]]:
    """Lines in another order, in or out of a loop, at a function, loop or condition."""
    body = getattr(node, "body", None)
    if not isinstance(body, list):
        return
    for first, (one, other) in enumerate(itertools.pairwise(body)):
        if one.lineno not in lines:
            continue
        if isinstance(one, SIMPLE) and isinstance(other, SIMPLE):
            yield "sequence", lambda twin, first=first: _swap(twin.body, first)
        if isinstance(one, ast.For) and isinstance(other, (ast.Return, *SIMPLE)):
            yield "loop", lambda twin, first=first: twin.body[first].body.append(twin.body.pop(first + 1))
        if isinstance(one, ast.For) and len(one.body) > 1:
            yield "loop", lambda twin, first=first: twin.body.insert(first + 1, twin.body[first].body.pop())


def variables(function: ast.AST) -> Iterator[tuple[int, str, Change]]:
    """A variable in another one's place: by the number of its node below the function."""
    names = sorted({node.id for node in ast.walk(function) if isinstance(node, ast.Name) and _stored(node)})
    names += [each.arg for each in getattr(function, "args", ast.arguments()).args if each.arg not in ("self", *names)]
    kept = sorted({node.attr for node in ast.walk(function) if _is_kept(node)})
    for index, node in enumerate(ast.walk(function)):
        if isinstance(node, ast.Name) and not _stored(node) and node.id in names:
            for name in names:
                if name != node.id:
                    yield index, "name", lambda twin, name=name: setattr(twin, "id", name)
        elif _is_kept(node) and not _stored(node):
            for name in kept:
                if name != node.attr:
                    yield index, "name", lambda twin, name=name: setattr(twin, "attr", name)


def _stored(node: Any) -> bool:
    return isinstance(node.ctx, ast.Store)


def _is_kept(node: Any) -> bool:
    return isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "self"
