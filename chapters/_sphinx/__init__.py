"""The site's own Sphinx extensions: one module each, loaded together.

Jupyter Book loads this package by `extra_extensions` in `_config.yml`. It is a build tool, not part of the course: a
student's machine never sees it.
"""

import hashlib
import os
from importlib import import_module
from pathlib import Path

from sphinx.application import Sphinx

EXTENSIONS = (
    "dependencies",
    "directives.claim_list",
    "directives.claims",
    "directives.contents",
    "directives.explorables",
    "directives.heads",
    "directives.path",
    "directives.pencil",
    "directives.playground.stage",
    "directives.playground.states",
    "directives.predictions",
    "directives.progress",
    "directives.questions",
    "directives.quizzes",
    "directives.runtimes",
    "directives.scores",
    "output.accessible",
    "output.addresses",
    "output.downloads",
    "output.folding",
    "output.formulas",
    "output.languages",
    "output.missing",
    "output.notes",
    "output.numbering",
    "output.previews",
    "output.searching",
    "output.slim",
    "output.spaces",
    "side_by_side",
    "timings",
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
    for extension in EXTENSIONS:
        import_module(f"{__name__}.{extension}").setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
