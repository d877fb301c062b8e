"""nbgrader's form grader, served as an instructor opens it: in the course's look, light and dark."""

import re
import shutil

import nbformat
import pytest
from axe_playwright_python.sync_playwright import Axe

from autograder.grading.course import open_course
from autograder.publishing.release import REPOSITORY, answered_notebook
from tests.jupyter.serving import serving
from tests.site.looks.seen import SCHEMES, WIDTHS, picture, wrong

GUIDE = "jupyter server --config=jupyter_server_config.py"
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast"]}, "resultTypes": ["violations"]}
PAPER = "getComputedStyle(document.body).backgroundColor"


@pytest.fixture(scope="module")
def desk(empty_course, tmp_path_factory):
    """The address of a form grader with one submission, and of its pages."""
    folder = tmp_path_factory.mktemp("desk") / "class"
    shutil.copytree(empty_course.folder, folder)
    course = open_course(folder)
    graded = course.folder / "autograded" / "ada" / "backward" / "backward.ipynb"
    graded.parent.mkdir(parents=True)
    notebook = answered_notebook("backward")
    notebook.cells = notebook.cells[:12]  # some of each kind
    nbformat.write(notebook, graded)
    with course.gradebook() as gradebook:
        gradebook.add_student("ada")
        gradebook.add_submission("backward", "ada")
        submission = gradebook.find_submission_notebook("backward", "backward", "ada").id
    pages = {"assignments": "manage_assignments", "gradebook": "gradebook/backward/backward"}
    pages |= {"students": "manage_students", "submission": f"submissions/{submission}"}
    with serving("jupyter_server", folder, *GUIDE.split()[2:]) as port:
        yield {kind: f"http://localhost:{port}/formgrader/{page}" for kind, page in pages.items()}


@pytest.fixture
def opened(browser, desk):
    """Open one of its pages, without the hosts that nbgrader's page asks for its formulas."""
    with browser.new_context(reduced_motion="reduce") as context:
        context.route(re.compile(r"^https?://(?!localhost)"), lambda route: route.abort())
        page = context.new_page()

        def go(kind):
            page.goto(desk[kind], wait_until="load")
            return page

        yield go


@pytest.mark.parametrize("kind", ["assignments", "gradebook", "students", "submission"])
def test_it_has_the_papers_of_the_site_and_can_be_read(opened, kind):
    page, papers = opened(kind), set()
    for width in (768, 1400):
        page.set_viewport_size({"width": width, "height": WIDTHS[width]})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            papers.add(page.evaluate(PAPER))
            picture(page, f"form-grader-{kind}-{width}-{scheme}")
            if width == 1400:
                assert Axe().run(page, options=COLOURS).response["violations"] == []
        assert wrong(page) == {}
    assert papers == {"rgb(255, 255, 255)", "rgb(20, 24, 30)"}


def test_the_guide_names_the_command_that_reads_the_folders_settings(desk):
    assert f"\n{GUIDE}\n" in (REPOSITORY / "chapters" / "reference" / "teaching.md").read_text(encoding="utf-8")
