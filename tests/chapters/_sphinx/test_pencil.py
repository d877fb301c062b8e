"""What is typed: the browser and the build read formulas alike, and say what they cannot read."""

import math
import random

import pytest

from chapters._sphinx.directives.expressions import FUNCTIONS, evaluate, points
from tests.chapters._sphinx.answering import PAGE

RANGES = {"x": (-1.0, 2.0), "y_1": (0.5, 1.0)}
VALUES = """
([texts, at]) => texts.map((text) => {
  try {
    const value = coursePencil.compile(text, Object.keys(at))(at);
    return Number.isFinite(value) ? value : null;
  } catch { return null; }
})
"""
CHECK = "([typed, asks]) => coursePencil.check(typed, asks)"
REFUSED = """
([text, names]) => {
  try { coursePencil.compile(text, names); return ""; } catch (error) { return error.message; }
}
"""


@pytest.fixture(scope="module")
def page(browser, serve, small_site):
    page = browser.new_page()
    page.goto(serve(small_site) + PAGE)
    yield page
    page.close()


def formula(rng, depth=4):
    if depth == 0 or rng.random() < 0.15:
        return rng.choice(["x", "y_1", "pi", "2", "0.5", "1e-2", ".25", "3."])
    inner = lambda: formula(rng, depth - 1)  # noqa: E731
    shapes = [
        lambda: f"{inner()} {rng.choice('+-*/')} {inner()}",
        lambda: f"({inner()}){rng.choice('^*/')}{rng.choice(['2', '-1', 'x', '(x+1)'])}",
        lambda: f"{rng.choice(sorted(FUNCTIONS))}({inner()})",
        lambda: f"-{inner()}",
        lambda: f"{inner()}^2^-1",
    ]
    return rng.choice(shapes)()


def value(text, at):
    try:
        return evaluate(text, at)
    except ValueError:
        return None


def test_both_sides_give_a_formula_the_same_value(page):
    rng = random.Random(1)
    texts = [formula(rng) for _ in range(600)]
    at = {"x": 0.7, "y_1": 0.9}
    theirs = page.evaluate(VALUES, [texts, at])
    apart = [
        (text, ours, there)
        for text, ours, there in zip(texts, (value(text, at) for text in texts), theirs, strict=True)
        if (ours is None) != (there is None) or (ours is not None and not math.isclose(ours, there, rel_tol=1e-9))
    ]
    assert apart == []
    assert sum(each is not None for each in theirs) > 400


def test_both_sides_compare_at_the_same_points(page):
    theirs = page.evaluate("ranges => coursePencil.points(ranges)", RANGES)
    assert [pytest.approx(point) for point in points(RANGES)] == theirs
    assert all(-1 < point["x"] < 2 and 0.5 < point["y_1"] < 1 for point in theirs)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2x", "“x”; a product needs a *"),
        ("(1 + x", "missing at the end"),
        ("1 + x)", "at “)”"),
        ("z + 1", "“z” has no meaning here; the names are x"),
        ("alert(1)", "“alert” has no meaning here"),
        ("constructor(x)", "no meaning"),
        ("x.y", "at “.”"),
        ("sin x", "at “x”"),
        ("x = 1", "at “=”"),
        ("1e", "at “e”"),
        ("", "missing"),
    ],
)
def test_what_cannot_be_read_is_told(page, text, words):
    assert words in page.evaluate(REFUSED, [text, ["x"]])
    assert value(text, {"x": 1.0}) is None


@pytest.mark.parametrize(
    ("typed", "asks", "right", "words"),
    [
        ("3/8", {"number": 0.375, "within": 0}, True, ""),
        ("−0.5", {"number": -0.5, "within": 0}, True, ""),
        ("1/3", {"number": 1 / 3, "within": 0}, True, ""),
        ("0.38", {"number": 0.375, "within": 0.01}, True, ""),
        ("0.39", {"number": 0.375, "within": 0.01}, False, ""),
        ("1/4", {"number": 0.375, "within": 0.01}, False, "Yours is 0.25."),
        ("(D,H)", {"shape": "(D, H)"}, True, ""),
        ("D × H", {"shape": "(D, H)"}, True, ""),
        ("(H, D)", {"shape": "(D, H)"}, False, ""),
        ("(N,)", {"shape": "(N, 1)"}, False, "Yours has 1 axis."),
        ("(N,)", {"shape": "(N,)"}, True, ""),
        ("x + x", {"formula": "2*x", "at": {"x": [-1, 2]}}, True, ""),
        ("2·x", {"formula": "2*x", "at": {"x": [-1, 2]}}, True, ""),
        ("x − x", {"formula": "0*x", "at": {"x": [-1, 2]}}, True, ""),
        ("abs(x)*2", {"formula": "2*x", "at": {"x": [-1, 2]}}, False, "At x = "),
        ("sqrt(x)^2*2", {"formula": "2*x", "at": {"x": [-1, 2]}}, False, "yours is NaN"),
        ("1e-9", {"formula": "x*1e-8", "at": {"x": [1, 2]}}, False, "it should be"),
    ],
)
def test_an_answer_is_compared_as_its_kind_asks(page, typed, asks, right, words):
    found, told = page.evaluate(CHECK, [typed, asks])
    assert found is right
    assert words in told
