"""An instructor's course folder, laid out as nbgrader wants it, so that its own commands work there too.

FOLDER/gradebook.db                                   the gradebook (SQLite)
FOLDER/source/backward/backward.ipynb                 with answers and hidden tests; release/ without
FOLDER/submitted/<student>/backward/backward.ipynb    what students handed in: only ever read
FOLDER/autograded/, feedback/, reports/               what grading writes
"""

from __future__ import annotations

import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from io import StringIO
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config
from traitlets.config.loader import PyFileConfigLoader

from autograder.errors import CourseError
from autograder.publishing.release import REPOSITORY, STUB, chapters, source_notebook, write_if_changed

OURS, THEIRS = "nbgrader_course.py", "nbgrader_config.py"
"""Settings of nbgrader: the course's, and the instructor's, which begin with them."""

CONFIG = '''\
"""What this course asks of nbgrader's own commands here; `course grade` writes it, so change nothing."""

from nbgrader.converters import GenerateAssignment
from nbgrader.preprocessors import ClearSolutions

c = get_config()  # noqa: F821
c.ClearSolutions.code_stub = {stub!r}
# What a repair hands out stands in the source beside the right lines; all else is nbgrader's own.
c.GenerateAssignment.preprocessors = [
    "autograder.publishing.planted.PlantOrClear" if each is ClearSolutions else each
    for each in GenerateAssignment.preprocessors.default()
]
# `nbgrader autograde`, also by the form grader's button, does what `course grade` does: behind the wall.
c.Autograde.sanitize_preprocessors = ["autograder.grading.plugins.Rebuild"]
c.Autograde.autograde_preprocessors = [
    "autograder.grading.plugins.ExecuteAndJudge",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]
'''
YOURS = '''\
"""Your settings of nbgrader in this folder: late policy, exchange, the course's name, ..."""

c = get_config()  # noqa: F821
load_subconfig("{ours}")  # noqa: F821
c.CourseDirectory.course_id = "deep-learning-by-hand"
'''


SERVER = '''\
"""`jupyter server --config=jupyter_server_config.py` opens nbgrader's form grader here; change what you like."""

c = get_config()  # noqa: F821
c.ServerApp.default_url = "/formgrader"
c.ServerApp.ip = "localhost"
# The form grader in the course's look, light and dark.
c.ServerApp.jpserver_extensions = {"autograder.grading.formgrader": True}
# A page that shows what strangers wrote has no way to a terminal.
c.ServerApp.terminals_enabled = False
'''


@dataclass(frozen=True)
class Course:
    """A course folder and how nbgrader reaches it.

    Attributes
    ----------
    folder : Path
    db : str
        Address of the gradebook, where it is neither the folder's own nor in the instructor's settings.
    """

    folder: Path
    db: str = ""

    @property
    def db_url(self) -> str:
        """Address of the gradebook."""
        return str(self.config.CourseDirectory.db_url)

    @cached_property
    def config(self) -> Config:
        """Settings for nbgrader: the instructor's, with what this folder is.

        Raises
        ------
        CourseError
            When the instructor's settings cannot be read.
        """
        config = Config()
        config.CourseDirectory.course_id = "deep-learning-by-hand"
        config.CourseDirectory.db_url = f"sqlite:///{self.folder / 'gradebook.db'}"
        config.ClearSolutions.code_stub = STUB
        if (self.folder / THEIRS).exists():
            try:
                config.merge(PyFileConfigLoader(THEIRS, path=str(self.folder)).load_config())
            except Exception as error:  # it is a program: it can raise anything
                told = f"{self.folder / THEIRS} cannot be read: {type(error).__name__}: {error}"
                raise CourseError(told) from error
        config.CourseDirectory.root = str(self.folder)
        if self.db:
            config.CourseDirectory.db_url = self.db
        return config

    @property
    def is_new(self) -> bool:
        """Whether nobody has made its gradebook yet, as far as that can be seen without asking a server."""
        address = self.db_url
        return address.startswith("sqlite:///") and not Path(address.removeprefix("sqlite:///")).exists()

    @property
    def course_id(self) -> str:
        """The course's name in the gradebook."""
        return str(self.config.CourseDirectory.course_id)

    def gradebook(self) -> Gradebook:
        """The gradebook, to be used in a `with` statement."""
        return Gradebook(self.db_url, self.course_id)

    def submission(self, student: str, chapter: str) -> Path:
        """Where a student's notebook lies."""
        return self.folder / "submitted" / student / chapter / f"{chapter}.ipynb"


def open_course(folder: Path, db: str = "") -> Course:
    """The course in a folder, made if it is new.

    Raises
    ------
    CourseError
        When the folder cannot be a course: it is a file, or part of what `make clean` removes.
    """
    _reach_alembic()
    folder = folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise CourseError(f"{folder} is a file; name the folder of your course")
    if folder == REPOSITORY:
        raise CourseError(f"{folder} is the project itself; keep your class in a folder of its own")
    try:
        for name in ("source", "submitted"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        write_if_changed(folder / OURS, CONFIG.format(stub=STUB))
        theirs = folder / THEIRS
        for path, text in ((theirs, YOURS.format(ours=OURS)), (folder / "jupyter_server_config.py", SERVER)):
            if not path.exists() or _is_of_an_earlier_version(path):
                path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CourseError(f"{folder} cannot be written: {error.strerror}; name another folder") from error
    course = Course(folder, db)
    if OURS not in theirs.read_text(encoding="utf-8"):
        raise CourseError(f'{theirs} does not include {OURS}: add the line load_subconfig("{OURS}") below get_config()')
    return course


def handed_in(folder: Path) -> list[str]:
    """The chapters for which anybody has handed in a notebook, in the course's order.

    Raises
    ------
    CourseError
        When nobody has handed in anything.
    """
    paths = list(folder.glob("submitted/*/**/*.ipynb"))
    found = {path.parent.name for path in paths} | {word for path in paths for word in re.findall("^[a-z]+", path.stem)}
    names = [chapter for chapter in chapters() if chapter in found]
    if not names:
        raise CourseError(
            f"nobody has handed in anything below {folder / 'submitted'};"
            " notebooks lie at submitted/<student>/<chapter>/<chapter>.ipynb there"
        )
    return names


def ensure_assignment(course: Course, chapter: str) -> None:
    """Put a chapter's assignment into the gradebook and its release into the folder, if it is new or has changed.

    Raises
    ------
    CourseError
        When there is no such chapter, or nbgrader does not take it.
    """
    if chapter not in chapters():
        raise CourseError(f"there is no chapter {chapter!r} with a notebook; there are: {', '.join(chapters())}")
    source = course.folder / "source" / chapter / f"{chapter}.ipynb"
    text = nbformat.writes(source_notebook(chapter)) + "\n"
    known = source.exists() and source.read_text(encoding="utf-8") == text and _in_gradebook(course, chapter)
    if known:
        return
    write_if_changed(source, text)
    with quiet():
        result = NbGraderAPI(config=course.config).generate_assignment(chapter, force=True, create=True)
    if not result["success"]:
        reason = str(result.get("error", "no reason given")).strip().splitlines()[-1]
        raise CourseError(f"nbgrader did not take the notebook of {chapter}: {reason}")


def _is_of_an_earlier_version(settings: Path) -> bool:
    """Whether the instructor's settings were written by the course itself, which once had no file of its own."""
    return settings.read_text(encoding="utf-8").startswith('"""Settings of nbgrader\'s own commands in this folder."""')


def _reach_alembic() -> None:
    """Put the environment's programs on the path: nbgrader calls `alembic` by name when it makes a gradebook."""
    programs, path = str(Path(sys.executable).parent), os.environ.get("PATH", os.defpath)
    if programs not in path.split(os.pathsep):
        os.environ["PATH"] = programs + os.pathsep + path


def _in_gradebook(course: Course, chapter: str) -> bool:
    with course.gradebook() as gradebook:
        try:
            return bool(gradebook.find_assignment(chapter).notebooks)
        except MissingEntry:
            return False


@contextmanager
def quiet() -> Iterator[StringIO]:
    """Keep the logs and warnings of nbgrader and SQLAlchemy away; give the errors among nbgrader's, as text."""
    errors = StringIO()
    handler = logging.StreamHandler(errors)
    logger = logging.getLogger("traitlets")
    before = logger.handlers, logger.propagate
    logger.handlers, logger.propagate = [handler], False
    logging.disable(logging.WARNING)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield errors
    finally:
        logging.disable(logging.NOTSET)
        logger.handlers, logger.propagate = before
