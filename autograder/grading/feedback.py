"""Each student's feedback: nbgrader's page of the graded notebook, made to ask no other host for anything."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache
from nbconvert.exporters import HTMLExporter
from nbgrader.converters import GenerateFeedback
from nbgrader.converters.base import NbGraderException
from nbgrader.coursedir import CourseDirectory

from autograder.errors import CourseError
from autograder.grading.course import Course, quiet

ELSEWHERE = re.compile(r"<script[^>]*\ssrc=\"https?://[^>]*>\s*</script>|<link[^>]*\shref=\"https?://[^>]*>")


class OfflineExporter(HTMLExporter):
    """HTML that opens from a student's disk without a network; formulas show as they were typed."""

    def from_notebook_node(self, nb: Any, resources: Any = None, **keywords: Any) -> tuple[Any, Any]:
        """Convert, and leave out what would be loaded from elsewhere."""
        page, resources = super().from_notebook_node(nb, resources, **keywords)
        return ELSEWHERE.sub("", page), resources

    def _create_environment(self) -> Environment:
        """Compile the templates once, not for each student: that took a third of the time of a page."""
        environment: Environment = super()._create_environment()  # type: ignore[no-untyped-call]
        environment.bytecode_cache = FileSystemBytecodeCache()
        return environment


def write_feedback(course: Course, chapter: str, students: Sequence[str]) -> None:
    """Write `feedback/<student>/<chapter>/<chapter>.html` for these students, all of whom have been graded.

    Raises
    ------
    CourseError
        When nbgrader cannot write a page.
    """
    for student in students:
        config = course.config
        config.CourseDirectory.student_id = student
        config.CourseDirectory.assignment_id = chapter
        config.GenerateFeedback.exporter_class = OfflineExporter
        with quiet():
            converter = GenerateFeedback(coursedir=CourseDirectory(config=config), config=config)
            converter.force = True
            try:
                converter.start()
            except NbGraderException as error:
                raise CourseError(f"the feedback of {student} could not be written: {error}") from error
