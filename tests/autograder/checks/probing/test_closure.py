"""Probes are found by name, and run where nothing but what they import is mounted."""

import ast
import json
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.checks.wire import encode
from autograder.publishing.release import chapters
from autograder.tasks import load

REPOSITORY = Path(__file__).parents[4]

PROBE = """
import json, sys
from importlib import import_module
from autograder.checks.probing.driving import returned
from autograder.checks.wire import decode, encode

told = json.load(sys.stdin)
for address in told["addresses"]:
    module, _, function = address.partition(":")
    assert callable(getattr(import_module(module), function)), address
probe = getattr(import_module(module), function)
came = returned(probe, [lambda *_, **__: None] * 3, decode(told["cases"]), 10)
print(json.dumps({"modules": sorted(sys.modules), "replies": encode(came)}))
"""


def imported_by(name):
    """The modules of the project that a module imports."""
    found = set()
    tree = ast.parse((REPOSITORY / f"{name.replace('.', '/')}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        names = (
            [node.module, *(f"{node.module}.{each.name}" for each in node.names)]
            if isinstance(node, ast.ImportFrom)
            else []
        )
        names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
        found |= {each for each in names if (REPOSITORY / f"{each.replace('.', '/')}.py").is_file()}
    return found


def closure(names):
    """These modules, and all of the project's that they import, directly or not."""
    found, new = set(), set(names)
    while new:
        found |= new
        new = {each for name in new for each in imported_by(name)} - found
    return found


@pytest.mark.parametrize("chapter", chapters())
def test_probes_run_where_only_what_they_import_is_mounted(chapter, tmp_path):
    tasks = load(chapter).tasks.values()
    addresses = [task.address for task in tasks]
    for name in closure({"autograder.checks.probing.driving", *(address.partition(":")[0] for address in addresses)}):
        path = tmp_path / f"{name.replace('.', '/')}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((REPOSITORY / path.relative_to(tmp_path)).read_bytes())
        for package in path.relative_to(tmp_path).parents[:-1]:
            (tmp_path / package / "__init__.py").touch()
    last = list(tasks)[-1]
    told = json.dumps({"addresses": addresses, "cases": encode(last.asked(last.cases(1)))})
    command = [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}){PROBE}"]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=True, cwd=tmp_path)
    came = json.loads(done.stdout)
    foreign = {name.partition(".")[0] for name in came["modules"]}
    assert not foreign & {"chapters", "solutions", "sklearn", "matplotlib", "scipy"}
    assert not {name for name in came["modules"] if name.startswith("autograder.checks.judging")}
