"""nbgrader's form grader in the course's look: an extension of Jupyter's server that adds to nbgrader's style sheets.

nbgrader has no setting for a style of one's own, but all its pages link one of two style sheets last. In their place
the extension serves the same, and behind it the course's.
"""

from __future__ import annotations

from pathlib import Path

from jupyter_server.serverapp import ServerApp
from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.formgrader.handlers import static_path
from tornado.web import RequestHandler

from autograder.grading.reports.pages import TOKENS, tokens

OURS = Path(__file__).parent / "templates" / "formgrader.css"


class Styled(RequestHandler):
    """One of nbgrader's two style sheets, with the course's."""

    def get(self, name: str) -> None:
        """Answer with both."""
        self.set_header("Content-Type", "text/css; charset=utf-8")
        theirs = Path(static_path) / "css" / f"{name}.css"
        self.write("\n".join([theirs.read_text(encoding="utf-8"), tokens(TOKENS.read_text(encoding="utf-8"))]))
        self.write(OURS.read_text(encoding="utf-8"))


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": "autograder.grading.formgrader"}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    # Extensions are loaded by their names, this one before nbgrader's, and who comes first is asked first.
    path = url_path_join(server.web_app.settings["base_url"], r"/formgrader/static/css/(nbgrader|formgrade)\.css")
    server.web_app.add_handlers(".*$", [(path, Styled)])  # type: ignore[no-untyped-call]
