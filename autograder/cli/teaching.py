"""Commands of a term: `course prepare | collect | status | grade | report | export`."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from autograder.cli.common import Chapter, Folder, Verbose, app, not_below_build, short, telling
from autograder.errors import CourseError


@app.command()
def prepare(folder: Folder, chapter: Chapter = "", verbose: Verbose = False) -> None:
    """Make a course folder, with a gradebook and what nbgrader releases: for every chapter, or for one."""
    from autograder.grading.course import ensure_assignment, open_course
    from autograder.publishing.release import chapters

    not_below_build(folder)
    course, names = open_course(folder), [chapter] if chapter else chapters()
    progress = telling(verbose)
    with progress.phase("Preparing the course folder", len(names)) as phase:
        for name in names:
            ensure_assignment(course, name)
            phase.advance(name)
    progress.say(f"Students' notebooks: {short(folder / 'release')}; hand in below {short(folder / 'submitted')}")


@app.command()
def collect(
    folder: Folder,
    download: Annotated[Path, typer.Argument(help="The zip file, or the folder, that the platform gave you.")],
    chapter: Annotated[
        str, typer.Argument(help="What it was handed in for. Without it each notebook tells.", show_default=False)
    ] = "",
) -> None:
    """Put what Moodle, Canvas, Gradescope, Blackboard or nbgrader hand out into your course folder."""
    from autograder.grading.course import open_course
    from autograder.grading.lms.collect import collect
    from autograder.publishing.release import chapters

    not_below_build(folder)
    if not download.exists():
        raise CourseError(f"there is no {download}; name the zip file or the folder of your download")
    if chapter and chapter not in chapters():
        raise CourseError(f"there is no chapter {chapter!r} with a notebook; there are: {', '.join(chapters())}")
    collected = collect(open_course(folder), download, chapter)
    counts = ", ".join(f"{count} {what}" for what, count in collected.counts.items() if count)
    typer.echo(f"Notebooks of {len(collected.students)} students: {counts or 'none'}")
    for path, reason in collected.left.items():
        typer.echo(f"left out: {path} {reason}.")


@app.command()
def status(folder: Folder, chapter: Chapter = "") -> None:
    """Tell where a class stands: what came in, what is to be graded by the machine and by hand. Nothing is run."""
    from autograder.grading.course import Course, handed_in
    from autograder.grading.status import look, overview

    names = [chapter] if chapter else handed_in(folder)
    every = list(look(Course(folder.resolve()), names))
    progress = telling(False)
    progress.show(overview(every))
    for one in every:
        for student, reason in one.intake.aside.items():
            progress.say(f"{one.chapter}: set aside: {student} {reason}.")


@app.command()
def grade(
    folder: Folder,
    chapter: Chapter = "",
    again: Annotated[bool, typer.Option("--again", help="Also grade what has not changed.")] = False,
    no_sandbox: Annotated[
        bool, typer.Option("--no-sandbox", help="Run students' code without a wall: it can do whatever you can.")
    ] = False,
    scheduler: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Use the workers of this Dask scheduler in place of this machine.")
    ] = "",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be graded.")] = False,
    db: Annotated[
        str, typer.Option(metavar="URL", help="The gradebook's address, such as postgresql+psycopg://user@host/course.")
    ] = "",
    verbose: Verbose = False,
) -> None:
    """Grade what is new in a class, and write each student's feedback."""
    from autograder.grading.course import Course, handed_in
    from autograder.grading.intake.names import student_name
    from autograder.grading.run import grade_class, summary
    from autograder.grading.status import look

    not_below_build(folder)
    progress = telling(verbose)
    names = [chapter] if chapter else handed_in(folder)
    if dry_run:
        for one in look(Course(folder.resolve(), db), names):
            due = [*one.intake.students] if again else one.due
            progress.say(f"{one.chapter}: {', '.join(map(student_name, due)) or 'nothing new'}")
        return
    runs = grade_class(
        folder,
        names,
        sandbox=not no_sandbox,
        again=again,
        jobs=os.cpu_count() or 1,
        scheduler=scheduler,
        db_url=db,
        progress=progress,
    )
    progress.show(summary(runs))
    for remark in (remark for run in runs for remark in run.remarks()):
        progress.say(remark)


@app.command()
def report(folder: Folder, chapter: Chapter = "", verbose: Verbose = False) -> None:
    """Write the reports of the chapters and of the course: scores, tasks, frequent mistakes, what is left to do."""
    from autograder.grading.course import Course, handed_in
    from autograder.grading.reports.chapter import write_report
    from autograder.grading.reports.course import write_course_report

    if not folder.is_dir():
        raise CourseError(f"there is no folder {folder}; name the folder of your course")
    progress, course = telling(verbose), Course(folder.resolve())
    names = [chapter] if chapter else handed_in(folder)
    with progress.phase("Writing the reports", len(names)) as phase:
        for name in names:
            phase.advance(short(write_report(course, name)))
    progress.say(f"To open: {short(write_course_report(course, handed_in(folder)))}, which leads to the others")


@app.command()
def export(
    folder: Folder,
    form: Annotated[str, typer.Argument(help="csv, canvas or moodle; feedback for the pages, to upload.")] = "csv",
    chapter: Chapter = "",
) -> None:
    """Write the grades, or the feedback, as a platform takes them, into exports/ in your course folder."""
    from autograder.grading.course import Course
    from autograder.grading.lms.export import export
    from autograder.grading.lms.hand_back import hand_back
    from autograder.publishing.release import chapters

    if not folder.is_dir():
        raise CourseError(f"there is no folder {folder}; name the folder of your course")
    course, names = Course(folder.resolve()), [chapter] if chapter else chapters()
    for path in hand_back(course, names) if form == "feedback" else export(course, form, names):
        typer.echo(f"Written: {short(path)}")
