"""Each contract on imports fails when an import breaks it; that all hold today is for `make lint`."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).parents[2]
BREAKS = {
    "autograder": ("autograder/checks/task.py", "import autograder.grading.run"),
    "engine": ("autograder/checks/wire.py", "from autograder.checks import task"),
    "chapters": ("chapters/forward/figures.py", "import chapters.dropout.ridge"),
    "tasks": ("autograder/tasks/forward/cases.py", "import autograder.tasks.backward.cases"),
    "answers": ("chapters/shared/style.py", "import solutions.forward"),
    "wheel": ("chapters/activations/figures.py", "from .circles import circles"),  # relative: packing misses it
    "probes": ("autograder/tasks/forward/probes.py", "from autograder.tasks.forward import measures"),
    "explained": ("chapters/shared/style.py", "import autograder.checks.wire"),
    "references": ("solutions/forward.py", "import chapters.forward.figures"),
    "tests": ("autograder/publishing/release.py", "import tests.mistakes"),
}
"""By contract, a file and an import in it that the contract forbids."""


def contracts():
    told = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))
    return [contract["id"] for contract in told["tool"]["importlinter"]["contracts"]]


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    """A copy of what the contracts look at."""
    copy = tmp_path_factory.mktemp("project")
    for folder in ("autograder", "chapters", "solutions", "tests"):
        ignored = shutil.ignore_patterns("__pycache__", "*.ipynb", "static")
        shutil.copytree(REPOSITORY / folder, copy / folder, ignore=ignored)
    for name in ("pyproject.toml", "_toc.yml"):
        shutil.copy(REPOSITORY / name, copy)
    return copy


@pytest.mark.parametrize("contract", contracts())
def test_an_import_that_breaks_a_contract_is_found(project, contract):
    name, line = BREAKS[contract]
    path = project / name
    before = path.read_text(encoding="utf-8")
    try:
        path.write_text(f"{before}\n{line}\n", encoding="utf-8")
        command = [Path(sys.executable).parent / "lint-imports", "--no-logo", "--contract", contract]
        done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    finally:
        path.write_text(before, encoding="utf-8")
    assert done.returncode == 1
    assert "Contracts: 0 kept, 1 broken." in done.stdout
    assert name.removesuffix(".py").replace("/", ".") in done.stdout
