"""Each challenge of the playground can be solved, fails where it begins, and is kept when it is solved."""

import re

import pytest

from tests.browser import REPOSITORY
from tests.site.playground.playing import PAGE, run

BOX = re.compile(
    r"^:::\{challenge\} (?P<title>.+?)\n:state: (?P<state>\S+)\n:goal: (?P<goal>.+)\n:within: (?P<within>\d+)\n",
    re.MULTILINE,
)
SOLUTIONS = (
    "data=moons&samples=20&batch=0&optimizer=momentum&depth=1&units=32&norm=batch&rate=3",
    "data=moons&depth=1&units=2&optimizer=adam&rate=0.1&batch=0&weights=large",
    "depth=6&activation=sigmoid&weights=he&optimizer=rmsprop&rate=0.03&units=4&batch=8&schedule=staircase&span=3000",
    "data=spirals&optimizer=adam&rate=0.03&batch=0",
    "data=digits&samples=50&depth=1&units=32&norm=batch&dropout=0.5",
    "depth=6&weights=small&activation=relu&norm=batch",
    "data=curve&depth=3&units=16&rate=0.3&schedule=cosine",
    "samples=50&noise=0.4&depth=1&activation=relu&rate=0.3&l2=0.001",
    "activation=relu&depth=4&rate=1&schedule=climbing&span=300",
    "weights=equal&dropout=0.1&optimizer=adam&rate=0.03",
)
"""One for each challenge, in the order of the page."""
CHALLENGES = BOX.findall((REPOSITORY / "chapters" / "playground" / "playground.md").read_text(encoding="utf-8"))
DONE = "() => Object.values(courseProgress.all()).filter(({ done }) => done).length"


@pytest.fixture
def fresh(playground):
    """The page of a reader who has solved nothing yet."""
    playground.evaluate("courseProgress.replace({})")
    return playground


def solved(page):
    return page.evaluate(
        "[...document.querySelectorAll('.challenge')].map(({ id }) => courseProgress.all()[id]?.done === true)"
    )


def test_there_are_ten(fresh):
    assert len(CHALLENGES) == len(SOLUTIONS) == len(solved(fresh)) == 10


@pytest.mark.parametrize("number", range(len(SOLUTIONS)))
def test_a_challenge_has_a_solution_and_does_not_begin_with_one(fresh, number):
    _, state, _, within = CHALLENGES[number]
    run(fresh, state, int(within))
    assert not solved(fresh)[number]
    run(fresh, SOLUTIONS[number], int(within))
    fresh.wait_for_function(DONE)
    assert [k for k, done in enumerate(solved(fresh)) if done] == [number]
    told = fresh.locator(".challenge .question-told").nth(number)
    assert re.fullmatch(r"Right\. Solved in \d+ steps by this setting\.", told.text_content())


def test_what_is_solved_is_kept_with_the_setting(visit, serve, site):
    page = visit(serve(site) + PAGE).page
    page.wait_for_function("playground.pictures")
    run(page, SOLUTIONS[1], 1000)
    page.reload()
    page.wait_for_function("playground.pictures")
    link = page.locator(".challenge .question-told a")
    assert link.get_attribute("href").startswith("#data=moons&")
    page.goto(serve(site) + "chapters/reference/progress.html")
    assert page.locator("tr", has_text="The playground").locator("td").last.text_content() == "1 of 10"
