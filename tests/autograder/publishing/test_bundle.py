"""The student's bundle: nothing secret in it, the release as it is, and it works in an environment of its own."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest

from autograder.publishing.bundle import constraints, write_bundle
from autograder.publishing.release import REPOSITORY, answered_notebook, chapters, release_notebook, write_release
from autograder.tasks import load
from tests.secrets import leaks, texts

Executed = Callable[[str], tuple[nbformat.NotebookNode, nbformat.NotebookNode]]
"""From a chapter to its notebook as released, and with the answers, both run."""


@pytest.fixture(scope="module")
def bundle(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("bundle")
    for chapter in chapters():
        write_release(chapter, folder / "release")
    return write_bundle(folder / "release", folder / "made")


@pytest.fixture(scope="module")
def unpacked(bundle: Path) -> Path:
    with ZipFile(bundle) as archive:
        archive.extractall(bundle.parent / "unpacked")
    return bundle.parent / "unpacked"


@pytest.fixture(scope="module")
def environment(unpacked: Path) -> Path:
    """An environment that a student makes from the bundle's requirements, and from nothing else."""
    python = unpacked / "venv" / "bin" / "python"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", unpacked / "venv"], check=True)
    install = [Path(sys.executable).parent / "uv", "pip", "install", "--quiet", "--python", python]
    subprocess.run([*install, "-r", "requirements.txt"], cwd=unpacked, check=True)
    return python


def run(python: Path, folder: Path, *arguments: str | Path) -> subprocess.CompletedProcess:
    """Run the student's Python without a trace of ours."""
    ours = {"PYTHONPATH", "VIRTUAL_ENV", "JUPYTER_PATH", "JUPYTER_CONFIG_DIR", "COURSE_SITE"}
    clean = {name: value for name, value in os.environ.items() if name not in ours}
    clean["PATH"] = f"{python.parent}{os.pathsep}{os.defpath}"
    return subprocess.run([python, *arguments], cwd=folder, env=clean, capture_output=True, text=True, check=False)


def test_bundle_gives_nothing_away(bundle: Path) -> None:
    found = dict(texts(bundle.parent))
    assert any(name.endswith("autograder/tasks/backward/__init__.py") for name in found)
    for name, content in found.items():
        for chapter in chapters():
            assert leaks(chapter, content) == [], name
    assert not [name for name in found if "solutions/" in name or "grading" in name or "publishing" in name]
    # An experiment that no notebook needs may contain what one asks for.
    assert not [name for name in found if name.endswith(("activations/circles.py", "backward/checking.py"))]


def test_bundle_holds_the_release(unpacked: Path) -> None:
    for chapter in chapters():
        assert nbformat.read(unpacked / "notebooks" / f"{chapter}.ipynb", 4) == release_notebook(chapter)


def test_bundle_is_the_same_every_time(bundle: Path, tmp_path: Path) -> None:
    assert write_bundle(bundle.parent.parent / "release", tmp_path).read_bytes() == bundle.read_bytes()


def test_constraints_hold_every_locked_version() -> None:
    lock = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    assert len(constraints().splitlines()) == len(re.findall(r"^\S+==", lock, re.MULTILINE))


def test_students_machine_has_checks_and_no_answers(environment: Path, unpacked: Path) -> None:
    assert run(environment, unpacked, "-c", "import autograder.tasks.backward, chapters.shared.explore").returncode == 0
    assert "No module named 'solutions'" in run(environment, unpacked, "-c", "import solutions").stderr
    hidden = run(
        environment,
        unpacked,
        "-c",
        "from autograder.tasks.backward import check; check('relu', None, hidden=True)",
    )
    assert "hidden cases need the instructor's repository" in hidden.stderr


@pytest.fixture(scope="module")
def executed(environment: Path, unpacked: Path) -> Executed:
    """Run a chapter's notebook as it is released, then with the answers typed in: the bundle and nothing else.

    Both run in one kernel, whose names are forgotten in between: to start it takes as long as a notebook.
    """

    @cache
    def run_both(chapter: str) -> tuple[nbformat.NotebookNode, nbformat.NotebookNode]:
        typed = answered_notebook(chapter)
        if chapter == chapters()[-1]:
            bring_parts(typed, environment, unpacked / "notebooks")
        paths = unpacked / "untouched.ipynb", unpacked / "notebooks" / f"{chapter}.ipynb"
        for notebook, path in zip((release_notebook(chapter), typed), paths, strict=True):
            nbformat.write(notebook, path)
        done = run(environment, unpacked / "notebooks", "-c", EXECUTE, *paths)
        assert done.returncode == 0, done.stderr
        untouched, walked = (nbformat.read(path, 4) for path in paths)
        return untouched, walked

    return run_both


@pytest.mark.parametrize("chapter", chapters())
def test_a_student_walks_from_the_first_notebook_to_the_capstone(chapter: str, executed: Executed) -> None:
    _, walked = executed(chapter)
    assert [
        output for cell in walked.cells for output in cell.get("outputs", []) if output.output_type == "error"
    ] == []
    cards = "".join(str(cell.outputs) for cell in check_cells(walked, chapter))
    assert cards.count(": right.") == len(load(chapter).tasks)


@pytest.mark.parametrize("chapter", chapters())
def test_untouched_notebook_passes_no_check(chapter: str, executed: Executed) -> None:
    untouched, _ = executed(chapter)
    for cell in check_cells(untouched, chapter):
        assert cell.outputs[-1].output_type == "error", cell.source
        assert cell.outputs[-1].ename == "NotYetError"
        if cell.metadata.nbgrader.grade_id not in ("repair", "repair-name", "capstone-log"):
            assert "Nothing is written here yet" in str(cell.outputs[0])


def check_cells(notebook: nbformat.NotebookNode, chapter: str) -> list[nbformat.NotebookNode]:
    return [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("grade_id") in load(chapter).tasks]


# Not `jupyter execute`: nbclient answers widgets, and hangs now and then where a notebook has some (its issue 312).
EXECUTE = """
import sys
import nbformat
from jupyter_client.manager import start_new_kernel

manager, client = start_new_kernel(startup_timeout=120)
for path in sys.argv[1:]:
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            def keep(message):
                if message["msg_type"] in ("display_data", "execute_result", "stream", "error"):
                    cell.outputs.append(nbformat.v4.output_from_msg(message))
            client.execute_interactive(cell.source, stop_on_error=False, output_hook=keep, timeout=120)
    nbformat.write(notebook, path)
    client.execute_interactive("%reset -f", timeout=120)
client.stop_channels()
manager.shutdown_kernel(now=True)
"""


def bring_parts(capstone: nbformat.NotebookNode, python: Path, folder: Path) -> None:
    """Put into the capstone's first answer what `bring` makes of the notebooks that lie in the folder."""
    cells = {cell.metadata.nbgrader.grade_id: cell for cell in capstone.cells if "nbgrader" in cell.metadata}
    found = re.search(r"PARTS = \{.*?\n\}", cells["tools"].source, re.DOTALL)
    assert found
    done = run(
        python, folder, "-c", f"from chapters.recipe.parts import bring\n{found[0]}\nprint(bring(**PARTS), end='')"
    )
    assert done.returncode == 0, done.stderr
    cells["parts-answer"].source = done.stdout
