"""What a submission takes from the course is told to the instructor, and nothing else is."""

import pytest

from autograder.grading.intake.reaches import MOST, reaches
from autograder.publishing.release import chapters, release_notebook, source_notebook

OWN = [
    "import numpy as np",
    "from autograder.tasks.batchnorm import check\n"
    "from chapters.batchnorm import given, scales\n"
    "from chapters.shared.explore import explore\n"
    "from chapters.shared.sequential import Sequential",
]
TAKES = {
    "import chapters.recipe.given as g": "imports `chapters.recipe.given`, which the notebook's own cells do not.",
    "def f(x):\n    from chapters.regularization.given import Dense": "imports `chapters.regularization.given.Dense`",
    "import autograder.checks.numerics.gradcheck": "imports `autograder.checks.numerics.gradcheck`",
    "from solutions.backward import Affine": "imports `solutions.backward.Affine`",
    "from chapters.shared.network import he": "imports `chapters.shared.network.he`",
    "from chapters import *": "imports `chapters.*`",
    "m = __import__('autograder.tasks')": "asks for `autograder.tasks` by its name.",
    "import importlib\nimportlib.import_module('chap' + 'ters.' + 'recipe.given')": "asks for `chapters.recipe.given`",
    "import sys\nsys.modules['autograder.checks.probing.probes'].as_data = print": "asks for `autograder.checks.",
    "import_module(f'chapters.{\"recipe\"}.given')": "asks for `chapters.recipe.given`",
    "check.reference('batchnorm-forward')": "looks into `autograder.tasks.batchnorm.check`: a",
    "getattr(check, 'tasks')": "looks into `autograder.tasks.batchnorm.check`",
    "explore.__globals__['np']": "looks behind `chapters.shared.explore.explore`.",
    "vars(given)": "looks behind `chapters.batchnorm.given`.",
    "class Norm:\n    def forward(self, x):\n        return given.Network(x)": "uses `chapters.batchnorm.given` for an",
    "Answer = given.Network": "uses `chapters.batchnorm.given` for an answer",
    "answer = lambda x: scales.opening(x)": "uses `chapters.batchnorm.scales` for an answer",
    "import autograder.checks.judging.judge as j\ndef g():\n    return 1": "`import autograder.checks.judging.judge as",
    "%matplotlib inline\n!pip list\nimport chapters.recipe.given": "`import chapters.recipe.given` imports",
}
LEAVES_ALONE = (
    "import numpy as np\nfrom scipy.special import expit",
    "from autograder.checks import check_gradients\ncheck_gradients(BatchNorm(1, 2), x)",
    "from chapters.batchnorm import given",
    "check('batchnorm-forward', BatchNorm)",
    "explore(lambda k: given.Network(k), k=[1, 2])",
    "def step(scales):\n    given = 3\n    return scales * given",
    "runs = scales.opening(given.build, BatchNorm)",
    "def build(rng):\n    return Sequential([Affine()], Loss())",
    "print('chapters', 'autograder')",
    "table = {'chapters': 3}['rows']",
    "def broken(:\n    import autograder.grading",
    "x = '\0'",
    "(" * 500 + ")" * 500,
    "f(" + "+".join(["'a'"] * 5000) + ")",
    "%%bash\nls",
    OWN[1],
)


@pytest.mark.parametrize("source", TAKES)
def test_what_is_taken_from_the_course_is_told(source):
    found = reaches([*OWN, source], OWN)
    assert any(TAKES[source] in sentence for sentence in found), found
    assert all("\n" not in sentence for sentence in found)


@pytest.mark.parametrize("source", LEAVES_ALONE)
def test_nothing_is_said_of_what_a_notebook_is_there_for(source):
    assert reaches([*OWN, source], OWN) == []


def test_each_place_is_told_once_and_not_too_many():
    sources = [f"import chapters.recipe.given as g{k}" for k in range(30)]
    found = reaches(sources + sources, OWN)
    assert len(found) == len(set(found)) == MOST


@pytest.mark.parametrize("chapter", chapters())
def test_the_answers_reach_nowhere(chapter):
    own = [cell.source for cell in release_notebook(chapter).cells if cell.cell_type == "code"]
    answers = [cell.source for cell in source_notebook(chapter).cells if cell.cell_type == "code"]
    assert len(set(answers) - set(own)) > 3
    assert reaches(answers, own) == []
