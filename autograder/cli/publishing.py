"""Commands that make what is given out: `course release | site | print`."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated

import typer

from autograder.cli.common import BUILD, REPOSITORY, Verbose, app, pages, short, telling


@app.command()
def release(verbose: Verbose = False) -> None:
    """Cut the answers out: release notebooks and the student's bundle, into _build."""
    from autograder.publishing.bundle import write_bundle
    from autograder.publishing.release import chapters, write_release

    names = chapters()
    with telling(verbose).phase("Releasing the notebooks and the bundle", len(names) + 1) as phase:
        for chapter in names:
            phase.advance(short(write_release(chapter, BUILD / "release")))
        phase.advance(short(write_bundle(BUILD / "release", BUILD / "bundle")))


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

    progress, spent = telling(verbose), Timings()
    bundle = BUILD / "bundle" / "deep-learning-by-hand.zip"
    with ThreadPoolExecutor(1) as beside:  # the bench mostly waits for its downloads
        bench = beside.submit(
            spent.of, "bench", build_bench, bundle, BUILD / "release", BUILD / "html" / "bench", BUILD / "bench"
        )
        with progress.phase("Running the notebooks with their answers", len(chapters())) as phase:
            spent.of("notebooks", write_pages, tell=phase.advance)
        with progress.phase("Building the site", pages()) as phase:
            spent.of("book", build_site, REPOSITORY, REPOSITORY, tell=phase.advance)
        with progress.phase("Adding the notebooks in the browser") as phase:
            phase.advance(short(bench.result()))
    if timings:
        progress.say(spent.table(BUILD / "timings.json"))


NO_CHINESE = "No font here has Chinese letters: the glossary's print as boxes. On Debian: apt install fonts-noto-cjk"


@app.command(name="print")
def print_(verbose: Verbose = False) -> None:
    """Print the book from the built site and zip the site, into _build/printed; offer both on the site."""
    from autograder.publishing.printing.edition import write_edition
    from autograder.publishing.printing.paper import letters

    if not letters("zh"):
        telling(verbose).say(NO_CHINESE)
    address = os.environ.get("COURSE_ADDRESS", "")
    with telling(verbose).phase("Printing the book and zipping the site", 3) as phase:
        made = write_edition(REPOSITORY, BUILD / "html", BUILD / "printed", address, tell=phase.advance)
    for path in made:
        telling(verbose).say(f"{short(path)}: {path.stat().st_size / 1e6:.1f} MB")
