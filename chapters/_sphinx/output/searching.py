"""What the search page knows beside Sphinx's index: other words for the glossary's terms (`static/search.js`).

A term's Chinese equivalents are such words, and what stands behind "Also:" or "Short:" in its entry.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.application import Sphinx

GLOSSARY = "chapters/reference/glossary.html"
_ALSO = re.compile(r"\b(?:Also|Short): ([^.]+)\.")


def other_words(glossary: str) -> dict[str, str]:
    """Return a glossary's other words in lower case, each with the term that it stands for."""
    found: dict[str, str] = {}
    term = ""
    for part in BeautifulSoup(glossary, "html.parser").select("dl.glossary > dt, dl.glossary > dd"):
        for permalink in part.select("a.headerlink"):
            permalink.decompose()
        text = " ".join(part.get_text().split())
        if part.name == "dd":
            words = ", ".join(_ALSO.findall(text))
            found |= {word.lower(): term for word in words.split(", ") if word}
        elif _begins(part):
            term = text
        else:
            found |= {
                word: term for word in re.split(r"[ ()、,，]+", text.lower()) if re.search(r"[\u4e00-\u9fff]", word)
            }
    return dict(sorted(found.items()))


def _begins(part: Tag) -> bool:
    """Whether a term begins an entry: the next one, of the same entry, is Chinese."""
    before = part.find_previous_sibling()
    return before is None or before.name == "dd"


def _add_scripts(
    app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: nodes.document | None
) -> None:
    if page == "search":
        app.add_js_file("search-words.js", loading_method="defer")
        app.add_js_file("search.js", loading_method="defer", priority=801)


def _write(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    path = Path(app.outdir) / GLOSSARY
    words = other_words(path.read_text(encoding="utf-8")) if path.exists() else {}
    text = f"const courseWords = {json.dumps(words, ensure_ascii=False)};\n"
    Path(app.outdir, "_static", "search-words.js").write_text(text, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Load the scripts on the search page, and write the words at the end of the build."""
    app.connect("html-page-context", _add_scripts)
    app.connect("build-finished", _write)
