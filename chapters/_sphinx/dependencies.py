"""A page is executed again when a module that its cells import has changed, and only then.

jupyter-cache knows a notebook by its code cells and its kernel's description, not by the modules that it imports. So
this extension follows the imports of a page's cells through the project's own modules, writes a fingerprint of them
into the kernel's description while the page is read, and tells Sphinx that the page depends on these files.
"""

from __future__ import annotations

import ast
import hashlib
import importlib.metadata
import json
import re
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import yaml

if TYPE_CHECKING:
    from sphinx.application import Sphinx

# What the cells print and draw also depends on these.
_LIBRARIES = ("ipywidgets", "matplotlib", "numpy", "optuna", "pillow", "scikit-learn", "scipy")
_CELL = re.compile(r"^(?P<fence>`{3,})\{code-cell\}.*?\n(?P<code>.*?)^(?P=fence)\s*$", re.MULTILINE | re.DOTALL)
_HEADER = re.compile(r"\A---\n(.*?\n)---\n", re.DOTALL)
_MAGIC = re.compile(r"^(:[\w-]+:|---|\s*[%!]).*$", re.MULTILINE)


def dependencies(source: str, root: Path) -> set[Path]:
    """Return the project's files that Python code imports, directly or through one another.

    Parameters
    ----------
    source : str
        Python code.
    root : Path
        The folder from which the project's modules are imported.
    """
    found: set[Path] = set()
    waiting = [source]
    while waiting:
        for module in imported(waiting.pop()):
            for path in _files(module, root) - found:
                found.add(path)
                waiting.append(path.read_text(encoding="utf-8"))
    return found


def fingerprint(paths: set[Path], root: Path) -> str:
    """Return a digest of the files' contents and of the versions of the libraries that draw."""
    digest = hashlib.sha256()
    for library in _LIBRARIES:
        digest.update(f"{library} {importlib.metadata.version(library)}\n".encode())
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode() + b"\n" + path.read_bytes())
    return digest.hexdigest()


_PARSING = Lock()
"""Notebooks are made side by side, and threads of CPython 3.11 that parse at once disturb each other's depth."""


@cache
def imported(source: str) -> list[str]:
    """Return the modules that a code names, in one pass for all chapters: most of what they import is the same."""
    found: dict[str, None] = {}
    with _PARSING:
        tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= dict.fromkeys(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= dict.fromkeys([node.module, *(f"{node.module}.{alias.name}" for alias in node.names)])
    return list(found)


def _files(module: str, root: Path) -> set[Path]:
    """Return the files that are run when a module of the project is imported, its packages' included."""
    parts = module.split(".")
    places = [root.joinpath(*parts[: depth + 1]) for depth in range(len(parts))]
    candidates = [place.with_suffix(".py") for place in places] + [place / "__init__.py" for place in places]
    return {path for path in candidates if path.is_file()}


def _on_source_read(app: Sphinx, name: str, content: list[str]) -> None:
    header = _HEADER.match(content[0])
    cells = "\n".join(_MAGIC.sub("", match["code"]) for match in _CELL.finditer(content[0]))
    if header is None or not cells:
        return
    root = Path(app.srcdir)
    try:
        paths = dependencies(cells, root)
    except SyntaxError:
        return  # the page's execution tells what is wrong, and where
    metadata = yaml.safe_load(header[1])
    metadata.setdefault("kernelspec", {"name": "python3", "display_name": "Python 3"})
    metadata["kernelspec"]["fingerprint"] = fingerprint(paths, root)
    for path in paths:
        app.env.note_dependency(str(path))
    # One line of JSON is YAML, too; the empty lines keep the numbers of the lines below, which warnings tell.
    padding = "\n" * header[1].count("\n")
    content[0] = f"---\n{json.dumps(metadata)}{padding}---\n{content[0][header.end() :]}"


def setup(app: Sphinx) -> None:
    """Connect to the reading of pages."""
    app.connect("source-read", _on_source_read)
