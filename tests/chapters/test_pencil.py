"""Every problem for pencil and paper has a test that holds its answer, and the helper for such tests works."""

import pytest
import sympy

from chapters._sphinx.directives.contents import chapters
from tests.browser import REPOSITORY
from tests.chapters.pencil import Problem, find, problems, read, unchecked

BOOK = REPOSITORY / "tests" / "chapters" / "_sphinx" / "book" / "pages" / "doing.md"
NUMBER, FORMULA, SHAPE = read(BOOK.read_text(encoding="utf-8"))


@pytest.mark.parametrize("chapter", chapters(REPOSITORY))
def test_the_answer_of_every_problem_is_held_by_a_test_of_its_chapter(chapter):
    tests = (REPOSITORY / "tests" / "chapters" / chapter).glob("test_*.py")
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(tests))
    assert unchecked(chapter, problems(chapter), text) == []


def test_problems_are_read_with_all_that_is_asked():
    assert [each.kind for each in (NUMBER, FORMULA, SHAPE)] == ["number", "formula", "shape"]
    assert NUMBER.question == "What is $1/4 + 1/8$?"
    assert NUMBER.options["within"] == "0.001"
    assert FORMULA.at == {"x": (-1, 2), "b": (0, 1)}


def test_a_number_agrees_within_its_distance():
    assert NUMBER.agrees(0.375)
    assert NUMBER.agrees(0.3755)
    assert not NUMBER.agrees(0.38)


def test_a_formula_agrees_with_a_function_and_with_sympy():
    assert FORMULA.agrees(lambda x, b: 2 * x)
    assert not FORMULA.agrees(lambda x, b: 2 * x + 1e-6 * b)
    x, b = sympy.symbols("x b", real=True)
    assert sympy.diff(x**2 + sympy.tanh(b), x) == FORMULA.symbolic()


def test_names_that_sympy_has_for_something_else_are_symbols():
    problem = Problem("", "formula", "N*beta^2 + abs(S)", {"at": "N from 1 to 2, beta from 0 to 1, S from -1 to 1"})
    n, beta, s = sympy.symbols("N beta S", real=True)
    assert problem.symbolic() == n * beta**2 + sympy.Abs(s)


def test_a_shape_has_the_sizes_of_its_letters():
    assert SHAPE.shape(D=3, H=4) == (3, 4)


def test_a_problem_without_a_test_is_told():
    tests = """assert find("small", r"1/8").agrees(3 / 8)\nfind(\n    "other", "slope"\n)"""
    assert unchecked("small", [NUMBER, FORMULA], tests) == [FORMULA.question]


def test_words_that_name_no_problem_are_an_error():
    with pytest.raises(ValueError, match="not enough values"):
        find("forward", "words that no problem has")
