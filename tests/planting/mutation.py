"""Mutation testing of the checks: small mistakes planted in every answer, one at a time, each to be found.

`python -m tests.planting.mutation backward` lists the mutants that pass all checks. A mutant that computes the same as
the answer cannot be found; `EXPLAINED` in the chapter's catalogue (`tests/mistakes`) tells why.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass

from tests.judging import judged
from tests.planting.edits import Change, Script

SWAPPED_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
}
SWAPPED_COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {ast.Gt: ast.Lt, ast.Lt: ast.Gt, ast.Eq: ast.NotEq}
SWAPPED_NAMES = {
    "sum": "mean",
    "mean": "sum",
    "max": "min",
    "exp": "expm1",
    "log": "log10",
    "tanh": "sin",
    "zeros_like": "ones_like",
    "zeros": "ones",
}


@dataclass(frozen=True)
class Mutant:
    """One planted mistake: where, in which function or class, what, and the whole script with it."""

    line: int
    within: str
    before: str
    after: str
    tree: ast.Module

    def __str__(self) -> str:
        return f"line {self.line}: {self.before}  ->  {self.after}"


def mutants(chapter: str) -> Iterator[Mutant]:
    """Every mutant of a chapter's answers, but of choices, and of parts that come from an earlier chapter."""
    script = Script(chapter)
    for edit in script.edits(changes):
        tree, after = script.planted(edit)
        yield Mutant(edit.line, edit.within, edit.before, after, tree)


def changes(node: ast.AST) -> Iterator[tuple[str, Change]]:
    """What can be planted at a node, with its kind: it changes its copy in place or gives what stands there instead."""
    if isinstance(node, ast.BinOp):
        additive = isinstance(node.op, ast.Add | ast.Sub)
        if type(node.op) in SWAPPED_OPERATORS:
            kind = "sign" if additive else "power" if isinstance(node.op, ast.Pow) else "operation"
            yield kind, lambda twin: setattr(twin, "op", SWAPPED_OPERATORS[type(twin.op)]())
        if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
            yield "sign" if additive else "order", lambda twin: ast.BinOp(twin.right, twin.op, twin.left)
        kind = "term" if additive else "power" if isinstance(node.op, ast.Pow) else "factor"
        yield kind, lambda twin: twin.left
        yield kind, lambda twin: twin.right
    elif isinstance(node, ast.AugAssign) and type(node.op) in SWAPPED_OPERATORS:
        kind = "sign" if isinstance(node.op, ast.Add | ast.Sub) else "operation"
        yield kind, lambda twin: setattr(twin, "op", SWAPPED_OPERATORS[type(twin.op)]())
        yield "line", lambda twin: ast.Pass()
    elif isinstance(node, ast.Assign | ast.Expr):
        yield "line", lambda twin: ast.Pass()
    elif isinstance(node, ast.UnaryOp):
        yield "sign" if isinstance(node.op, ast.USub) else "condition", lambda twin: twin.operand
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED_COMPARISONS:
        yield "condition", lambda twin: setattr(twin, "ops", [SWAPPED_COMPARISONS[type(twin.ops[0])]()])
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield "transpose", lambda twin: twin.value
        if node.attr in SWAPPED_NAMES:
            yield "function", lambda twin: setattr(twin, "attr", SWAPPED_NAMES[twin.attr])
    elif isinstance(node, ast.Call):
        yield from _calls(node)


def _constants(node: ast.Constant) -> Iterator[tuple[str, Change]]:
    if isinstance(node.value, bool):
        yield "switch", lambda twin: setattr(twin, "value", not twin.value)
    elif isinstance(node.value, int | float):
        yield "number", lambda twin: setattr(twin, "value", twin.value + 1)
        if node.value:
            yield "sign", lambda twin: setattr(twin, "value", -twin.value)


def _calls(node: ast.Call) -> Iterator[tuple[str, Change]]:
    if len(node.args) >= 2:
        yield "argument", lambda twin: setattr(twin, "args", [*twin.args[:-2], twin.args[-1], twin.args[-2]])
    if node.keywords:
        kind = {"axis": "axis", "keepdims": "keepdims"}.get(node.keywords[-1].arg or "", "argument")
        yield kind, lambda twin: setattr(twin, "keywords", twin.keywords[:-1])
    if isinstance(node.func, ast.Attribute) and node.func.attr in {"copy", "astype"}:
        yield "copy", lambda twin: twin.func.value
    if isinstance(node.func, ast.Name) and node.func.id == "reversed":
        yield "sequence", lambda twin: twin.args[0]


def found(chapter: str, mutant: Mutant) -> bool:
    """Whether any check of the chapter, with visible or hidden cases, fails on a mutant."""
    names: dict[str, object] = {"__name__": "mutant"}
    exec(compile(mutant.tree, f"{chapter}.py", "exec"), names)
    script = ast.unparse(mutant.tree)
    return any(not each.verdict.passed for _, each in judged(chapter, names, script, mutant.within))


def survivors(chapter: str) -> tuple[list[Mutant], int]:
    """The mutants that no check finds, and how many mutants there are in all."""
    alive, total = [], 0
    for total, mutant in enumerate(mutants(chapter), start=1):  # noqa: B007 (each holds a tree of its own)
        if not found(chapter, mutant):
            alive.append(mutant)
    return alive, total


if __name__ == "__main__":
    alive, total = survivors(sys.argv[1])
    print(f"{total - len(alive)} of {total} mutants found; these pass all checks:")  # noqa: T201
    for mutant in alive:
        print(f"  {mutant}")  # noqa: T201
