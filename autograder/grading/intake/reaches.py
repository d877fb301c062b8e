"""Code that takes from the course what it should write: sentences for the instructor, found in the text of the cells.

Nothing here decides about points. A submission is only read, and who wants to hide something from this can.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence

ROOMS = ("autograder", "chapters", "solutions")
OFFERED = {"autograder.checks", "autograder.checks.check_gradients", "autograder.checks.Function"}
"""What the guide offers to everybody, beside what a notebook imports itself."""
FREE = ("chapters.shared.",)
"""What an answer may use where its notebook imports it: data, and a container that runs layers in turn."""
MOST = 10
"""Sentences about one submission; more would tell nothing new."""
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
ALIASES = (ast.Name, ast.Attribute, ast.Lambda)
"""What is a thing of the course's under another name, where it is assigned."""
IMPORTERS = ("__import__", "import_module", "find_spec", "run_module", "resolve_name")

Told = tuple[ast.stmt | ast.expr, str]
"""A place, and what is told of it."""


def reaches(sources: Sequence[str], own: Sequence[str]) -> list[str]:
    """Find what a submission's code takes from the course, where the notebook's own cells do not.

    Parameters
    ----------
    sources : sequence of str
        The submission's code cells. Those that are the notebook's own are passed over.
    own : sequence of str
        The code cells of the released notebook.

    Returns
    -------
    list of str
        A sentence for each place, with its line, in the order of the cells; at most `MOST`.
    """
    given = _names(tree for source in own if (tree := _parsed(source)) is not None)
    found: list[str] = []
    for source in sources:
        tree = None if source in own else _parsed(source)
        if tree is not None:
            lines = _readable(source).splitlines()
            found += [f"`{lines[node.lineno - 1].strip()[:200]}` {what}" for node, what in _taken(tree, given)]
    return list(dict.fromkeys(found))[:MOST]


def _taken(tree: ast.Module, given: dict[str, str]) -> list[Told]:
    names = given | _names([tree])
    try:
        return [*_imports(tree, given), *_strings(tree), *_insides(tree, names), *_answers(tree, names)]
    except RecursionError:  # thousands of texts in a row
        return []


def _readable(source: str) -> str:
    """The text without the lines that IPython alone understands; as many lines as before."""
    lines = source.splitlines()
    return "\n".join("" if line.lstrip().startswith(("%", "!", "?")) else line for line in lines)


def _parsed(source: str) -> ast.Module | None:
    """The tree of a cell; None where it is no Python, so that it does not run either."""
    try:
        return ast.parse(_readable(source))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def _is_ours(name: str) -> bool:
    return name.partition(".")[0] in ROOMS


def _names(trees: Iterable[ast.Module]) -> dict[str, str]:
    """What imports from the course bind, by the names that they bind it to."""
    names: dict[str, str] = {}
    for tree in trees:
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                names |= {each.asname or each.name.partition(".")[0]: each.name for each in node.names}
            elif isinstance(node, ast.ImportFrom) and not node.level:
                names |= {each.asname or each.name: f"{node.module}.{each.name}" for each in node.names}
    return {bound: name for bound, name in names.items() if _is_ours(name)}


def _imports(tree: ast.Module, given: dict[str, str]) -> Iterator[tuple[ast.stmt, str]]:
    """Imports from the course that are not those of the notebook."""
    allowed = OFFERED | set(given.values())
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [each.name for each in node.names]
        elif isinstance(node, ast.ImportFrom) and not node.level:
            names = [f"{node.module}.{each.name}" for each in node.names]
        else:
            continue
        taken = [name for name in names if _is_ours(name) and name not in allowed]
        if taken:
            told = " and ".join(f"`{name}`" for name in taken)
            yield node, f"imports {told}, which the notebook's own cells do not."


def _strings(tree: ast.Module) -> Iterator[tuple[ast.expr, str]]:
    """Names of the course's modules as texts, handed to what imports by name, or looked up."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            parts = [*node.args, *(keyword.value for keyword in node.keywords)]
            texts = [text for part in parts if (text := _text(part)) and (called in IMPORTERS or "." in text)]
        elif isinstance(node, ast.Subscript):
            texts = [_text(node.slice)]
        else:
            continue
        for text in texts:
            if all(part.isidentifier() for part in text.split(".")) and _is_ours(text):
                yield node, f"asks for `{text}` by its name."


def _text(node: ast.expr) -> str:
    """A text that is written out, also in parts; empty for anything else."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = _text(node.left), _text(node.right)
        return left + right if left and right else ""
    if isinstance(node, ast.JoinedStr):
        parts = [_text(part.value if isinstance(part, ast.FormattedValue) else part) for part in node.values]
        return "".join(parts) if all(parts) else ""
    return ""


def _insides(tree: ast.Module, names: dict[str, str]) -> Iterator[tuple[ast.expr, str]]:
    """Looks into the check, or behind the names of what was imported: with a dot, with `getattr` or the like."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            of, inside = node.value, node.attr
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("getattr", "vars", "dir") and node.args:
            of, inside = node.args[0], _text(node.args[1]) if len(node.args) > 1 else "__dict__"
        else:
            continue
        name = names.get(of.id, "") if isinstance(of, ast.Name) else ""
        if name.startswith("autograder.tasks.") and name.endswith(".check"):
            yield node, f"looks into `{name}`: a check is there to be called."
        elif name and inside.startswith("__"):
            yield node, f"looks behind `{name}`."


def _answers(tree: ast.Module, names: dict[str, str]) -> Iterator[tuple[ast.expr, str]]:
    """What a chapter's own modules hold, used inside a function or a class, or under another name."""
    used = {bound for bound, name in names.items() if name.startswith("chapters.") and not name.startswith(FREE)}
    for statement in tree.body:
        aliases = isinstance(statement, ast.Assign | ast.AnnAssign) and isinstance(statement.value, ALIASES)
        if isinstance(statement, DEFINITIONS) or aliases:
            theirs = _bound(statement)
            for node in ast.walk(statement):
                if isinstance(node, ast.Name) and node.id in used - theirs:
                    yield node, f"uses `{names[node.id]}` for an answer: what it holds comes with the course."


def _bound(statement: ast.stmt) -> set[str]:
    """Names that a statement binds itself: arguments and variables that are called like a module of the course."""
    nodes = list(ast.walk(statement))
    stored = {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    return stored | {node.arg for node in nodes if isinstance(node, ast.arg)}
