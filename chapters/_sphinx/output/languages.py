"""Chinese terms carry their language, so that a screen reader speaks them and a browser picks their letters."""

from __future__ import annotations

import re
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from chapters._sphinx.output.spaces import VERBATIM

CHINESE = re.compile(r"[\u4e00-\u9fff](?:[\u4e00-\u9fff（）、，；]*[\u4e00-\u9fff])?")
INDEX = "genindex.html"


def _name_language(app: Sphinx, doctree: nodes.document, page: str) -> None:
    for text in list(doctree.findall(nodes.Text)):
        if isinstance(text.parent, VERBATIM) or not CHINESE.search(text):
            continue
        parts: list[nodes.Node] = []
        end = 0
        for found in CHINESE.finditer(text):
            parts += [nodes.Text(text[end : found.start()]), nodes.inline("", found[0], classes=["language-zh"])]
            end = found.end()
        text.parent.replace(text, [part for part in [*parts, nodes.Text(text[end:])] if part.astext()])


def _name_in_index(app: Sphinx, exception: Exception | None) -> None:
    """The index is made of no document."""
    path = Path(app.outdir) / INDEX
    if exception or app.builder.format != "html" or not path.exists():
        return
    before = path.read_text(encoding="utf-8")
    head, body = before.split("<article", 1)
    after = re.sub(
        r'(?<!lang="zh")>([^<>]*[\u4e00-\u9fff][^<>]*)<',
        lambda found: ">" + CHINESE.sub(lambda term: f'<span lang="zh">{term[0]}</span>', found[1]) + "<",
        body,
    )
    path.write_text(f"{head}<article{after}", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect to the resolving of references and to the end of the build."""
    app.connect("doctree-resolved", _name_language)
    app.connect("build-finished", _name_in_index)
