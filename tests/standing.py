"""What an object of a script stands on: where two submissions share that, they share the verdict on it."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from symtable import SymbolTable, symtable


def standing_on(script: str, names: Iterable[str]) -> str:
    """The part of a script that can make a difference to these names.

    Every definition whose name is used in a definition of that part, be it in a string, and all that is no definition.
    """
    statements = _statements(script)
    occurring, before = set(names), set[str]()
    while occurring != before:
        before = set(occurring)
        occurring = occurring.union(*(_words(text) for name, text in statements if name in occurring))
    return "\n".join(text for name, text in statements if name is None or name in occurring)


@cache
def _words(text: str) -> frozenset[str]:
    """The names that a statement takes from outside of it, and the words of its strings but for docstrings."""
    tree = ast.parse(text)
    remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and id(node) not in remarks]
    words = {word for value in strings if isinstance(value, str) for word in re.findall(r"\w+", value)}
    return frozenset(words.union(_taken(symtable(text, "a statement", "exec"))))


def _taken(scope: SymbolTable) -> Iterator[str]:
    yield from (symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global() and symbol.is_referenced())
    for inner in scope.get_children():
        yield from _taken(inner)


@lru_cache(maxsize=1)
def _statements(script: str) -> list[tuple[str | None, str]]:
    """Each statement of a script, without comments outside; definitions with their names."""
    lines, found = script.splitlines(), []
    for node in ast.parse(script).body:
        start = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", []))])
        found.append((_defined(node), "\n".join(lines[start - 1 : node.end_lineno])))
    return found


def _defined(node: ast.stmt) -> str | None:
    """The name of a function or class, or of what one name is set to."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.Assign(targets=[ast.Name(id=name)]):
            return name
    return None
