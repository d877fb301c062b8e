"""The guide for instructors, line by line: its commands run in their order, in an empty folder."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import nbformat
import pytest

from autograder.publishing.release import REPOSITORY, answered_notebook, release_notebook

PAGE = REPOSITORY / "chapters" / "reference" / "teaching.md"
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory, walled) -> Path:
    """An empty folder, with a download from Moodle in it."""
    made = tmp_path_factory.mktemp("term")
    (made / "downloads").mkdir()
    with zipfile.ZipFile(made / "downloads" / "moodle.zip", "w") as download:
        for name, notebook in (
            ("Ana Lima_101", answered_notebook("forward")),
            ("李雷_102", release_notebook("forward")),
        ):
            download.writestr(f"{name}_assignsubmission_file_/forward.ipynb", nbformat.writes(notebook))
    return made


@pytest.fixture(scope="module")
def told(folder) -> dict[str, str]:
    """What each command says."""
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    said = {}
    for line in dict.fromkeys(COMMANDS):
        done = subprocess.run(
            line, shell=True, cwd=folder, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{line}: {done.stdout}{done.stderr}"
        assert not done.stderr, f"{line}: {done.stderr}"
        said[line] = done.stdout
    return said


def test_the_guide_goes_from_an_empty_folder_to_exported_grades(folder, told):
    assert [line.split()[1] for line in told] == [
        "prepare",
        "collect",
        "status",
        "grade",
        "grade",
        "report",
        "export",
        "export",
    ]
    assert "Ana Lima" in told["course grade autumn --dry-run"]
    assert re.search(r"forward +2 +0 +0 ", told["course grade autumn"])
    (grades,) = (folder / "autumn" / "exports").glob("*.csv")
    text = grades.read_text(encoding="utf-8-sig")
    assert "Ana Lima" in text
    assert "李雷" in text
    assert list((folder / "autumn" / "exports").rglob("*.zip"))
    assert (folder / "autumn" / "reports" / "course.html").exists()


def test_every_path_that_the_guide_names_is_there(folder, told):
    named = re.findall(r"^\| `([^`]+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(named) == 7
    for name in named:
        assert (folder / "autumn" / name).exists(), name


def test_the_guide_tells_the_limits_that_hold():
    from autograder.grading import sitting
    from autograder.grading.wall.inside import keeper, shell

    text = " ".join(PAGE.read_text(encoding="utf-8").split())
    assert f"{keeper.MEMORY // 2**30} GB of memory, {keeper.DISK // 2**20} MB and {keeper.FILES:,} files" in text
    assert f"{sitting.CELL:.0f} s a cell, {sitting.CHECK:.0f} s a check, {sitting.BUDGET:.0f} s in all" in text
    assert f"{shell.MOST:,} characters of output a cell and {sitting.SHOWN:,} a notebook" in text
