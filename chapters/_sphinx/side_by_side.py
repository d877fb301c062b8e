"""Pages are read side by side, as many at once as there are processors: their cells take nearly all of a build's time.

Sphinx cuts the list of pages into a few long pieces and hands each to a process. So the pages with cells are dealt out
to the first pieces, one for each process, and nobody waits long for the last one.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from jupyter_cache import get_cache
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.util.parallel import make_chunks


def dealt(pages: list[str], heavy: set[str], processes: int) -> list[str]:
    """Return the pages in an order in which each process gets as many heavy ones."""
    few = [page for page in pages if page in heavy]
    light = [page for page in pages if page not in heavy]
    order: list[str] = []
    for process, piece in enumerate(make_chunks(pages, processes)[:processes]):
        mine = few[process::processes]
        room = max(len(piece) - len(mine), 0)
        order += mine + light[:room]
        light = light[room:]
    return order + light


def _deal(app: Sphinx, environment: Any, pages: list[str]) -> None:
    heavy = {page for page in pages if "```{code-cell}" in Path(environment.doc2path(page)).read_text(encoding="utf-8")}
    pages[:] = dealt(pages, heavy, app.parallel)
    # Processes that find no cache of results would each make one at the same time; asked for its contents, it is there.
    get_cache(environment.mystnb_config.execution_cache_path).list_cache_records()


def _allow(app: Sphinx, config: Config) -> None:
    """Answer for Jupyter Book's extensions that do not say so themselves: they act before or after pages are read."""
    for name in ("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering"):
        app.extensions[name].parallel_read_safe = True


def _tell(app: Sphinx, page: str, content: list[str]) -> None:
    """Say at once which page is read; Sphinx tells of pages that are read side by side only when all are done."""
    print(f"reading page {page}", flush=True)  # noqa: T201


def setup(app: Sphinx) -> None:
    """Set the number of processes, for which Jupyter Book has no option, and connect to the reading of pages."""
    app.parallel = os.cpu_count() or 1
    app.connect("config-inited", _allow)
    app.connect("env-before-read-docs", _deal)
    app.connect("source-read", _tell)
