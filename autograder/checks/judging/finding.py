"""What a check has to say: findings, and how they look in a terminal and in a notebook.

A finding says what was expected, what came, where and how far off, and the likely mistake in words. It never shows the
answer.
"""

import re
from dataclasses import dataclass, field
from html import escape


@dataclass(frozen=True)
class Finding:
    """One thing that is not right.

    Attributes
    ----------
    what : str
        What disagrees, in a sentence that starts with what is already right where something is.
    likely : str
        The likely mistake, or what to look at next; empty when nothing is known.
    where : str
        How much was compared and the worst place with both values; empty when there is no such place.
    special : bool
        Whether the task's own patterns name the mistake, and not those for any task.
    advice : bool
        Whether `likely` is no cause but advice, to be read after `what`.
    map : tuple of tuples of int
        For a small array, which entries agree (0) and which do not (1), row by row.
    """

    what: str
    likely: str = ""
    where: str = ""
    map: tuple[tuple[int, ...], ...] = ()
    special: bool = False
    advice: bool = False


@dataclass(frozen=True)
class Verdict:
    """The outcome of one check on one student's object: passed when there is no finding. No points: it was no task.

    `case` tells which case the findings are about. The cause is shown first, and what it leads to after it.
    """

    title: str
    points: float | None
    findings: tuple[Finding, ...] = field(default=())
    case: str = ""

    @property
    def passed(self) -> bool:
        """Whether the full points are due."""
        return not self.findings

    def __str__(self) -> str:
        if self.passed:
            return f"{self.title}: right. {_points(self.points)}".strip()
        lines = [f"{self.title}: not yet."]
        for finding in self.findings:
            if finding.likely and not finding.advice:
                lines.append(f"  Likely: {finding.likely}")
            lines.append(f"  {finding.what}")
            if finding.advice:
                lines.append(f"  {finding.likely}")
            if finding.where:
                lines.append(f"  ({finding.where})")
        if self.case:
            lines.append(f"  (case: {self.case})")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        """Card for a notebook: legible in light and dark, state told by words and not by colour alone."""
        colour = "#1a7f5a" if self.passed else "#b4541a"
        head = f"right. {_points(self.points)}" if self.passed else "not yet"
        body = "".join(_html(finding) for finding in self.findings)
        if self.case:
            body += _small(f"case: {self.case}")
        return (
            f'<div role="status" style="border-left:4px solid {colour};padding:.4em .9em;margin:.4em 0;max-width:46em">'
            f"<strong>{escape(self.title)}</strong>: {head}{body}</div>"
        )


def _points(points: float | None) -> str:
    if points is None:
        return ""
    return f"{points:g} point{'' if points == 1 else 's'}."


def marked(text: str) -> str:
    """HTML of a sentence: what stands between backticks is code."""
    return re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(text))


def _html(finding: Finding) -> str:
    parts = [f"<p style='margin:.4em 0'>{marked(finding.what)}</p>"]
    if finding.advice:
        parts.append(f"<p style='margin:.4em 0'>{marked(finding.likely)}</p>")
    elif finding.likely:
        parts.insert(0, f"<p style='margin:.4em 0'><em>Likely: {marked(finding.likely)}</em></p>")
    if finding.where:
        parts.append(_small(finding.where))
    return "".join(parts) + _map(finding.map)


def _small(text: str) -> str:
    return f"<p style='margin:.4em 0;font-size:.9em'>{escape(text)}</p>"


def _map(rows: tuple[tuple[int, ...], ...]) -> str:
    """Small squares, one an entry: a cross where it is wrong. A screen reader hears the wrong places instead."""
    places = [(i, j) for i, row in enumerate(rows) for j, bad in enumerate(row) if bad]
    wrong = [f"[{i}, {j}]" if len(rows) > 1 else f"[{j}]" for i, j in places]
    if not wrong or len(wrong) == sum(map(len, rows)):
        return ""
    more = f" and {len(wrong) - 20} more" if len(wrong) > 20 else ""
    label = f"Error map: wrong at {', '.join(wrong[:20])}{more}."
    square = "display:inline-block;width:1em;height:1em;line-height:1em;text-align:center;border:1px solid gray"
    marked = f"{square};background:#b4541a;color:white"
    lines = [
        "".join(f"<span style='{marked if bad else square}'>{'×' if bad else '&nbsp;'}</span>" for bad in row)
        for row in rows
    ]
    return f"<div role='img' aria-label='{label}' style='font:12px monospace'>{'<br>'.join(lines)}</div>"
