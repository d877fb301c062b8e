"""The experiment that a notebook shows as an example is filled in as its check asks of a student's."""

import pytest

from autograder.publishing.release import chapters, source_notebook
from autograder.tasks import load
from chapters.shared.data import two_circles
from tests.mistakes import SOLUTIONS

WITH = [chapter for chapter in chapters() if "experiment" in load(chapter).tasks]


def example(chapter):
    """What the cell with the example defines, among the chapter's own objects."""
    cells = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell.source for cell in source_notebook(chapter).cells}
    code = "\n".join(line for line in cells["example"].splitlines() if not line.startswith("show("))
    names = {"__name__": "example", "two_circles": two_circles}  # which the tools' cell imports
    exec(compile((SOLUTIONS / f"{chapter}.py").read_text(encoding="utf-8"), f"{chapter}.py", "exec"), names)
    exec(compile(code, "example.py", "exec"), names)
    return names["example"], names["example_form"]


@pytest.mark.parametrize("chapter", WITH)
def test_the_example_agrees_with_its_runs(chapter):
    task = load(chapter).tasks["experiment"]
    cases = task.cases(1)
    run, form = example(chapter)
    verdict = task.verdict(cases, task.returned([run, form], cases), load(chapter).expected("experiment", cases))
    assert verdict.passed, str(verdict)
