"""Edits of a chapter's answers: where one can be made, of which kind it is, and the script with one or two of them."""

from __future__ import annotations

import ast
import itertools
import pickle
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from types import CodeType
from typing import Any

from autograder.publishing.release import chapters
from tests.mistakes import SOLUTIONS, choices
from tests.planting.slips import shuffles, variables

Change = Callable[[Any], ast.AST | None]
"""Changes a node in place, or gives what stands there instead."""

INSIDE = {"sqrt": "under a root", "log": "inside a logarithm", "exp": "inside an exponential"}
"""Where an edit lies, by the function that is called around it."""


@dataclass(frozen=True)
class Edit:
    """One edit: of which kind, at which node, and in which place of the formula, where that has a name."""

    kind: str
    place: str
    line: int
    within: str
    before: str
    top: int
    index: int
    change: Change


class Script:
    """A chapter's solution script."""

    def __init__(self, chapter: str) -> None:
        text = (SOLUTIONS / f"{chapter}.py").read_text(encoding="utf-8")
        self.tree = ast.parse(text)
        self.lines = answer_lines(text)
        functions = (node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef))
        self.functions = [(node.lineno, node.end_lineno or node.lineno) for node in functions]
        for node in brought(chapter, self.tree):
            self.lines -= set(range(node.lineno, node.end_lineno + 1))
        for node in self.tree.body:
            if _name(node) in choices(chapter):
                self.lines -= set(range(node.lineno, (node.end_lineno or node.lineno) + 1))

    def function(self, line: int) -> int:
        """The line in which the function begins that a line belongs to; 0 when there is none."""
        return max((start for start, end in self.functions if start <= line <= end), default=0)

    def edits(self, changes: Callable[[ast.AST], Iterator[tuple[str, Change]]]) -> Iterator[Edit]:
        """Every change that can be made at a node of the answers."""
        for top, statement in enumerate(self.tree.body):
            places = dict(_places(statement))
            for index, node in enumerate(ast.walk(statement)):
                line = getattr(node, "lineno", None)
                if line in self.lines:
                    role, place = places.get(id(node), ("", ""))
                    for kind, change in changes(node):
                        refined = role if role and kind in {"number", "sign"} and _whole(node) else kind
                        yield Edit(refined, place, line, _name(statement), ast.unparse(node), top, index, change)

    def rearranged(self) -> Iterator[Edit]:
        """Every line of the answers in another order, and every variable in another one's place."""
        for top, statement in enumerate(self.tree.body):
            nodes = list(ast.walk(statement))
            number = {id(node): index for index, node in enumerate(nodes)}
            places = dict(_places(statement))
            for index, node in enumerate(nodes):
                for kind, change in shuffles(node, self.lines):
                    yield Edit(kind, "", getattr(node, "lineno", 0), _name(statement), "", top, index, change)
                if isinstance(node, ast.FunctionDef):
                    below = list(ast.walk(node))
                    for inside, kind, change in variables(node):
                        found = below[inside]
                        if found.lineno in self.lines:
                            place = places[id(found)][1]
                            text = ast.unparse(found)
                            yield Edit(
                                kind, place, found.lineno, _name(statement), text, top, number[id(found)], change
                            )

    def namespace(self, *edits: Edit) -> dict[str, Any]:
        """What the script with edits in it defines."""
        names: dict[str, Any] = {"__name__": "mutant"}
        tree, _ = self.planted(*edits)
        for statement, right in zip(tree.body, self.tree.body, strict=True):
            exec(_compiled(statement) if statement is right else _compiled.__wrapped__(statement), names)
        return names

    def planted(self, *edits: Edit) -> tuple[ast.Module, str]:
        """The script with edits in it, and the text of what the last one put there."""
        body = list(self.tree.body)
        after = ""
        nodes = {}
        for top in {edit.top for edit in edits}:
            body[top] = pickle.loads(_pickled(body[top]))
            nodes[top] = list(ast.walk(body[top]))
        twins = [nodes[edit.top][edit.index] for edit in edits]
        for edit, twin in zip(edits, twins, strict=True):
            replacement = edit.change(twin)
            if replacement is not None:
                ast.copy_location(replacement, twin)
                put(body[edit.top], twin, replacement)
            after = ast.unparse(replacement or twin)
            ast.fix_missing_locations(body[edit.top])
        return ast.Module(body, []), after


@cache
def _compiled(statement: ast.stmt) -> CodeType:
    return compile(ast.Module([statement], []), "script.py", "exec")


@cache
def _pickled(statement: ast.stmt) -> bytes:
    """A statement to be copied from: faster than `deepcopy`."""
    return pickle.dumps(statement)


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


def brought(chapter: str, tree: ast.Module) -> list[Any]:
    """The functions and classes of a script that an earlier chapter's has word for word."""
    earlier = itertools.takewhile(lambda name: name != chapter, chapters())
    known = {
        ast.dump(node)
        for name in earlier
        for node in ast.parse((SOLUTIONS / f"{name}.py").read_text(encoding="utf-8")).body
    }
    return [node for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.dump(node) in known]


def _name(statement: ast.stmt) -> str:
    if isinstance(statement, ast.Assign):
        return ast.unparse(statement.targets[0])
    return getattr(statement, "name", "")


def _whole(node: ast.AST) -> bool:
    return not isinstance(node, ast.Constant) or (isinstance(node.value, int) and not isinstance(node.value, bool))


def _places(node: ast.AST, role: str = "", place: str = "") -> Iterator[tuple[int, tuple[str, str]]]:
    """By the identity of each node below one, what a whole number is there for, and where in the formula it stands."""
    yield id(node), (role, place)
    for field, value in ast.iter_fields(node):
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from _places(child, _role(node, field, role), _place(node, field, place))


def _role(node: ast.AST, field: str, role: str) -> str:
    if isinstance(node, ast.keyword):
        return "axis" if node.arg == "axis" else ""
    if isinstance(node, ast.Subscript) and field == "slice":
        return "index"
    if isinstance(node, ast.Call) and field == "args":
        return "index" if _called(node) in {"range", "arange"} else ""
    return role if isinstance(node, ast.expr) and not isinstance(node, ast.Call) else ""


def _place(node: ast.AST, field: str, place: str) -> str:
    if isinstance(node, ast.BinOp) and field == "right" and isinstance(node.op, ast.Div | ast.FloorDiv):
        return "in a divisor"
    if isinstance(node, ast.BinOp) and field == "right" and isinstance(node.op, ast.Pow):
        return "in an exponent"
    if isinstance(node, ast.Call) and field == "args":
        return INSIDE.get(_called(node), place)
    if isinstance(node, ast.If | ast.While | ast.IfExp) and field == "test":
        return "in a condition"
    return place if isinstance(node, ast.expr) else ""


def _called(node: ast.Call) -> str:
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def put(tree: ast.AST, old: ast.AST, new: ast.AST) -> None:
    """Put a node in the place of another one of a tree."""
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is old:
                setattr(parent, name, new)
            elif isinstance(value, list):
                value[:] = [new if item is old else item for item in value]
