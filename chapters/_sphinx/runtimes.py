"""The table of run times: how long the cells of each chapter's page and of its notebook took when they last ran.

    :::{runtimes}
    :::

A page's time is jupyter-cache's, a notebook's is the one that `course site` wrote into its metadata.
"""

from __future__ import annotations

import json
from pathlib import Path

from docutils import nodes
from myst_nb.sphinx_ import NbMetadataCollector
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective

from .contents import chapters


class runtimes(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """The place of the table, which can only be made when all pages have been read."""


class Runtimes(SphinxDirective):
    """The directive `runtimes`."""

    def run(self) -> list[nodes.Node]:
        """Leave the place."""
        self.env.metadata[self.env.docname]["runtimes"] = True
        return [runtimes()]


def seconds(env: BuildEnvironment, name: str) -> tuple[float, float]:
    """Seconds that a chapter's page and its notebook took."""
    page = NbMetadataCollector.get_exec_data(env, f"chapters/{name}/chapter")
    notebook = json.loads(Path(env.srcdir, "chapters", name, "notebook.ipynb").read_text(encoding="utf-8"))
    return (page or {}).get("runtime") or 0.0, notebook["metadata"]["seconds"]


def _fill(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    for place in doctree.findall(runtimes):
        names = chapters(Path(app.srcdir))
        place.replace_self(_table(app.env, names))


def _table(env: BuildEnvironment, names: list[str]) -> nodes.table:
    rows = [["chapter", "page (seconds)", "notebook (seconds)"]]
    rows += [[name, *(f"{value:.1f}" for value in seconds(env, name))] for name in names]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=1) for _ in rows[0]), cols=len(rows[0]))
    made = [nodes.row("", *(nodes.entry("", nodes.paragraph(text=text)) for text in row)) for row in rows]
    group += nodes.thead("", made[0])
    group += nodes.tbody("", *made[1:])
    return nodes.table("", group)


def _always(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the page again in each build in which another was."""
    return [name for name, metadata in env.metadata.items() if metadata.get("runtimes")]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("runtimes", Runtimes)
    app.add_node(runtimes)
    app.connect("doctree-resolved", _fill)
    app.connect("env-updated", _always)
