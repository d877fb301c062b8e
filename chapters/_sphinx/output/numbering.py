"""Equations are numbered by chapter: (4.12) is the twelfth of the fourth.

Sphinx would count them through the whole book, or put numbers of sections before them, which ours do not have.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.domains.math import MathDomain

from chapters._sphinx.directives.contents import CHAPTER, chapters


def _number(app: Sphinx, doctree: nodes.document) -> None:
    page = CHAPTER.fullmatch(app.env.docname)
    if page is None or page["page"] != "chapter":
        return
    app.env.note_dependency(str(Path(app.srcdir) / "_toc.yml"))
    chapter = chapters(Path(app.srcdir)).index(page["name"]) + 1
    known = cast(dict[str, Any], cast(MathDomain, app.env.get_domain("math")).equations)
    for formula in doctree.findall(nodes.math_block):
        if formula.get("number"):
            formula["number"] = f"{chapter}.{formula['number']}"
            known[formula["label"]] = (app.env.docname, formula["number"])


def _configure(app: Sphinx, config: Config) -> None:
    config.math_numfig = False


def setup(app: Sphinx) -> None:
    """Have Sphinx count each page's equations from 1, and connect to the reading of pages."""
    app.connect("config-inited", _configure)
    app.connect("doctree-read", _number)
