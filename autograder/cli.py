"""The command line: `course release | site | sample | prepare | collect | status | grade | report | export | doctor`.

Each command says what it makes. A user's mistake ends in one sentence; a run that is stopped goes on when called again.
"""

from __future__ import annotations

import os
import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from autograder.errors import CourseError

if TYPE_CHECKING:
    from autograder.progress import Progress

app = typer.Typer(
    no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, help="Deep Learning by Hand."
)

REPOSITORY = Path(__file__).resolve().parents[1]
BUILD = REPOSITORY / "_build"
STOPPED = 130
"""Exit code that Typer gives when a command is stopped by Ctrl-C."""

Folder = Annotated[
    Path, typer.Argument(help="Your course folder: gradebook, submissions, feedback. Never below _build.")
]
Chapter = Annotated[
    str,
    typer.Argument(
        help="A chapter's name, such as backward. Without one: every chapter that somebody has handed in.",
        show_default=False,
    ),
]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", envvar="VERBOSE", help="Tell every step.")]


@app.command()
def release(verbose: Verbose = False) -> None:
    """Cut the answers out: release notebooks and the student's bundle, into _build."""
    from autograder.publishing.bundle import write_bundle
    from autograder.publishing.release import chapters, write_release

    names = chapters()
    with _progress(verbose).phase("Releasing the notebooks and the bundle", len(names) + 1) as phase:
        for chapter in names:
            phase.advance(_short(write_release(chapter, BUILD / "release")))
        phase.advance(_short(write_bundle(BUILD / "release", BUILD / "bundle")))


@app.command()
def site(
    timings: Annotated[bool, typer.Option("--timings", help="Also tell where the time went.")] = False,
    verbose: Verbose = False,
) -> None:
    """Build the site, into _build/html, with the bench in the browser."""
    from autograder.publishing.bench import build_bench
    from autograder.publishing.page import write_pages
    from autograder.publishing.release import chapters
    from autograder.publishing.site import build_site
    from autograder.publishing.timings import Timings

    progress, spent = _progress(verbose), Timings()
    bundle = BUILD / "bundle" / "deep-learning-by-hand.zip"
    with ThreadPoolExecutor(1) as beside:  # the bench mostly waits for its downloads
        bench = beside.submit(
            spent.of, "bench", build_bench, bundle, BUILD / "release", BUILD / "html" / "bench", BUILD / "bench"
        )
        with progress.phase("Running the notebooks with their answers", len(chapters())) as phase:
            spent.of("notebooks", write_pages, tell=phase.advance)
        with progress.phase("Building the site", _pages()) as phase:
            spent.of("book", build_site, REPOSITORY, REPOSITORY, tell=phase.advance)
        with progress.phase("Adding the notebooks in the browser") as phase:
            phase.advance(_short(bench.result()))
    if timings:
        progress.say(spent.table(BUILD / "timings.json"))


@app.command()
def prepare(folder: Folder, chapter: Chapter = "", verbose: Verbose = False) -> None:
    """Make a course folder, with a gradebook and what nbgrader releases: for every chapter, or for one."""
    from autograder.grading.course import ensure_assignment, open_course
    from autograder.publishing.release import chapters

    _not_below_build(folder)
    course, names = open_course(folder), [chapter] if chapter else chapters()
    with _progress(verbose).phase("Preparing the course folder", len(names)) as phase:
        for name in names:
            ensure_assignment(course, name)
            phase.advance(name)
    _progress(verbose).say(
        f"Students' notebooks: {_short(folder / 'release')}; hand in below {_short(folder / 'submitted')}"
    )


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

    _not_below_build(folder)
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
    progress = _progress(False)
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

    _not_below_build(folder)
    progress = _progress(verbose)
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
    progress, course = _progress(verbose), Course(folder.resolve())
    names = [chapter] if chapter else handed_in(folder)
    with progress.phase("Writing the reports", len(names)) as phase:
        for name in names:
            phase.advance(_short(write_report(course, name)))
    progress.say(f"To open: {_short(write_course_report(course, handed_in(folder)))}, which leads to the others")


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
        typer.echo(f"Written: {_short(path)}")


@app.command()
def sample(folder: Folder, verbose: Verbose = False) -> None:
    """Make a sample class from the catalogue of mistakes, grade it, and sum up what there is to open."""
    from autograder.grading.course import open_course
    from autograder.grading.reports.chapter import write_report
    from autograder.grading.reports.course import write_course_report
    from autograder.grading.run import grade_class, summary
    from autograder.grading.sample import make_sample_class
    from autograder.grading.wall.bubblewrap import why_not
    from autograder.publishing.release import chapters

    progress, course, names = _progress(verbose), open_course(folder), chapters()
    if why_not():
        progress.say(f"Note: {why_not()}. The sample class, our own code, is graded without it.")
    with progress.phase("Making a sample class", len(names)) as phase:
        for number, chapter in enumerate(names):
            phase.advance(f"{chapter}: {len(make_sample_class(course, chapter, number))} students")
    runs = grade_class(folder, names, sandbox=not why_not(), jobs=os.cpu_count() or 1, progress=progress)
    with progress.phase("Writing the reports", len(runs)) as phase:
        for run in runs:
            phase.advance(_short(write_report(course, run.chapter, run.intake)))
    course_report = write_course_report(course, names)
    progress.show(summary(runs))
    progress.say("Made. To open:")
    progress.say(f"  the site           {_short(BUILD / 'html' / 'index.html')} (make serve)")
    progress.say(f"  the bundle         {_short(BUILD / 'bundle' / 'deep-learning-by-hand.zip')}")
    progress.say(f"  the gradebook      {_short(course.folder / 'gradebook.db')}")
    progress.say(f"  feedback           {_short(course.folder / 'feedback')}/<student>/")
    progress.say(f"  the course report  {_short(course_report)}, which leads to those of the chapters")


@app.command()
def doctor() -> None:
    """Say what this machine has, what it lacks, and how to get it."""
    from autograder.grading.doctor import examine

    signs = examine()
    for sign in signs:
        state = "there  " if sign.found else ("MISSING" if sign.needed else "not yet")
        typer.echo(f"{state}  {sign.name}" + ("" if sign.found else f": {sign.advice}"))
    if any(sign.needed and not sign.found for sign in signs):
        raise typer.Exit(1)


def _progress(verbose: bool) -> Progress:
    """What tells how far a command is, on standard output."""
    from rich.console import Console

    from autograder.progress import Progress

    return Progress(Console(), verbose)


def _pages() -> int:
    """How many pages the book has."""
    contents = (REPOSITORY / "_toc.yml").read_text(encoding="utf-8")
    return contents.count("root:") + contents.count("file:")


def _short(path: Path) -> str:
    """The path from here, where that is shorter."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)


def _not_below_build(folder: Path) -> None:
    if folder.resolve().is_relative_to(BUILD):
        raise CourseError(
            f"{folder} lies below _build, which `make clean` removes; keep your class in a folder of its own"
        )


def main() -> None:
    """Run the command line; a mistake that the user can mend is one sentence and exit code 2."""
    # jsonschema would compile a grammar of web addresses, three seconds at every start, for a check that no notebook
    # needs; it does without where the grammar's package is missing.
    sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]
    if not sys.warnoptions:  # a library's warning is for those who develop; `python -W` shows them
        warnings.simplefilter("ignore")
    try:
        app()
    except CourseError as error:
        typer.echo(f"course: {error}", err=True)
        sys.exit(2)
    except SystemExit as ended:
        if ended.code == STOPPED:
            typer.echo("\nStopped. Call the same command again to go on.", err=True)
        raise
