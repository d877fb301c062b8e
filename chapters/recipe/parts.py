"""Bring your own parts: classes and functions from the notebooks of other chapters, put into the cell that asks."""

from __future__ import annotations

import ast
import json
import symtable
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from IPython.core.getipython import get_ipython


class MissingPartError(Exception):
    """A part cannot be brought. IPython shows one line in place of a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Definition(NamedTuple):
    """A statement at the top level of a notebook that gives a name its meaning."""

    text: str
    uses: frozenset[str]
    """Names from outside that it needs."""
    written: bool
    """Whether no `raise NotImplementedError` is left in it."""


def bring(**wanted: Iterable[str]) -> str | None:
    """Replace the cell that calls this by your own code from other notebooks.

    Parameters
    ----------
    **wanted
        For each notebook in the current folder, by its name without `.ipynb`, the classes and functions to take:
        `bring(backward=["Affine", "ReLU"])`. What they use of their own notebook comes with them.

    Returns
    -------
    str or None
        Where no notebook runs, the code, to be pasted.

    Raises
    ------
    MissingPartError
        When a notebook is not there, or a part is not in it or not written yet.
    """
    text = collected(wanted, Path.cwd())
    shell = get_ipython()
    if shell is None:
        return text
    shell.set_next_input(text, replace=True)  # what %load does
    print("Your own code stands in this cell now. Run the cell once more.")  # noqa: T201
    return None


def reserve(wanted: Mapping[str, Iterable[str]], namespace: dict[str, object]) -> None:
    """Let the names of parts that are not there yet stand for something that a check can name: nothing is written."""

    def not_brought(*_: object, **__: object) -> None:
        raise NotImplementedError

    for names in wanted.values():
        for name in names:
            namespace.setdefault(name, not_brought)


def collected(wanted: Mapping[str, Iterable[str]], folder: Path) -> str:
    """Return the code of all wanted parts, notebook by notebook, in the order in which each defines them."""
    owners: dict[str, str] = {}
    texts: dict[str, None] = {}
    for chapter, names in wanted.items():
        for name, part in _with_what_they_use(chapter, list(names), folder).items():
            if owners.setdefault(name, chapter) != chapter and part.text not in texts:
                raise MissingPartError(
                    f"`{name}` is one thing in {owners[name]}.ipynb and another in {chapter}.ipynb: "
                    "give one of them another name."
                )
            texts[part.text] = None
    return "\n\n\n".join(texts)


def _with_what_they_use(chapter: str, names: list[str], folder: Path) -> dict[str, Definition]:
    """The wanted definitions of one notebook, and those that they use, in the notebook's order."""
    path = folder / f"{chapter}.ipynb"
    if not path.is_file():
        raise MissingPartError(f"There is no {path.name} in this folder: put your notebook beside this one.")
    known = definitions(json.loads(path.read_text(encoding="utf-8")))
    chosen: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in known:
            raise MissingPartError(f"`{name}` is nowhere defined in {path.name}, or in a cell that Python cannot read.")
        if not known[name].written:
            raise MissingPartError(f"`{name}` in {path.name} is not written yet: write it there and save the notebook.")
        chosen.add(name)
        waiting += known[name].uses & known.keys() - chosen
    return {name: known[name] for name in known if name in chosen}


def definitions(notebook: Mapping[str, list[dict[str, object]]]) -> dict[str, Definition]:
    """Return what a student's own cells define, by name; of two definitions of a name, the last."""
    found: dict[str, Definition] = {}
    for cell in notebook["cells"]:
        if cell["cell_type"] != "code" or _locked(cell):
            continue
        source = "".join(cell["source"]) if isinstance(cell["source"], list) else str(cell["source"])
        try:
            statements = ast.parse(source).body
        except SyntaxError:
            continue
        for statement in statements:
            for name in _bound(statement):
                found.pop(name, None)  # the order is that of the last definitions
                found[name] = _definition(source, statement)
    return found


def _locked(cell: Mapping[str, object]) -> bool:
    """Whether a cell is the course's own, such as the imports and the checks."""
    metadata = cell["metadata"]
    return isinstance(metadata, dict) and bool(metadata.get("nbgrader", {}).get("locked"))


def _bound(statement: ast.stmt) -> Iterator[str]:
    """The names that a statement gives a meaning."""
    if isinstance(statement, ast.ClassDef | ast.FunctionDef):
        yield statement.name
    elif isinstance(statement, ast.Import | ast.ImportFrom):
        yield from ((alias.asname or alias.name).split(".")[0] for alias in statement.names)
    elif isinstance(statement, ast.Assign | ast.AnnAssign):
        targets = statement.targets if isinstance(statement, ast.Assign) else [statement.target]
        yield from (node.id for target in targets for node in ast.walk(target) if isinstance(node, ast.Name))


def _definition(source: str, statement: ast.stmt) -> Definition:
    decorators = getattr(statement, "decorator_list", [])
    first = min([statement.lineno, *(each.lineno for each in decorators)])
    text = "\n".join(source.splitlines()[first - 1 : statement.end_lineno])
    written = not any(
        isinstance(node, ast.Raise) and node.exc is not None and "NotImplementedError" in ast.unparse(node.exc)
        for node in ast.walk(statement)
    )
    return Definition(text, frozenset(_outside(symtable.symtable(text, "cell", "exec"))), written)


def _outside(table: symtable.SymbolTable) -> Iterator[str]:
    """The names that code reads and does not make: those at the top, and the globals of what lies within."""
    top = table.get_type() == "module"
    yield from (
        symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced() and (top or symbol.is_global())
    )
    for inner in table.get_children():
        yield from _outside(inner)
