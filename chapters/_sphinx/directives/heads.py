"""The head of a chapter and of its notebook, and the links to the pages before and behind it.

Below the title stand the chapter's question, what it costs in time, and one menu with the ways to work in its
notebook. The links at a page's end tell the question of the chapter that they lead to.
"""

from __future__ import annotations

import hashlib
import json
from html import escape
from importlib.metadata import version
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from chapters._sphinx.directives.contents import CHAPTER, chapters, header

WHEEL = f"deep_learning_by_hand-{version('deep-learning-by-hand')}-py3-none-any.whl"
HEAD = """\
<div class="chapter-head">
{question}<div class="chapter-line"><span>{place}</span> {times}
<details class="at-hand"><summary>Work in it</summary>
<ul>
<li><a href="../../bench/notebooks/index.html?path={name}.ipynb">Open in the browser</a>: it fetches NumPy from
cdn.jsdelivr.net.</li>
<li><a href="../../downloads/{name}.ipynb" download>Download</a> the notebook.</li>
<li><a href="../../downloads/deep-learning-by-hand.zip" download>Bundle of all notebooks</a></li>
<li><a href="../../downloads/{wheel}" download>Wheel</a> for Colab and VS Code:
<code>%pip install {address}{wheel}</code></li>
</ul>
</details></div>
</div>
"""
TIMES = {
    "chapter": '<span>{minutes} min to read</span> <a href="notebook.html">Notebook: {notebook_minutes} min</a>',
    "notebook": '<a href="chapter.html">The chapter: {minutes} min</a> <span>{notebook_minutes} min to do</span>',
}


def head(root: Path, name: str, page: str, address: str) -> str:
    """Return the head of a chapter's `page`, "chapter" or "notebook"."""
    names, told = chapters(root), header(root / "chapters" / name / "chapter.md")
    question = f'<p class="chapter-question">{escape(told["question"])}</p>\n' if page == "chapter" else ""
    place = f"Chapter {names.index(name) + 1} of {len(names)}"
    times = TIMES[page].format_map(told)
    return HEAD.format(name=name, question=question, place=place, times=times, wheel=WHEEL, address=address)


def _put_head(app: Sphinx, doctree: nodes.document) -> None:
    """Put the head below the title of a chapter or a notebook."""
    page = CHAPTER.fullmatch(app.env.docname)
    title = next(doctree.findall(nodes.title), None)
    if page is None or title is None:
        return
    app.env.note_dependency(str(Path(app.srcdir) / "_toc.yml"))
    address = f"{app.config.html_baseurl}downloads/" if app.config.html_baseurl else ""
    line = nodes.raw("", head(Path(app.srcdir), page["name"], page["page"], address), format="html")
    title.parent.insert(title.parent.index(title) + 1, line)


def questions(env: BuildEnvironment) -> dict[str, str]:
    """Return the question of each chapter's page."""
    return {page: metadata["question"] for page, metadata in env.metadata.items() if "question" in metadata}


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the neighbours of chapters again when any chapter's question has changed."""
    told = questions(env)
    digest = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    if getattr(env, "course_heads", None) == digest:
        return []
    env.course_heads = digest  # type: ignore[attr-defined]
    relations = env.collect_relations()
    return [page for page, (_, before, behind) in relations.items() if before in told or behind in told]


def _tell_neighbours(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Hand the questions of the chapters before and behind to templates/components/prev-next.html."""
    told = questions(app.env)
    _, before, behind = app.env.collect_relations().get(page, (None, None, None))
    context["prev_question"], context["next_question"] = told.get(before or ""), told.get(behind or "")


def setup(app: Sphinx) -> None:
    """Connect to the reading and to the making of pages."""
    app.connect("doctree-read", _put_head)
    app.connect("env-updated", _outdated)
    app.connect("html-page-context", _tell_neighbours)
