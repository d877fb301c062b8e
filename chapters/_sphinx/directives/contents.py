"""What a chapter costs in time and where its notebook is: below its title, and on the landing page.

The header of a chapter's `chapter.md` has the entries `summary` (one sentence), `minutes` and `notebook_minutes`.

    :::{path}
    :::

lists all chapters in the order of the table of contents, with how many of their questions are answered. On a
chapter's page,

    :::{exercises}
    :::

lists what its notebook asks for, each with a link to the place.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

CHAPTER = re.compile(r"chapters/(?P<name>\w+)/(?P<page>chapter|notebook)")
WHEEL = f"deep_learning_by_hand-{version('deep-learning-by-hand')}-py3-none-any.whl"
AT_HAND = """\
<p class="at-hand">{time}: <a href="../../bench/notebooks/index.html?path={name}.ipynb">open in the browser</a>
(it fetches NumPy from cdn.jsdelivr.net) ·
<a href="../../downloads/{name}.ipynb" download>download</a> ·
<a href="../../downloads/deep-learning-by-hand.zip" download>bundle of all notebooks</a> ·
<a href="../../downloads/{wheel}" download>wheel</a> for Colab and VS Code
(<code>%pip install {address}{wheel}</code>)</p>
"""


def header(path: Path) -> dict[str, Any]:
    """Return the header of a chapter's page.

    Raises
    ------
    ValueError
        If an entry is missing.
    """
    found = yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1])
    for entry in ("summary", "minutes", "notebook_minutes"):
        if entry not in found:
            raise ValueError(f"{path} has no {entry!r} in its header")
    return dict(found)


def chapters(root: Path) -> list[str]:
    """Return the names of the chapters in the order of the table of contents."""
    contents = (root / "_toc.yml").read_text(encoding="utf-8")
    return re.findall(r"file: chapters/(\w+)/chapter$", contents, re.MULTILINE)


class PathDirective(SphinxDirective):
    """The directive `path`: every chapter with its summary and its times."""

    def run(self) -> list[nodes.Node]:
        """Write the list in MyST and parse it."""
        root = Path(self.env.srcdir)
        lines: list[str] = []
        for name in chapters(root):
            path = root / "chapters" / name / "chapter.md"
            self.env.note_dependency(str(path))
            told = header(path)
            lines += [
                f"[{name.capitalize()}](/chapters/{name}/chapter.md) {{answered}}`chapters/{name}/chapter`",
                f": {told['summary']}",
                f"  The page takes about {told['minutes']} minutes, its [notebook](/chapters/{name}/notebook.ipynb)"
                f" {told['notebook_minutes']}.",
                "",
            ]
        self.env.note_dependency(str(root / "_toc.yml"))
        box = nodes.Element()
        self.state.nested_parse(StringList(lines, self.get_source_info()[0]), self.content_offset, box)
        return list(box.children)


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


def _put_at_hand(app: Sphinx, doctree: nodes.document) -> None:
    """Put the line with the times and the ways to the notebook below the title of a chapter or a notebook."""
    page = CHAPTER.fullmatch(app.env.docname)
    title = next(doctree.findall(nodes.title), None)
    if page is None or title is None:
        return
    told = header(Path(app.srcdir) / "chapters" / page["name"] / "chapter.md")
    time = f"{told['notebook_minutes']} minutes"
    if page["page"] == "chapter":
        time = f"{told['minutes']} minutes, and {time} for <a href='notebook.html'>the notebook</a>"
    address = f"{app.config.html_baseurl}downloads/" if app.config.html_baseurl else ""
    line = nodes.raw("", AT_HAND.format(name=page["name"], time=time, wheel=WHEEL, address=address), format="html")
    title.parent.insert(title.parent.index(title) + 1, line)


def setup(app: Sphinx) -> None:
    """Register the directives and the line."""
    app.add_directive("path", PathDirective)
    app.add_directive("exercises", Exercises)
    app.connect("doctree-read", _put_at_hand)
