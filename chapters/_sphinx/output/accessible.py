"""What the theme and docutils leave inaccessible is mended in the finished pages; axe-core in the tests finds it.

Each entry of `MENDED` says what is wrong. Upstream these are templates and writers without an option for it.
"""

from __future__ import annotations

from pathlib import Path

from sphinx.application import Sphinx

from chapters._sphinx.built import pages

MENDED = {
    # The title and the search button stand outside of every landmark.
    '<div id="pst-primary-sidebar" class="': '<div id="pst-primary-sidebar" role="region" aria-label="Sidebar" class="',
    # The button that unfolds a chapter's pages has a picture and no name.
    '<summary><span class="toctree-toggle"': '<summary aria-label="Pages of this chapter"><span class="toctree-toggle"',
    # ARIA 1.2 deprecates the role of an entry; without it, a list would have no items.
    ' role="doc-biblioentry"': "",
    '<div role="list" class="citation-list">': '<div class="citation-list">',
}


def _mend(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.format != "html":
        return
    for page in pages(Path(app.outdir)):
        before = after = page.read_text(encoding="utf-8")
        for wrong, right in MENDED.items():
            after = after.replace(wrong, right)
        if after != before:
            page.write_text(after, encoding="utf-8")


def setup(app: Sphinx) -> None:
    """Connect to the end of the build."""
    app.connect("build-finished", _mend)
