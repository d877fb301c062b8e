"""Commands to try the whole, and to see what a machine lacks: `course sample | doctor`."""

from __future__ import annotations

import os

import typer

from autograder.cli.common import BUILD, Folder, Verbose, app, short, telling


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

    progress, course, names = telling(verbose), open_course(folder), chapters()
    if why_not():
        progress.say(f"Note: {why_not()}. The sample class, our own code, is graded without it.")
    with progress.phase("Making a sample class", len(names)) as phase:
        for number, chapter in enumerate(names):
            phase.advance(f"{chapter}: {len(make_sample_class(course, chapter, number))} students")
    runs = grade_class(folder, names, sandbox=not why_not(), jobs=os.cpu_count() or 1, progress=progress)
    with progress.phase("Writing the reports", len(runs)) as phase:
        for run in runs:
            phase.advance(short(write_report(course, run.chapter, run.intake)))
    course_report = write_course_report(course, names)
    progress.show(summary(runs))
    progress.say("Made. To open:")
    progress.say(f"  the site           {short(BUILD / 'html' / 'index.html')} (make serve)")
    progress.say(f"  the bundle         {short(BUILD / 'bundle' / 'deep-learning-by-hand.zip')}")
    progress.say(f"  the gradebook      {short(course.folder / 'gradebook.db')}")
    progress.say(f"  feedback           {short(course.folder / 'feedback')}/<student>/")
    progress.say(f"  the course report  {short(course_report)}, which leads to those of the chapters")


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
