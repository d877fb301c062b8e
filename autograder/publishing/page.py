"""The notebook's page on the site: the text of the release, with the outputs that the reference gives.

A reader sees what a student will see when everything is right: each check's card and each explorable, frozen. The
answers ran to make the outputs; they are not on the page.
"""

import os
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from traitlets.config import Config

from autograder.errors import CourseError
from autograder.publishing import release
from autograder.publishing.release import REPOSITORY, answered_notebook, chapters, release_notebook, write_if_changed
from chapters._sphinx import FOR_KERNELS
from chapters._sphinx.dependencies import dependencies, fingerprint


def write_pages(tell: Callable[[str], None]) -> None:
    """Write the notebook's page of every chapter, as many at once as there are processors; tell of each."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for path in pool.map(write_page, reversed(chapters())):  # the last, a capstone, takes longest
            tell(f"notebook  {path.relative_to(REPOSITORY)}")


def write_page(chapter: str) -> Path:
    """Write `chapters/<chapter>/notebook.ipynb`, which the book shows as it is; skip the work when nothing changed.

    Raises
    ------
    CourseError
        When a cell fails with the reference's answers.
    """
    path = REPOSITORY / "chapters" / chapter / "notebook.ipynb"
    made_from = _fingerprint(chapter)
    if path.exists() and nbformat.read(path, 4).metadata.get("fingerprint") == made_from:
        return path
    answered, page = answered_notebook(chapter), release_notebook(chapter)
    began = time.monotonic()
    with TemporaryDirectory(prefix="kernel-") as sockets:
        # Sockets with names of their own: kernels that start at the same time may pick the same TCP port.
        config = Config({"KernelManager": {"transport": "ipc", "ip": f"{sockets}/ipc"}})
        client = NotebookClient(answered, config=config, timeout=300, record_timing=False)
        try:
            client.execute(cwd=str(REPOSITORY), env={**os.environ, **FOR_KERNELS})
        except CellExecutionError as error:
            raise CourseError(
                f"the notebook {chapter} does not run with its own answers: {error.ename}: {error.evalue}"
            ) from error
    for shown, run in zip(page.cells, answered.cells, strict=True):
        if run.cell_type == "code":
            shown.outputs, shown.execution_count = run.outputs, run.execution_count
    page.metadata["fingerprint"], page.metadata["seconds"] = made_from, round(time.monotonic() - began, 1)
    write_if_changed(path, nbformat.writes(page) + "\n")
    return path


def _fingerprint(chapter: str) -> str:
    """Digest of everything that the notebook's outputs depend on."""
    cells = release.source_notebook(chapter).cells
    imported = dependencies("\n".join(cell.source for cell in cells if cell.cell_type == "code"), REPOSITORY)
    sources = {
        REPOSITORY / "solutions" / f"{chapter}.py",
        REPOSITORY / "autograder" / "tasks" / chapter / "expected.json",
    }
    return fingerprint(imported | sources | {Path(__file__), Path(release.__file__)}, REPOSITORY)
