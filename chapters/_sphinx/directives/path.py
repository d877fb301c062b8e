"""The path through the book, on the title page: a card for each chapter.

    :::{path}
    :::

A card has a small picture, made of the chapter's own first figure when the site is built, its question, its times, the
chapters that it needs, and how many of its questions the reader has answered.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.statemachine import StringList
from PIL import Image
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.util.osutil import relative_uri
from sphinx.writers.html5 import HTML5Translator

from chapters._sphinx.directives.contents import CHAPTER, chapters, header
from chapters._sphinx.directives.explorables import explorable
from chapters.shared.style import THEMES

CARDS = "_cards"
WIDTH = 480  # pixels, about twice what a card shows

Pictures = dict[str, bytes]
"""A small picture for each theme."""


class path(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """The cards, in the order of the chapters."""


class path_card(nodes.General, nodes.Element):  # noqa: N801
    """A card of a chapter's `page`: its picture, then its texts."""


def title(file: Path) -> str:
    """Return the title of a page."""
    found = re.search(r"^# (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return found[1] if found else file.parent.name


class PathDirective(SphinxDirective):
    """The directive `path`."""

    def run(self) -> list[nodes.Node]:
        """Make the cards; their texts are written in MyST, and parsed."""
        root = Path(self.env.srcdir)
        self.env.note_dependency(str(root / "_toc.yml"))
        self.env.metadata[self.env.docname]["shows_path"] = True
        return [path("", *(self._card(root, name) for name in chapters(root)))]

    def _card(self, root: Path, name: str) -> path_card:
        file = root / "chapters" / name / "chapter.md"
        self.env.note_dependency(str(file))
        told = header(file)
        needs = [
            f"[{title(file.parents[1] / need / file.name)}](/chapters/{need}/chapter.md)" for need in told["needs"]
        ]
        lines = [
            f"[{title(file)}](/chapters/{name}/chapter.md)",
            "",
            told["question"],
            "",
            f"{told['minutes']} min · [notebook](/chapters/{name}/notebook.ipynb) {told['notebook_minutes']} min"
            f" {{answered}}`chapters/{name}/chapter`",
            *(["", f"Needs {' and '.join(needs)}."] if needs else []),
        ]
        card = path_card("", page=f"chapters/{name}/chapter")
        self.state.nested_parse(StringList(lines, self.get_source_info()[0]), self.content_offset, card)
        for text, kind in zip(card.children, ("title", "question", "times", "needs"), strict=False):
            text["classes"].append(f"path-{kind}")
        return card


def small(content: dict[str, Any]) -> Pictures:
    """Return small pictures of what an explorable shows at first, or nothing where it is no bitmap."""
    if content["format"] != "webp":
        return {}
    return {theme: _shrunk(base64.b64decode(content["frames"][theme][content["start"]][0])) for theme in THEMES}


def _shrunk(data: bytes) -> bytes:
    picture = Image.open(io.BytesIO(data)).convert("RGB")
    picture.thumbnail((WIDTH, WIDTH), Image.Resampling.LANCZOS)
    result = io.BytesIO()
    picture.save(result, "WEBP", quality=82, method=4)
    return result.getvalue()


def _collect(app: Sphinx, doctree: nodes.document) -> None:
    """Note the small pictures of a chapter's first figure."""
    page = CHAPTER.fullmatch(app.env.docname)
    figure = next(doctree.findall(explorable), None)
    if page and page["page"] == "chapter" and figure is not None:
        app.env.metadata[app.env.docname]["card"] = small(figure["content"])


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the path again when any of its pictures has changed."""
    cards = {page: metadata["card"] for page, metadata in env.metadata.items() if metadata.get("card")}
    digest = hashlib.sha256(b"".join(cards[page][theme] for page in sorted(cards) for theme in THEMES)).hexdigest()
    if getattr(env, "course_cards", None) == digest:
        return []
    env.course_cards = digest  # type: ignore[attr-defined]
    return [page for page, metadata in env.metadata.items() if metadata.get("shows_path")]


def _visit_path(translator: HTML5Translator, node: path) -> None:
    translator.body.append('<ol class="path">\n')


def _depart_path(translator: HTML5Translator, node: path) -> None:
    translator.body.append("</ol>\n")


def _visit_card(translator: HTML5Translator, node: path_card) -> None:
    translator.body.append('<li class="path-card">\n')
    builder, page = translator.builder, node["page"]
    pictures: Pictures = builder.env.metadata[page].get("card") or {}
    here = builder.get_target_uri(builder.current_docname)
    for theme, data in pictures.items():
        file = f"{CARDS}/{page.split('/')[1]}.{theme}.webp"
        target = Path(builder.outdir) / file
        target.parent.mkdir(exist_ok=True)
        target.write_bytes(data)
        width, height = Image.open(io.BytesIO(data)).size
        translator.body.append(
            f'<img class="frame-{theme} dark-light" src="{relative_uri(here, file)}" width="{width}" height="{height}"'
            ' alt="" loading="lazy" decoding="async">'
        )


def _depart_card(translator: HTML5Translator, node: path_card) -> None:
    translator.body.append("</li>\n")


def setup(app: Sphinx) -> None:
    """Register the directive and its nodes."""
    app.add_directive("path", PathDirective)
    app.add_node(path, html=(_visit_path, _depart_path))
    app.add_node(path_card, html=(_visit_card, _depart_card))
    app.connect("doctree-read", _collect)
    app.connect("env-updated", _outdated)
