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
from io import StringIO
from pathlib import Path

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.apps.api import NbGraderAPI
from traitlets.config import Config
from traitlets.config.loader import ConfigFileNotFound, PyFileConfigLoader

from autograder.errors import CourseError
from autograder.publishing.release import REPOSITORY, STUB, chapters, source_notebook, write_if_changed

COURSE = "deep-learning-by-hand"
OURS, THEIRS = "course_config.py", "nbgrader_config.py"
"""Settings of nbgrader: the course's, and the instructor's, which begin with them."""

CONFIG = '''\
"""Settings of nbgrader's own commands in this folder; written anew when the course changes."""

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = {course!r}
c.ClearSolutions.code_stub = {stub!r}
c.OverwriteCells.add_missing_cells = True
'''

YOURS = f'''\
"""Your own settings of nbgrader, such as penalties for what is late. What you write here stays."""

load_subconfig("{OURS}")  # noqa: F821
c = get_config()  # noqa: F821
'''


@dataclass(frozen=True)
class Course:
    """A course folder and how nbgrader reaches it."""

    folder: Path

    @property
    def db_url(self) -> str:
        """Address of the gradebook."""
        return f"sqlite:///{self.folder / 'gradebook.db'}"

    @property
    def config(self) -> Config:
        """Settings for nbgrader's converters: the instructor's, and over them what this folder needs.

        Raises
        ------
        CourseError
            When the instructor's settings cannot be read.
        """
        try:
            config = Config(PyFileConfigLoader(THEIRS, path=str(self.folder)).load_config())
        except ConfigFileNotFound:
            config = Config()
        except Exception as error:  # a mistake in what an instructor wrote, which is a program
            raise CourseError(f"{self.folder / THEIRS} cannot be read: {type(error).__name__}: {error}") from error
        config.CourseDirectory.root = str(self.folder)
        config.CourseDirectory.db_url = self.db_url
        config.CourseDirectory.setdefault("course_id", COURSE)
        config.ClearSolutions.code_stub = STUB
        config.OverwriteCells.add_missing_cells = True
        return config

    def gradebook(self) -> Gradebook:
        """The gradebook, to be used in a `with` statement."""
        return Gradebook(self.db_url, self.config.CourseDirectory.course_id)

    def submission(self, student: str, chapter: str) -> Path:
        """Where a student's notebook lies."""
        return self.folder / "submitted" / student / chapter / f"{chapter}.ipynb"


def open_course(folder: Path) -> Course:
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
        write_if_changed(folder / OURS, CONFIG.format(course=COURSE, stub=STUB))
        theirs = folder / THEIRS
        if not theirs.exists() or _is_of_an_earlier_version(theirs):
            write_if_changed(theirs, YOURS)
    except OSError as error:
        raise CourseError(f"{folder} cannot be written: {error.strerror}; name another folder") from error
    return Course(folder)


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
    if not (course.folder / "gradebook.db").exists():
        return False
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
