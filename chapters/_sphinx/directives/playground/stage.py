"""The playground: the place of two networks that train on the reader's machine, and the controls of both.

    :::{playground}
    :::

stands on one page. Its controls are made from one table (controls.py). The scripts in `static/playground/` read the
options from the page; they are loaded on this page only. The digits are written into the site while it is built.
"""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.writers.html5 import HTML5Translator

from chapters._sphinx.directives.playground.controls import CONTROLS, GROUPS, Control

FOLDER = "playground"
PARTS = (
    "parts",
    "functions",
    "layers",
    "norms",
    "losses",
    "optimizers",
    "schedules",
    "network",
    "chance",
    "data",
    "observe",
    "serve",
)
"""The arithmetic, in the order in which its parts build on each other; the worker is made of them."""
PAGE = ("state", "colours", "says", "units", "charts", "words", "panel", "challenges", "page")
"""What shows it."""
SCANS = 600
"""So many digits are on the page: 200 to test with, the others to learn from."""


class playground(nodes.General, nodes.Element):  # noqa: N801  # docutils writes the names of nodes in lower case
    """The place of the networks."""


class Playground(SphinxDirective):
    """The directive `playground`."""

    def run(self) -> list[nodes.Node]:
        """Leave the place, and note that this page needs the scripts."""
        self.env.metadata[self.env.docname]["playground"] = True
        return [playground()]


def scans() -> dict[str, str]:
    """Return the first digits of scikit-learn as text: a letter a pixel, "a" is 0 and "q" is 16; a digit a label."""
    from sklearn.datasets import load_digits

    x, labels = load_digits(return_X_y=True)
    images = "".join(chr(ord("a") + int(value)) for value in x[:SCANS].ravel())
    return {"images": images, "labels": "".join(map(str, labels[:SCANS]))}


def _select(control: Control) -> str:
    options = "".join(
        f'<option value="{value}"{" selected" if value == control.start else ""}>{escape(text)}</option>'
        for value, text in control.options.items()
    )
    return f'<select id="play-{control.name}" name="{control.name}" autocomplete="off">{options}</select>'


def _control(control: Control, address: str) -> str:
    return (
        f'<div class="play-control"><label for="play-{control.name}">{control.label}</label>'
        f'<a href="{address}#{control.section}">'
        f'?<span class="play-hidden"> {control.label}: the section that explains it</span></a>{_select(control)}</div>'
    )


def _visit(translator: HTML5Translator, node: playground) -> None:
    page = translator.builder.current_docname

    def address(chapter: str) -> str:
        return str(translator.builder.get_relative_uri(page, f"chapters/{chapter}/chapter"))

    made = {name: [_control(each, address(each.chapter)) for each in group] for name, group in GROUPS.items()}
    groups = "".join(f"<fieldset><legend>{name}</legend>{''.join(each)}</fieldset>" for name, each in made.items())
    choices = "".join(f'<option value="{each.name}">{each.label}</option>' for each in CONTROLS.values())
    template = (Path(__file__).parents[2] / "templates" / "playground.html").read_text(encoding="utf-8")
    translator.body.append(template.replace("[groups]", groups).replace("[choices]", choices))
    raise nodes.SkipNode


def _add_scripts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if not app.env.metadata.get(page, {}).get("playground"):
        return
    for name in (*PARTS, *PAGE):
        app.add_js_file(f"{FOLDER}/{name}.js", loading_method="defer")
    sheet = context["pathto"](f"_static/{FOLDER}/playground.css", 1)
    context["metatags"] = context.get("metatags", "") + f'\n<link rel="stylesheet" href="{sheet}">'


def _write_scans(app: Sphinx, exception: Exception | None) -> None:
    folder = Path(app.outdir) / "_static" / FOLDER
    if exception or not folder.is_dir():
        return
    (folder / "digits.js").write_text(f"playground.scans = {json.dumps(scans())};\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Register the directive and its node, and connect to the making of pages."""
    app.add_directive("playground", Playground)
    app.add_node(playground, html=(_visit, None))
    app.connect("html-page-context", _add_scripts)
    app.connect("build-finished", _write_scans)
