"""What is right on a student's machine is right behind the wall: the answers, and the experiments shown as examples."""

from copy import deepcopy

import pytest

from autograder.grading.execute import judged
from autograder.grading.wall.sandbox import Sandbox
from autograder.publishing.release import answered_notebook, chapters

pytestmark = pytest.mark.usefixtures("walled")


@pytest.fixture(scope="module")
def sandbox(walled):
    with Sandbox() as opened:
        yield opened


def cell(notebook, name):
    return next(each for each in notebook.cells if each.metadata.get("nbgrader", {}).get("grade_id") == name)


def with_example(chapter):
    """The answered notebook, with the experiment that it shows as the student's own."""
    notebook = deepcopy(answered_notebook(chapter))
    shown = [line for line in cell(notebook, "example").source.splitlines() if not line.startswith("show(")]
    own = "\n".join(shown).replace("def example(", "def experiment(").replace("example_form", "form")
    cell(notebook, "experiment-answer").source = own
    return notebook


@pytest.mark.parametrize("chapter", chapters())
def test_a_right_notebook_passes_every_check(chapter, sandbox):
    verdicts = judged(deepcopy(answered_notebook(chapter)), chapter, sandbox).verdicts
    assert [str(verdict) for verdict in verdicts.values() if not verdict.passed] == []


@pytest.mark.parametrize("chapter", ["batchnorm", "regularization", "dropout", "recipe"])
def test_an_example_on_digits_passes(chapter, sandbox):
    verdict = judged(with_example(chapter), chapter, sandbox).verdicts["experiment"]
    assert verdict.passed, str(verdict)
