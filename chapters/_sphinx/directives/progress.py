"""How many questions each page has, and places where the reader's browser tells how many of them are answered.

    :::{progress}
    :::

is a table of the pages with questions and of their kinds, and the buttons to save, load and forget what was answered.
The role ``{answered}`chapters/forward/chapter` `` is a place for a quiet "3 of 12" of one page. `static/progress.js`
fills both in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective, SphinxRole
from sphinx.writers.html5 import HTML5Translator

from chapters._sphinx.directives.pencil import question_field
from chapters._sphinx.directives.questions import KINDS, question
from chapters._sphinx.directives.tables import table

Questions = list[tuple[str, str]]
"""The kind and the name of each question of a page."""

ACTIONS = """\
<noscript><p>How many of them you have answered, only a script can tell, and here none may run.</p></noscript>
<div class="progress-actions pst-js-only">
<button type="button" data-action="save">Save to a file</button>
<label>Load from a file <input type="file" accept=".json"></label>
<button type="button" data-action="forget">Forget all</button>
<p role="status"></p>
</div>
"""


class progress_table(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """The place of the table, which can only be made when all pages have been read."""


class progress_count(nodes.Inline, nodes.Element):  # noqa: N801
    """So many of the questions with these `names`; of a `page`, until all pages have been read."""


class Progress(SphinxDirective):
    """The directive `progress`."""

    def run(self) -> list[nodes.Node]:
        """Leave the place, and the buttons below it."""
        return [progress_table(), nodes.raw("", ACTIONS, format="html")]


class Answered(SphinxRole):
    """The role `answered`."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        """Leave the place."""
        return [progress_count(page=self.text, names=[], always=False)], []


def questions(env: BuildEnvironment) -> dict[str, Questions]:
    """Return the questions of all pages that have any, in the order of the table of contents."""

    def walk(page: str) -> Iterator[str]:
        yield page
        for below in env.toctree_includes.get(page, []):
            yield from walk(below)

    found = {page: env.metadata[page].get("questions") for page in walk(env.config.root_doc)}
    return {page: here for page, here in found.items() if here}


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    """Note which questions a page has, and whether it tells of those of other pages."""
    metadata: dict[str, Any] = app.env.metadata[app.env.docname]
    metadata["questions"] = [(box["kind"], box["ids"][0]) for box in doctree.findall(question)]
    metadata["tells_progress"] = _tells(doctree)


def _tells(doctree: nodes.document) -> bool:
    return any(doctree.findall(lambda node: isinstance(node, progress_table | progress_count)))


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the pages that tell of others' questions again when any question has changed."""
    titles = [(page, env.titles[page].astext(), here) for page, here in questions(env).items()]
    digest = hashlib.sha256(json.dumps(titles).encode()).hexdigest()
    if getattr(env, "course_progress", None) == digest:
        return []
    env.course_progress = digest  # type: ignore[attr-defined]
    return [page for page, metadata in env.metadata.items() if metadata.get("tells_progress")]


def _fill(app: Sphinx, doctree: nodes.document, page: str) -> None:
    there = questions(app.env)
    for place in doctree.findall(progress_count):
        place["names"] = [name for _, name in there.get(place["page"], [])]
    for place in list(doctree.findall(progress_table)):
        place.replace_self(_table(app, page, there))


def _table(app: Sphinx, page: str, there: dict[str, Questions]) -> nodes.table:
    """Return the table of pages and kinds, with the sum of each row and of each column."""
    kinds = [kind for kind in KINDS if any(kind == one for here in there.values() for one, _ in here)]

    def row(first: nodes.Node | str, here: Questions) -> list[nodes.Node | str]:
        columns = [*([kind] for kind in kinds), kinds]
        names = [[name for kind, name in here if kind in column] for column in columns]
        return [first, *(progress_count(names=each, always=True) for each in names)]

    def link(other: str) -> nodes.reference:
        address = app.builder.get_relative_uri(page, other)
        return nodes.reference("", app.env.titles[other].astext(), refuri=address, internal=True)

    rows = [row(link(other), here) for other, here in there.items()]
    every = row("all", [each for here in there.values() for each in here])
    return table(["page", *kinds, "all"], [*rows, every])


def _visit_count(translator: HTML5Translator, node: progress_count) -> None:
    names, quiet = node["names"], "" if node["always"] else ' data-quiet=""'
    number = str(len(names)) if node["always"] else ""
    if names:
        translator.body.append(f'<span class="answered" data-questions="{" ".join(names)}"{quiet}>{number}</span>')
    else:
        translator.body.append(number)
    raise nodes.SkipNode


def _add_scripts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the scripts only where there is something to keep, to check or to count."""
    metadata: dict[str, Any] = app.env.metadata[page]
    if metadata.get("questions") or metadata.get("tells_progress"):
        context["keeps_progress"] = True  # templates/layout.html loads it, before the style sheet
    if doctree is not None and any(doctree.findall(question_field)):
        app.add_js_file("pencil.js", loading_method="defer")
    if "progress-actions" in context.get("body", ""):
        app.add_js_file("progress-file.js", loading_method="defer")


def setup(app: Sphinx) -> None:
    """Register the directive, the role and the nodes, and connect to the making of pages."""
    app.add_directive("progress", Progress)
    app.add_role("answered", Answered())
    app.add_node(progress_table)
    app.add_node(progress_count, html=(_visit_count, None))
    app.connect("doctree-read", _collect)
    app.connect("env-updated", _outdated)
    app.connect("doctree-resolved", _fill)
    app.connect("html-page-context", _add_scripts)
