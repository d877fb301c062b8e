"""Notes in the margin of a chapter: what a term means, where the page first links it, and asides that authors write.

Terms are taken from the glossary, with their Chinese equivalents. An aside is `:::{beside} Title` behind the paragraph
that it is about. Where a screen has no margin, a note is one line, which unfolds.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from html import escape
from pathlib import Path
from typing import NamedTuple

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from chapters._sphinx.directives.contents import CHAPTER

GLOSSARY = "chapters/reference/glossary"
LINK = re.compile(r"glossary\.html#(?P<term>term-[\w-]+)$")


class Entry(NamedTuple):
    """A term of the glossary: its names, the Chinese one last, and its explanation."""

    names: list[str]
    blocks: list[nodes.Node]


class margin_note(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """What a term means; `names` has it in English and in Chinese. Or an aside, whose only name is its title."""


class BesideDirective(SphinxDirective):
    """A thought beside a derivation, which goes on without it."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the note."""
        note = margin_note("", names=[self.arguments[0]], aside=True)
        self.state.nested_parse(self.content, self.content_offset, note)
        return [note]


@cache
def entries(doctree: nodes.document) -> dict[str, Entry]:
    """Return the entries of the glossary's doctree, by the name that a link has for each."""
    found: dict[str, Entry] = {}
    for item in doctree.findall(nodes.definition_list_item):
        terms = list(item.findall(nodes.term))
        blocks = [block.deepcopy() for block in item.children[-1].children]
        for block in blocks:
            for link in list(block.findall(addnodes.pending_xref)):
                link.replace_self(nodes.inline("", link.astext()))  # a note is read where it stands
        found |= {name: Entry([term.astext() for term in terms], blocks) for name in terms[0]["ids"]}
    return found


@cache
def _glossary(env: BuildEnvironment) -> dict[str, Entry]:
    return entries(env.get_doctree(GLOSSARY)) if GLOSSARY in env.found_docs else {}


def _put_notes(app: Sphinx, doctree: nodes.document, page: str) -> None:
    """Put a note before the block that first links a term."""
    place = CHAPTER.fullmatch(page)
    if place is None or place["page"] != "chapter":
        return
    told = set()
    for link in list(doctree.findall(nodes.reference)):
        target = LINK.search(link.get("refuri", ""))
        entry = _glossary(app.env).get(target["term"]) if target else None
        if target is None or entry is None or target["term"] in told:
            continue
        told.add(target["term"])
        block: nodes.Node = link
        while not isinstance(block.parent, nodes.section):
            block = block.parent
        blocks = (each.deepcopy() for each in entry.blocks)
        block.parent.insert(block.parent.index(block), margin_note("", *blocks, names=entry.names))


def _outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Make the chapters again when the glossary has changed."""
    _glossary.cache_clear()
    entries.cache_clear()
    source = Path(app.srcdir, f"{GLOSSARY}.md")
    digest = hashlib.sha256(source.read_bytes()).hexdigest() if source.exists() else ""
    if getattr(env, "course_notes", None) == digest:
        return []
    env.course_notes = digest  # type: ignore[attr-defined]
    return [page for page in env.found_docs if CHAPTER.fullmatch(page)]


def _visit(translator: HTML5Translator, node: margin_note) -> None:
    english, *chinese = map(escape, node["names"])
    equivalents = "".join(f' <span lang="zh">{name}</span>' for name in chinese)
    kind, name = ("margin-note aside", "b") if node.get("aside") else ("margin-note", "dfn")
    summary = f"<summary><{name}>{english}</{name}>{equivalents}</summary>"
    translator.body.append(f'<div class="{kind}" role="note"><details>{summary}\n')


def _depart(translator: HTML5Translator, node: margin_note) -> None:
    translator.body.append("</details></div>\n")


def setup(app: Sphinx) -> None:
    """Register the node and the directive; notes come before what is done with all texts of a page."""
    app.add_node(margin_note, html=(_visit, _depart))
    app.add_directive("beside", BesideDirective)
    app.connect("env-updated", _outdated)
    app.connect("doctree-resolved", _put_notes, priority=400)
