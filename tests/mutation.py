"""Mutation testing of the checks: small mistakes planted in every answer, one at a time, each to be found.

`python -m tests.mutation backward` lists the mutants that pass all checks. A mutant that computes the same as the
answer cannot be found; `EXPLAINED` in the chapter's catalogue (`tests/mistakes`) tells why.
"""

from __future__ import annotations

import ast
import copy
import itertools
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from autograder.publishing.release import chapters
from tests.mistakes import SOLUTIONS, choices, judged

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


def answer_lines(text: str) -> set[int]:
    """Numbers of the lines that stand between the solution markers."""
    inside, found = False, set()
    for number, line in enumerate(text.splitlines(), start=1):
        if "### END SOLUTION" in line:
            inside = False
        if inside:
            found.add(number)
        if "### BEGIN SOLUTION" in line:
            inside = True
    return found


def mutants(chapter: str) -> Iterator[Mutant]:
    """Every mutant of a chapter's answers, but of choices, and of parts that come from an earlier chapter."""
    text = (SOLUTIONS / f"{chapter}.py").read_text(encoding="utf-8")
    tree = ast.parse(text)
    left = brought(chapter, tree) + [node for node in tree.body if getattr(node, "name", "") in choices(chapter)]
    lines = answer_lines(text) - {line for node in left for line in range(node.lineno, node.end_lineno + 1)}
    nodes = list(ast.walk(tree))
    for index, node in enumerate(nodes):
        if getattr(node, "lineno", None) not in lines:
            continue
        for change in changes(node):
            mutated = copy.deepcopy(tree)
            twin = list(ast.walk(mutated))[index]
            replacement = change(twin)
            if replacement is not None:
                _replace(mutated, twin, replacement)
            after = ast.unparse(replacement or twin)
            yield Mutant(
                node.lineno, _within(tree, node.lineno), ast.unparse(node), after, ast.fix_missing_locations(mutated)
            )


def brought(chapter: str, tree: ast.Module) -> list[Any]:
    """The functions and classes of a script that an earlier chapter's has word for word."""
    earlier = itertools.takewhile(lambda name: name != chapter, chapters())
    known = {
        ast.dump(node)
        for name in earlier
        for node in ast.parse((SOLUTIONS / f"{name}.py").read_text(encoding="utf-8")).body
    }
    return [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.dump(node) in known]


def changes(node: ast.AST) -> Iterator[Callable[..., ast.AST | None]]:
    """What can be planted at a node: each either changes its copy in place or gives what stands there instead."""
    if isinstance(node, ast.BinOp):
        if type(node.op) in SWAPPED_OPERATORS:
            yield lambda twin: setattr(twin, "op", SWAPPED_OPERATORS[type(twin.op)]())
        if isinstance(node.op, ast.Sub | ast.Div | ast.MatMult):
            yield lambda twin: ast.BinOp(twin.right, twin.op, twin.left)
        yield lambda twin: twin.left
        yield lambda twin: twin.right
    elif isinstance(node, ast.AugAssign) and type(node.op) in SWAPPED_OPERATORS:
        yield lambda twin: setattr(twin, "op", SWAPPED_OPERATORS[type(twin.op)]())
        yield lambda twin: ast.Pass()
    elif isinstance(node, ast.Assign | ast.Expr):
        yield lambda twin: ast.Pass()
    elif isinstance(node, ast.UnaryOp):
        yield lambda twin: twin.operand
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in SWAPPED_COMPARISONS:
        yield lambda twin: setattr(twin, "ops", [SWAPPED_COMPARISONS[type(twin.ops[0])]()])
    elif isinstance(node, ast.Constant):
        yield from _constants(node)
    elif isinstance(node, ast.Attribute):
        if node.attr == "T":
            yield lambda twin: twin.value
        if node.attr in SWAPPED_NAMES:
            yield lambda twin: setattr(twin, "attr", SWAPPED_NAMES[twin.attr])
    elif isinstance(node, ast.Call):
        yield from _calls(node)


def _constants(node: ast.Constant) -> Iterator[Callable[..., None]]:
    if isinstance(node.value, bool):
        yield lambda twin: setattr(twin, "value", not twin.value)
    elif isinstance(node.value, int | float):
        yield lambda twin: setattr(twin, "value", twin.value + 1)
        if node.value:
            yield lambda twin: setattr(twin, "value", -twin.value)


def _calls(node: ast.Call) -> Iterator[Callable[..., ast.AST | None]]:
    if len(node.args) >= 2:
        yield lambda twin: setattr(twin, "args", [*twin.args[:-2], twin.args[-1], twin.args[-2]])
    if node.keywords:
        yield lambda twin: setattr(twin, "keywords", twin.keywords[:-1])
    if isinstance(node.func, ast.Attribute) and node.func.attr in {"copy", "astype"}:
        yield lambda twin: twin.func.value
    if isinstance(node.func, ast.Name) and node.func.id == "reversed":
        yield lambda twin: twin.args[0]


def _replace(tree: ast.Module, old: ast.AST, new: ast.AST) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                value[:] = [new if item is old else item for item in value]


def _within(tree: ast.Module, line: int) -> str:
    """Name of the function or class at the top of the script in which a line stands."""
    return next(
        each.name
        for each in tree.body
        if isinstance(each, ast.FunctionDef | ast.ClassDef) and each.lineno <= line <= (each.end_lineno or line)
    )


def found(chapter: str, mutant: Mutant) -> bool:
    """Whether any check of the chapter, with visible or hidden cases, fails on a mutant."""
    names: dict[str, object] = {"__name__": "mutant"}
    exec(compile(mutant.tree, f"{chapter}.py", "exec"), names)
    script = ast.unparse(mutant.tree)
    return any(not verdict.passed for _, verdict in judged(chapter, names, script, mutant.within))


def survivors(chapter: str) -> tuple[list[Mutant], int]:
    """The mutants that no check finds, and how many mutants there are in all."""
    alive, total = [], 0
    for total, mutant in enumerate(mutants(chapter), start=1):  # noqa: B007 (each holds a tree of the whole script)
        if not found(chapter, mutant):
            alive.append(mutant)
    return alive, total


if __name__ == "__main__":
    alive, total = survivors(sys.argv[1])
    print(f"{total - len(alive)} of {total} mutants found; these pass all checks:")  # noqa: T201
    for mutant in alive:
        print(f"  {mutant}")  # noqa: T201
