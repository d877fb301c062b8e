"""How a long command tells where it is: phases one after the other, each with a bar and the time left.

A terminal shows the bar and keeps one line of each phase. A pipe, a dumb terminal and continuous integration get plain
lines: one when a phase begins, and a few more where it takes long.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console, RenderableType
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

PATIENCE = 20
"""Seconds after which a plain phase says how far it is, at each quarter of its way."""


class Progress:
    """Tells a command's phases on a console.

    Parameters
    ----------
    console : rich.console.Console, optional
        Where to tell; nowhere without one.
    verbose : bool
        Also tell each step of a phase in a line.
    """

    def __init__(self, console: Console | None = None, verbose: bool = False) -> None:
        self.console = console or Console(quiet=True)
        self.verbose = verbose

    @contextmanager
    def phase(self, title: str, total: int = 1) -> Iterator[Phase]:
        """Tell of a phase of so many steps while the `with` block runs."""
        began = time.monotonic()
        if _moves(self.console):
            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            with Bars(*columns, console=self.console, transient=True) as bars:
                yield BarPhase(self, total, bars, title)
            self.say(f"{title}: {_duration(time.monotonic() - began)}")
        else:
            self.say(f"{title} ...")
            yield PlainPhase(self, total)

    def say(self, line: str) -> None:
        """Tell a line, as it is, at once."""
        self.console.print(line, markup=False, highlight=False, soft_wrap=True)

    def show(self, what: RenderableType) -> None:
        """Show a table."""
        self.console.print(what)


class Phase:
    """A phase that is going on."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.progress = progress
        self.total = total
        self.done = 0

    def advance(self, detail: str = "") -> None:
        """One more step is done; what it was is told where the command is verbose."""
        self.done += 1
        if detail and self.progress.verbose:
            self.note(detail)

    def note(self, line: str) -> None:
        """Tell a line at once."""
        self.progress.say(f"  {line}")


class BarPhase(Phase):
    """A phase with a bar, in a terminal."""

    def __init__(self, progress: Progress, total: int, bars: Bars, title: str) -> None:
        super().__init__(progress, total)
        self.bars = bars
        self.task = bars.add_task(title, total=total)

    def advance(self, detail: str = "") -> None:
        """Move the bar."""
        super().advance(detail)
        self.bars.update(self.task, completed=self.done, total=max(self.done, self.total))


class PlainPhase(Phase):
    """A phase in plain lines."""

    def __init__(self, progress: Progress, total: int) -> None:
        super().__init__(progress, total)
        self.began = self.told = time.monotonic()

    def advance(self, detail: str = "") -> None:
        """Tell each quarter of a long phase."""
        super().advance(detail)
        now = time.monotonic()
        before, quarter = (4 * done // self.total for done in (self.done - 1, self.done))
        if before < quarter < 4 and now - self.told >= PATIENCE:
            self.told = now
            left = (now - self.began) / self.done * (self.total - self.done)
            self.note(f"{self.done} of {self.total}, about {_duration(left)} left")


def _moves(console: Console) -> bool:
    """Whether a console can show a bar that moves and somebody is there to see it."""
    return console.is_terminal and not console.is_dumb_terminal and not os.environ.get("CI")


def _duration(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 100 else f"{seconds / 60:.0f} min"
