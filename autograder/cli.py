"""The command line: `course release | site | sample | grade | report | doctor`.

Each command says what it makes. A user's mistake ends in one sentence; a run that is stopped goes on when called again.
"""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Annotated

import typer

from autograder.errors import CourseError

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


@app.command()
def release() -> None:
    """Cut the answers out: release notebooks and the student's bundle, into _build."""
    from autograder.publishing.bundle import write_bundle
    from autograder.publishing.release import chapters, write_release

    for chapter in chapters():
        typer.echo(f"release   {_short(write_release(chapter, BUILD / 'release'))}")
    typer.echo(f"bundle    {_short(write_bundle(BUILD / 'release', BUILD / 'bundle'))}")


@app.command()
def site(timings: Annotated[bool, typer.Option("--timings", help="Also tell where the time went.")] = False) -> None:
    """Build the site, into _build/html, with the bench in the browser."""
    from autograder.publishing.bench import build_bench
    from autograder.publishing.page import write_pages
    from autograder.publishing.site import build_site
    from autograder.publishing.timings import Timings

    spent = Timings()
    bundle = BUILD / "bundle" / "deep-learning-by-hand.zip"
    with ThreadPoolExecutor(1) as beside:  # the bench mostly waits for its downloads
        bench = beside.submit(
            spent.of, "bench", build_bench, bundle, BUILD / "release", BUILD / "html" / "bench", BUILD / "bench"
        )
        spent.of("notebooks", write_pages, tell=typer.echo)
        built = spent.of("book", build_site, REPOSITORY, REPOSITORY, tell=typer.echo)
        typer.echo(f"bench     {_short(bench.result())}")
    typer.echo(f"site      {_short(built / 'index.html')}")
    if timings:
        typer.echo(spent.table(BUILD / "timings.json"))


@app.command()
def grade(
    folder: Folder,
    chapter: Chapter = "",
    again: Annotated[bool, typer.Option("--again", help="Also grade what has not changed.")] = False,
    no_sandbox: Annotated[
        bool, typer.Option("--no-sandbox", help="Run students' code without a wall: it can do whatever you can.")
    ] = False,
) -> None:
    """Grade what is new in a class, and write each student's feedback."""
    from autograder.grading.course import handed_in
    from autograder.grading.run import grade_class

    _not_below_build(folder)
    for name in [chapter] if chapter else handed_in(folder):
        run = grade_class(folder, name, sandbox=not no_sandbox, again=again, tell=typer.echo)
        typer.echo(run.summary())


@app.command()
def report(folder: Folder, chapter: Chapter = "") -> None:
    """Write the class report: scores, tasks, the most frequent mistakes, what is left to do."""
    from autograder.grading.course import Course, handed_in
    from autograder.grading.report import write_report

    if not folder.is_dir():
        raise CourseError(f"there is no folder {folder}; name the folder of your course")
    for name in [chapter] if chapter else handed_in(folder):
        typer.echo(f"report    {_short(write_report(Course(folder.resolve()), name))}")


@app.command()
def sample(folder: Folder) -> None:
    """Make a sample class from the catalogue of mistakes, grade it, and sum up what there is to open."""
    from autograder.grading.course import open_course
    from autograder.grading.report import write_report
    from autograder.grading.run import grade_class
    from autograder.grading.sample import make_sample_class
    from autograder.grading.sandbox import why_not
    from autograder.publishing.release import chapters

    if why_not():
        typer.echo(f"Note: {why_not()}. The sample class, our own code, is graded without it.")
    course = open_course(folder)
    reports = []
    for chapter in chapters():
        make_sample_class(course, chapter)
        typer.echo(grade_class(folder, chapter, sandbox=not why_not(), tell=typer.echo).summary())
        reports.append(write_report(course, chapter))
    typer.echo("\nMade. To open:")
    typer.echo(f"  the site           {_short(BUILD / 'html' / 'index.html')} (make serve)")
    typer.echo(f"  the bundle         {_short(BUILD / 'bundle' / 'deep-learning-by-hand.zip')}")
    typer.echo(f"  the gradebook      {_short(course.folder / 'gradebook.db')}")
    typer.echo(f"  feedback           {_short(course.folder / 'feedback')}/<student>/")
    for path in reports:
        typer.echo(f"  the class report   {_short(path)}")


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
    try:
        app()
    except CourseError as error:
        typer.echo(f"course: {error}", err=True)
        sys.exit(2)
    except SystemExit as ended:
        if ended.code == STOPPED:
            typer.echo("\nStopped. Call the same command again to go on.", err=True)
        raise
