"""Feedback to upload: a zip file for each chapter, in which students' folders have the names that Moodle gave them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from autograder.errors import CourseError
from autograder.grading.course import Course
from autograder.grading.intake.names import student_name
from autograder.grading.lms.collect import numbers_of


def hand_back(course: Course, names: Sequence[str]) -> list[Path]:
    """Write the zip files of some chapters into `exports/`; return them.

    Raises
    ------
    CourseError
        When there is no feedback.
    """
    numbers, written = numbers_of(course), []
    for chapter in names:
        pages = sorted(course.folder.glob(f"feedback/*/{chapter}/{chapter}.html"))
        if not pages:
            continue
        written.append(course.folder / "exports" / f"feedback-{chapter}.zip")
        written[-1].parent.mkdir(exist_ok=True)
        with ZipFile(written[-1], "w", ZIP_DEFLATED) as archive:
            for page in pages:
                student = page.parts[-3]
                number = numbers.get(chapter, {}).get(student, "")
                folder = student_name(student) + (f"_{number}_assignsubmission_file_" if number else "")
                info = ZipInfo(f"{folder}/{page.name}")  # of no date: the same feedback gives the same bytes
                info.compress_type = ZIP_DEFLATED
                archive.writestr(info, page.read_bytes())
    if not written:
        raise CourseError(f"there is no feedback yet; call `course grade {course.folder}` first")
    return written
