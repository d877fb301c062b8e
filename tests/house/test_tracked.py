"""Git keeps what people write, and nothing that a command leaves behind."""

import subprocess
from pathlib import PurePosixPath

import pytest

from tests.browser import REPOSITORY

WRITTEN = {
    *("*.py", "*.md", "*.toml", "*.yml", "*.yaml", "*.bib", "*.html", "*.css", "*.js", "*.svg", "*.in"),
    *("LICENSE", "Makefile", ".gitignore", ".ci/run", "package.json"),
}
RECORDED = {
    *("requirements.lock", "package-lock.json", "autograder/publishing/pyodide/wheels.txt"),
    *(
        "autograder/tasks/*/expected.json",
        "autograder/tasks/*/mistakes.json",
        "autograder/tasks/*/specimens.json",
        "tests/scores.json",
    ),
    *("tests/solutions/goldens/*.json", "tests/chapters/backward/pytorch.json"),
    *("chapters/_sphinx/pictures/*.webp", "chapters/_sphinx/static/katex/fonts/*.woff2"),
}
"""What a command writes anew on purpose only, and what comes from others as it is."""

LEFT_BEHIND = [
    *(".venv/installed", "_build/html/index.html", "chapters/forward/notebook.ipynb", ".hypothesis/examples/one"),
    *(".pytest_cache/README.md", ".mypy_cache/one.json", ".ruff_cache/one", "deep_learning_by_hand.egg-info/PKG-INFO"),
    *("autograder/__pycache__/cli.cpython-311.pyc", "chapters/.ipynb_checkpoints/one.ipynb", ".jupyterlite.doit.db"),
]


def git(*arguments):
    done = subprocess.run(["git", *arguments], cwd=REPOSITORY, capture_output=True, text=True, check=False)
    return done.stdout.splitlines()


@pytest.fixture(scope="module", autouse=True)
def _repository():
    if git("rev-parse", "--show-prefix") != [""]:
        pytest.skip("this copy of the course is no git repository")


def is_one_of(name, patterns):
    return any(PurePosixPath(name).match(pattern) for pattern in patterns)


def test_every_tracked_file_is_of_a_kind_that_people_write_or_a_record_kept_on_purpose():
    tracked = git("ls-files")
    assert len(tracked) > 100
    assert [name for name in tracked if not is_one_of(name, WRITTEN | RECORDED)] == []


@pytest.mark.parametrize("name", LEFT_BEHIND)
def test_what_commands_leave_behind_is_ignored(name):
    assert git("check-ignore", "--no-index", name) == [name]


def test_nothing_is_tracked_that_is_ignored():
    assert git("ls-files", "--cached", "--ignored", "--exclude-standard") == []
