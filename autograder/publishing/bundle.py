"""The student's bundle: a zip with the notebooks, what they need, and how to begin.

The wheel in it holds the checks, and the figures and explorables that the notebooks import: no solutions, no grading,
no pages, and no experiment of a chapter, which may well contain what a notebook asks for. It is pure Python.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from autograder.errors import CourseError
from autograder.publishing.release import REPOSITORY, chapters, release_notebook
from chapters._sphinx.dependencies import dependencies

CHECKS = (
    "autograder/__init__.py",
    "autograder/checks/**/*.py",
    "autograder/tasks/**/*.py",
    "autograder/tasks/*/expected.json",
    "autograder/tasks/*/mistakes.json",
    "autograder/tasks/*/specimens.json",
)

PYPROJECT = """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "deep-learning-by-hand"
version = "{version}"
description = "{description}"
requires-python = "{python}"
license = "MIT"
license-files = ["LICENSE"]
dependencies = {dependencies}
optional-dependencies.student = {student}

[tool.hatch.build.targets.wheel]
packages = ["autograder", "chapters"]
"""

HOW_TO_BEGIN = """\
Deep Learning by Hand: the student's bundle
===========================================

You need Python 3.11 or newer. In this folder:

    python3 -m venv venv
    venv/bin/pip install -r requirements.txt        (Windows: venv\\Scripts\\pip)
    venv/bin/jupyter lab notebooks                  (Windows: venv\\Scripts\\jupyter)

Open the first notebook, fill in what is missing, and run the check below each task.
"""

FIXED_DATE = (2026, 1, 1, 0, 0, 0)
"""Date of every file in the zip: the same input gives the same bytes."""


def write_bundle(releases: Path, folder: Path) -> Path:
    """Zip the release notebooks with the wheel and the versions it was made with; return the zip's path.

    The wheel lies beside the zip, too: Colab, VS Code and the bench in the browser have everything else.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.whl"):
        old.unlink()
    with tempfile.TemporaryDirectory() as staging:
        wheel = Path(shutil.copy(build_wheel(Path(staging)), folder))
    files = {
        "README.txt": HOW_TO_BEGIN.encode(),
        "requirements.txt": f"-c constraints.txt\n./{wheel.name}[student]\n".encode(),
        "constraints.txt": constraints().encode(),
        wheel.name: wheel.read_bytes(),
    }
    for chapter in chapters():
        files[f"notebooks/{chapter}.ipynb"] = (releases / f"{chapter}.ipynb").read_bytes()
    path = folder / "deep-learning-by-hand.zip"
    with ZipFile(path, "w") as archive:
        for name, content in files.items():
            archive.writestr(ZipInfo(name, FIXED_DATE), content, ZIP_DEFLATED)
    return path


def constraints() -> str:
    """The locked versions, one a line, without hashes: what a student's installation is held to."""
    lock = (REPOSITORY / "requirements.lock").read_text(encoding="utf-8")
    return "\n".join(re.findall(r"^[a-z0-9][^\\\n]*==[^\\\n]*?(?= *\\?$)", lock, flags=re.MULTILINE)) + "\n"


def in_the_wheel() -> list[Path]:
    """The files of the student's wheel: the checks, and whatever the notebooks import."""
    cells = (
        cell.source for chapter in chapters() for cell in release_notebook(chapter).cells if cell.cell_type == "code"
    )
    imported = dependencies("\n".join(cells), REPOSITORY)
    files = imported.union(*(REPOSITORY.glob(pattern) for pattern in CHECKS))
    return sorted(files)


def build_wheel(staging: Path) -> Path:
    """Build the student's wheel in a folder of its own and return its path.

    Raises
    ------
    CourseError
        When the build fails.
    """
    source = staging / "source"
    for path in in_the_wheel():
        copy = source / path.relative_to(REPOSITORY)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    shutil.copyfile(REPOSITORY / "LICENSE", source / "LICENSE")
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    text = PYPROJECT.format(
        version=project["version"],
        description=project["description"],
        python=project["requires-python"],
        dependencies=project["dependencies"],
        student=project["optional-dependencies"]["student"],
    )
    (source / "pyproject.toml").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(staging)]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CourseError(f"the student's wheel could not be built: {done.stderr.strip().splitlines()[-1]}")
    return next(staging.glob("*.whl"))
