"""What the book consists of: its chapters in their order, and what the header of each tells.

The header of a chapter's `chapter.md` has the entries `summary` (one sentence), `question` (what it answers), `needs`
(the chapters that come before it), `minutes` and `notebook_minutes`.

On a chapter's page,

    :::{exercises}
    :::

lists what its notebook asks for, each with a link to the place.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

ENTRIES = ("summary", "question", "needs", "minutes", "notebook_minutes")
CHAPTER = re.compile(r"chapters/(?P<name>\w+)/(?P<page>chapter|notebook)")


def header(path: Path) -> dict[str, Any]:
    """Return the header of a chapter's page.

    Raises
    ------
    ValueError
        If an entry is missing.
    """
    found = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    for entry in ENTRIES:
        if entry not in found:
            raise ValueError(f"{path} has no {entry!r} in its header")
    return dict(found)


def chapters(root: Path) -> list[str]:
    """Return the names of the chapters in the order of the table of contents."""
    contents = (root / "_toc.yml").read_text(encoding="utf-8")
    return re.findall(r"file: chapters/(\w+)/chapter$", contents, re.MULTILINE)


class Exercises(SphinxDirective):
    """The directive `exercises`: the sections of the chapter's notebook."""

    def run(self) -> list[nodes.Node]:
        """Read the headings from the notebook's source."""
        page = CHAPTER.fullmatch(self.env.docname)
        if page is None:
            raise self.error("exercises belong to a chapter's page")
        path = Path(self.env.srcdir) / "solutions" / f"{page['name']}.py"
        self.env.note_dependency(str(path))
        found = nodes.bullet_list()
        for title in re.findall(r"^# ## (\d+\. .+)$", path.read_text(encoding="utf-8"), re.MULTILINE):
            link = nodes.reference("", title, refuri=f"notebook.html#{nodes.make_id(title)}", internal=True)
            found += nodes.list_item("", nodes.paragraph("", "", link))
        return [found]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("exercises", Exercises)
