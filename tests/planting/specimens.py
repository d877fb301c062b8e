"""Records small mutants of a chapter's specimen, for tests that students write: `python -m tests.planting.specimens`.

A mutant that computes the same as the specimen is none. `same` of the chapter's `SPECIMENS` names them.
"""

from __future__ import annotations

import ast
import json
import pickle
import sys
from collections.abc import Iterable, Iterator
from importlib import import_module

from autograder.publishing.expected import FOLDER
from autograder.tasks.kinds.catching import Specimens
from autograder.tasks.kinds.probes import probe_catching
from tests.planting.edits import put
from tests.planting.mutation import changes


def chapters_with_specimens() -> list[str]:
    """The chapters in which students write a test."""
    return sorted(path.parent.name for path in FOLDER.glob("*/specimens.py"))


def specimens(chapter: str) -> Specimens:
    """What the test of a chapter is tried on."""
    found: Specimens = import_module(f"autograder.tasks.{chapter}.specimens").SPECIMENS
    return found


def mutants(model: str) -> Iterator[tuple[str, str]]:
    """Words and program of each small change of a program."""
    tree = ast.parse(model)
    seen = {ast.unparse(tree)}
    for index, node in enumerate(ast.walk(tree)):
        for _, change in changes(node):
            twin = pickle.loads(pickle.dumps(tree))
            place = list(ast.walk(twin))[index]
            replacement = change(place)
            if replacement is not None:
                put(twin, place, ast.copy_location(replacement, place))
            ast.fix_missing_locations(twin)
            text = ast.unparse(twin)
            if text not in seen:
                seen.add(text)
                yield f"has `{ast.unparse(replacement or place)}` where `{ast.unparse(node)}` belongs", text


def said(chapter: str, programs: Iterable[str]) -> list[bool]:
    """Whether the reference's test calls each program wrong; one that it stumbles over is called wrong."""
    catches = import_module(f"solutions.{chapter}").catches
    case = {"entry": specimens(chapter).entry, "specimens": list(programs)}
    return [answer is not False for answer in probe_catching([catches], case)["came"]["said"]]


def recorded(chapter: str) -> list[list[str]]:
    """Words and program of each mutant that computes something else than the specimen."""
    tried = specimens(chapter)
    return [[words, text] for words, text in mutants(tried.model) if words not in tried.same]


if __name__ == "__main__":
    for name in sys.argv[1:] or chapters_with_specimens():
        text = json.dumps(recorded(name), indent=0) + "\n"
        (FOLDER / name / "specimens.json").write_text(text, encoding="utf-8")
