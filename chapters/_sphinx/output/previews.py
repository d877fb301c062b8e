"""What `static/previews.js` shows of a glossary term or a reference, on the pages that link to it.

Equations and claims stand on the page itself, and the script copies them from there. Terms and references stand on
pages of their own; their texts are collected here into one small script, which is loaded at the first need.
(sphinx-tippy loads everything with each page, through a library that is no longer kept.)
"""

from __future__ import annotations

import json
from pathlib import Path

from bs4 import BeautifulSoup
from sphinx.application import Sphinx

SOURCES = {
    "chapters/reference/glossary.html": "dl.glossary > dt",
    "chapters/reference/bibliography.html": "div.citation",
}
"""Pages with something to preview, and where on them it is."""


def collect(folder: Path) -> dict[str, str]:
    """Return the previews of a site: from an address such as `glossary.html#term-batch` to a piece of HTML."""
    found = {}
    for page, selector in SOURCES.items():
        path = folder / page
        if not path.exists():
            continue
        for target in BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select(selector):
            text = target.find_next_sibling("dd") if target.name == "dt" else target.find("p")
            if target.get("id") and text is not None:
                for link in text.select("a"):
                    link.unwrap()  # it is read on another page, where a relative address leads elsewhere
                found[f"{path.name}#{target['id']}"] = text.decode_contents().strip()
    return found


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    text = json.dumps(collect(Path(app.outdir)), ensure_ascii=False, sort_keys=True)
    Path(app.outdir, "_static", "previews-texts.js").write_text(f"coursePreviews = {text};\n", encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Load the script on every page, and write the texts at the end of the build."""
    app.add_js_file("previews.js")
    app.connect("build-finished", _write)
