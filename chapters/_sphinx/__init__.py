"""The site's own Sphinx extensions: one module each, loaded together.

Jupyter Book loads this package by `extra_extensions` in `_config.yml`. It is a build tool, not part of the course: a
student's machine never sees it.
"""

import hashlib
import os
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from . import (
    accessible,
    addresses,
    claim_list,
    claims,
    contents,
    dependencies,
    downloads,
    explorables,
    formulas,
    previews,
    quizzes,
    runtimes,
    scores,
    slim,
)

EXTENSIONS = (
    accessible,
    addresses,
    claim_list,
    claims,
    contents,
    dependencies,
    downloads,
    explorables,
    formulas,
    previews,
    quizzes,
    runtimes,
    scores,
    slim,
)

FOR_KERNELS = {"COURSE_SITE": "1", "OPENBLAS_NUM_THREADS": "1"}
"""The environment of a kernel that runs for the site: explorables freeze, and it is one of several at a time."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Load every extension, and tell the pages' kernels what they run for."""
    os.environ |= FOR_KERNELS
    # A change in the extensions themselves makes every page again; the results of its cells stay in their cache.
    sources = sorted(
        path for path in Path(__file__).parent.rglob("*") if path.suffix in {".css", ".html", ".js", ".py", ".svg"}
    )
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    app.add_config_value("course_extensions", digest, "env")
    # As many pages at once as there are processors: their cells take nearly all the time. Jupyter Book has no option.
    app.parallel = os.cpu_count() or 1
    app.connect("config-inited", _allow_side_by_side)
    app.connect("source-read", _tell)
    for extension in EXTENSIONS:
        extension.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _allow_side_by_side(app: Sphinx, config: Config) -> None:
    """Answer for Jupyter Book's extensions that do not say so themselves: they act before or after pages are read."""
    for name in ("sphinx_jupyterbook_latex", "sphinx_multitoc_numbering"):
        app.extensions[name].parallel_read_safe = True


def _tell(app: Sphinx, page: str, content: list[str]) -> None:
    """Say at once which page is read; Sphinx tells of pages that are read side by side only when all are done."""
    print(f"reading page {page}", flush=True)  # noqa: T201
