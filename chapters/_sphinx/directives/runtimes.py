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

from chapters._sphinx.directives.contents import chapters
from chapters._sphinx.directives.tables import table


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
    rows = [[name, *(f"{value:.1f}" for value in seconds(env, name))] for name in names]
    return table(["chapter", "page (seconds)", "notebook (seconds)"], rows)


def _always(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the page again in each build in which another was."""
    return [name for name, metadata in env.metadata.items() if metadata.get("runtimes")]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("runtimes", Runtimes)
    app.add_node(runtimes)
    app.connect("doctree-resolved", _fill)
    app.connect("env-updated", _always)
