"""Each student's feedback: one light page that runs nothing and asks no host for anything.

It holds what is right, each finding beside the answer it is about, points and comments by hand, and what to read
again. Nothing of a student's is taken as HTML: code, output and text are shown as text, formulas as MathML.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from html import escape
from typing import Any

import nh3
from latex2mathml.converter import convert
from markdown_it import MarkdownIt
from mdit_py_plugins.dollarmath import dollarmath_plugin
from nbformat import NotebookNode
from nbgrader.utils import is_grade, is_solution

from autograder.grading.ledger import Entry
from autograder.grading.reports.pages import render
from autograder.grading.wall import harmless
from autograder.tasks import load

LONGEST = 8_000
"""Characters of an output or an answer that the page shows: it stays light, and the notebook has the rest."""


TEXT = {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "hr", "br", "span", "div"} | {
    f"h{level}" for level in range(1, 7)
}
FORMULAS = {
    "math",
    "mrow",
    "mi",
    "mo",
    "mn",
    "mtext",
    "mspace",
    "mfrac",
    "msqrt",
    "mroot",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mtable",
    "mtr",
    "mtd",
    "mmultiscripts",
    "mprescripts",
    "none",
    "mpadded",
    "mphantom",
    "menclose",
    "mstyle",
}
ATTRIBUTES = {"math": {"display"}, "mo": {"stretchy", "fence", "form"}, "mi": {"mathvariant"}, "mspace": {"width"}}
"""All that a text by a student may become."""


@dataclass(frozen=True)
class Part:
    """A piece of the page: a section's heading, an answer, a verdict, a text by the student, or something added."""

    kind: str
    title: str = ""
    html: str = ""
    points: str = ""
    comment: str = ""
    passed: bool = True
    again: str = ""
    place: str = ""
    """What a link on the page leads to."""


def page(notebook: NotebookNode, chapter: str, student: str, entry: Entry, stamp: str = "") -> str:
    """The feedback page of a graded notebook.

    Parameters
    ----------
    notebook : NotebookNode
        As it was judged: the outputs of its check cells are the judge's.
    entry : Entry
        What the gradebook has of it.
    stamp : str
        Tells later whether the page is up to date.
    """
    return render(
        "feedback.html",
        chapter=chapter,
        student=student,
        entry=entry,
        stamp=stamp,
        mended=notebook.metadata.get("course", {}).get("mended", []),
        parts=list(_parts(notebook, chapter, entry)),
        address=os.environ.get("COURSE_ADDRESS", "").rstrip("/"),
    )


def _parts(notebook: NotebookNode, chapter: str, entry: Entry) -> list[Part]:
    parts: list[Part] = []
    titles = {name: task.title for name, task in load(chapter).tasks.items()}
    section = ""
    for cell in notebook.cells:
        about = cell.metadata.get("nbgrader", {})
        name = about.get("grade_id", "")
        if cell.cell_type == "markdown" and not about.get("solution"):
            heading = re.search(r"^## +(.+)$", cell.source, re.MULTILINE)
            if heading and about.get("locked", True):
                section = heading[1]
                parts.append(Part("section", section))
        elif is_grade(cell) and not is_solution(cell):
            passed = entry.scores.get(name, 0.0) >= entry.points.get(name, 0.0)
            card = next((o.data["text/html"] for o in cell.outputs if o.output_type == "display_data"), "")
            verdict = Part("verdict", titles.get(name, name), card, _points(entry, name), "", passed, section, name)
            parts.append(verdict)
            if not passed:  # the answer that it is about stands open
                last = max((n for n, part in enumerate(parts) if part.kind == "answer"), default=None)
                if last is not None:
                    parts[last] = replace(parts[last], passed=False)
        elif is_solution(cell) and cell.cell_type == "code":
            html = f'<pre tabindex="0">{_cut(cell.source)}</pre>{_outputs(cell)}'
            parts.append(Part("answer", name, html, "", entry.comments.get(name, "")))
        elif is_solution(cell):
            text = markdown(cell.source)
            parts.append(Part("text", section, text, _points(entry, name), entry.comments.get(name, ""), place=name))
        elif cell.cell_type == "code" and not about and cell.outputs:
            parts.append(Part("added", html=f'<pre tabindex="0">{_cut(cell.source)}</pre>{_outputs(cell)}'))
    return parts


def markdown(text: str) -> str:
    """HTML of a text by a student: no HTML, pictures or links of its own, formulas as MathML."""
    return nh3.clean(_markdown.render(text[:LONGEST]), tags=TEXT | FORMULAS, attributes=ATTRIBUTES)


def _math(content: str, options: dict[str, Any]) -> str:
    try:
        return str(convert(content, display="block" if options["display_mode"] else "inline"))
    except Exception:  # a formula that is none: the library raises what it likes
        return f"<code>{escape(content)}</code>"


_markdown = MarkdownIt("commonmark", {"html": False}).disable(["image", "link", "autolink"])
_markdown.use(dollarmath_plugin, renderer=_math, double_inline=True)


def _points(entry: Entry, name: str) -> str:
    return f"{entry.scores[name]:g} of {entry.points[name]:g}" if name in entry.scores else ""


def _outputs(cell: NotebookNode) -> str:
    """What a cell has shown, as text; a picture only where it is small."""
    shown = []
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            shown.append(output.text)
        elif output.output_type == "error":
            shown.append(f"{output.ename}: {output.evalue}\n")
        else:
            shown.append(str(output.data.get("text/plain", "")) + "\n")
    text = "".join(shown)
    return f'<pre class="output" tabindex="0">{_cut(text)}</pre>' if text.strip() else ""


def _cut(text: str) -> str:
    """Text for a page, which it neither breaks nor fills."""
    more = "\n[... the notebook has the rest]" if len(text) > LONGEST else ""
    return escape(harmless.text(text, LONGEST) + more)
