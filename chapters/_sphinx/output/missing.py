"""The page for addresses that lead nowhere, `404.html`: hosts show it in the place of a page that is not there.

It is shown below any address, so that its own links must begin at the host's root: they do when the site is built with
`COURSE_ADDRESS`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sphinx.application import Sphinx

PAGE = "404"
BODY = """\
<section id="not-here"><h1>This page is not here</h1>
<p>It may have moved, or the address may have a slip in it. From here:</p>
<ul>
<li><a href="{root}.html">the title page</a>, with the path through all chapters;</li>
<li><a href="genindex.html">the index</a> of all terms.</li>
</ul>
<form action="search.html" method="get"><p><label for="search-from-here">Search</label>
<input type="search" id="search-from-here" name="q"> <button type="submit">Search</button></p></form>
</section>
"""
_RELATIVE = re.compile(r'\b(href|src|action|data-content_root)="(?!#|/|[a-z][a-z0-9+.-]*:)([^"]*)"')


def _collect(app: Sphinx) -> Iterator[tuple[str, dict[str, Any], str]]:
    yield PAGE, {"title": "Not here", "body": BODY.format(root=app.config.root_doc)}, "page.html"


def _root(app: Sphinx, exception: Exception | None) -> None:
    """Have the links begin at the root of the host, where the site's address is known."""
    path = Path(app.outdir) / f"{PAGE}.html"
    if exception or app.builder.format != "html" or not app.config.html_baseurl or not path.exists():
        return
    root = urlsplit(app.config.html_baseurl).path
    text = path.read_text(encoding="utf-8")
    path.write_text(
        _RELATIVE.sub(lambda found: f'{found[1]}="{root}{found[2].removeprefix("./")}"', text), encoding="utf-8"
    )


def setup(app: Sphinx) -> None:
    """Add the page, and connect to the end of the build."""
    app.connect("html-collect-pages", _collect)
    app.connect("build-finished", _root)
