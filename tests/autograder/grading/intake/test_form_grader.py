"""What a student wrote, opened in a browser on the page that nbgrader's form grader makes of a graded notebook."""

from copy import deepcopy
from pathlib import Path

import nbformat
import pytest
from nbconvert.exporters import HTMLExporter
from nbgrader.server_extensions.formgrader.handlers import template_path

from autograder.grading.intake.reading.cells import Cell
from autograder.grading.intake.rebuilding.rebuild import rebuild
from autograder.publishing.release import release_notebook
from tests.autograder.grading.intake.test_sanitizing import ACTING, MEANT


@pytest.fixture
def opened(browser, tmp_path: Path):
    """Open a notebook as the form grader shows it; gives the dialogs that came up and the pages that were asked for."""

    def show(notebook):
        names = ("base_url", "student", "last_name", "first_name", "notebook_path", "submission_id", "notebook_id")
        resources = dict.fromkeys(names, "x") | {"index": 0, "total": 1, "assignment_id": "backward"}
        exporter = HTMLExporter(template_name="formgrade", extra_template_basedirs=[template_path])
        page, _ = exporter.from_notebook_node(notebook, resources=resources)
        (tmp_path / "page.html").write_text(page, encoding="utf-8")
        context = browser.new_context()
        context.route(lambda address: not address.startswith("file:"), lambda route: route.abort())
        window, came = context.new_page(), []
        window.on("dialog", lambda dialog: (came.append("dialog"), dialog.dismiss()))
        window.on("request", lambda request: came.append(request.url))
        window.goto((tmp_path / "page.html").as_uri(), wait_until="load")
        text = window.inner_text("body")
        context.close()
        return [each for each in came if each == "dialog" or "example.org" in each], text

    return show


def test_on_the_form_graders_page_nothing_acts_and_all_words_show(opened):
    texts = [*ACTING.values(), *MEANT.values()]
    cells = [Cell("markdown", text) for text in texts] + [Cell("markdown", ACTING["a script"], "reflection")]
    came, text = opened(rebuild(release_notebook("backward"), cells).notebook)
    assert came == []
    assert "hello <script>alert(1)</script> there" in text


def test_on_the_same_page_without_that_it_would(opened):
    notebook = deepcopy(release_notebook("backward"))
    notebook.cells += [nbformat.v4.new_markdown_cell(text) for text in ACTING.values()]
    came, _ = opened(notebook)
    assert "dialog" in came
    assert "https://example.org/seen.png" in came
