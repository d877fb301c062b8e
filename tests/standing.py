"""What an object of a script stands on: where two submissions share that, they share the verdict on it."""

import ast
import re
from collections.abc import Iterable
from functools import cache, lru_cache


def standing_on(script: str, names: Iterable[str]) -> str:
    """The part of a script that can make a difference to these names.

    Every definition whose name occurs in a definition of that part, be it in a string, and all that is no definition.
    """
    statements = _statements(script)
    occurring, before = set(names), set[str]()
    while occurring != before:
        before = set(occurring)
        occurring = occurring.union(*(_words(text) for name, text in statements if name in occurring))
    return "\n".join(text for name, text in statements if name is None or name in occurring)


@cache
def _words(text: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", text))


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
