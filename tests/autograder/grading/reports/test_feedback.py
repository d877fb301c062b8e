"""A student's page: light, told at a glance, and nothing of a student's acts in it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nbformat.v4 import new_output

from autograder.grading.execute import outputs
from autograder.grading.ledger import Entry
from autograder.grading.reports.feedback import LONGEST, markdown, page
from autograder.publishing.release import answered_notebook
from autograder.tasks import load

SCRIPT = '<script>alert("x")</script><img src=x onerror=alert(1)><svg onload=alert(1)>'


@pytest.fixture
def graded():
    """A notebook whose checks are all right but one, and its entry."""
    notebook = answered_notebook("backward")
    checks = load("backward")
    scores, points = {}, {}
    for cell in notebook.cells:
        about = cell.metadata.get("nbgrader", {})
        if not about.get("grade"):
            continue
        points[about.grade_id] = about.points
        scores[about.grade_id] = 0.0 if about.grade_id in ("sigmoid", "reflection") else about.points
        if not about.solution:
            task = checks.tasks[about.grade_id]
            cases, expected = checks.visible(task.name)
            objects = checks.reference(task.name) if task.name != "sigmoid" else [object]
            cell.outputs = outputs(task.verdict(cases, task.returned(objects, cases), expected))
    return notebook, Entry(scores, points, {"relu-answer": f"Well done {SCRIPT}"}, 0.0, True)


def made(graded):
    return page(graded[0], "backward", "Zoë <3", graded[1])


def test_a_page_is_light_and_asks_nobody(graded):
    text = made(graded)
    assert len(text.encode()) < 60_000
    assert "default-src 'none'" in text
    assert not re.search(r"<(script|iframe|img|link|object|embed)\b", text)
    assert not re.search(r"\b(src|href)=\"(?!#)", text)


def test_what_is_right_folds_and_what_is_not_stands_open(graded):
    text = made(graded)
    assert text.count("<details open>") == 1
    assert "class Sigmoid" in text[text.index("<details open>") :].split("</details>")[0]
    assert '<a href="#sigmoid">Sigmoid</a></td><td class="state">not yet</td><td class="number">0 of 2</td>' in text
    assert "Read again: 3. Two activations, and the chapter backward." in text
    assert "Something is still to be graded by hand" in text


def test_what_was_mended_is_told(graded):
    graded[0].metadata["course"] = {"mended": ["lacked the check relu, which was put <back>"]}
    assert "<li>Your notebook lacked the check relu, which was put &lt;back&gt;.</li>" in made(graded)


def test_the_way_to_the_chapter_is_a_link_where_the_site_is_known(graded, monkeypatch):
    monkeypatch.setenv("COURSE_ADDRESS", "https://example.org/course/")
    assert '<a href="https://example.org/course/chapters/backward/chapter.html">' in made(graded)


def test_nothing_of_a_students_acts(graded):
    notebook, entry = graded
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("solution"):
            cell.source = SCRIPT + cell.source
            if cell.cell_type == "code":
                cell.outputs = [new_output("stream", text=SCRIPT + "\x1b[31m\x00")]
    text = page(notebook, "backward", SCRIPT, entry)
    assert "<script" not in text
    assert not re.search(r"<(img|svg)\b", text)
    assert "\x00" not in text


def test_formulas_are_mathml_and_pictures_and_links_are_text():
    html = markdown("A slope $y(1-y)$ and\n\n$$\\frac{a}{b}$$\n\n![x](http://a/b.png) [y](javascript:alert(1))")
    assert html.count("<math") == 2
    assert "<mfrac>" in html
    assert "<img" not in html
    assert "<a" not in html


@pytest.mark.parametrize(
    "formula",
    [
        r"\text{<script>alert(1)</script>}",
        r"\text{<img src=x onerror=alert(1)>}",
        r"\href{javascript:alert(1)}{x}",
        r"\style{background:url(http://a)}{x}",
        r"\colorbox{url(http://a)}{x}",
    ],
)
def test_no_formula_acts(formula):
    html = markdown(f"${formula}$")
    assert "<math" in html
    assert not re.search(r"<(script|img)|href|style=|url\(http.*\) *[\"'>]|onerror=\S+>", html)


@given(st.text(alphabet=st.sampled_from("$\\{}^_ab<>&\"'`*[]()!\n"), max_size=40))
def test_any_text_becomes_a_page_without_elements_of_its_own(text):
    names = set(re.findall(r"<([a-zA-Z][\w-]*)", markdown(text)))
    assert not names & {"a", "img", "script", "svg", "iframe", "style"}


def test_what_is_long_is_cut_with_a_word(graded):
    notebook, entry = graded
    cell = next(c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("solution") and c.cell_type == "code")
    cell.outputs = [new_output("stream", text="x" * 10**6)]
    text = page(notebook, "backward", "ana", entry)
    assert "the notebook has the rest" in text
    assert "x" * (LONGEST + 1) not in text
