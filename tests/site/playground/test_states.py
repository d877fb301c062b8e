"""Every state of the playground that a chapter links to is opened, run, and asserted to show what the chapter says."""

import pytest

from autograder.publishing.release import chapters
from chapters._sphinx.directives.playground.controls import wrong
from tests.chapters.page import Page
from tests.chapters.states import BOX
from tests.site.playground.playing import run
from tests.site.playground.states import ALSO, SEEN

LEAST = 3


def boxes(chapter):
    return [match.groupdict() for match in BOX.finditer(Page(chapter).text)]


def pictures(page, state):
    state, until = state.rsplit("&until=", 1)
    return run(page, state, int(until))


@pytest.mark.parametrize("chapter", chapters())
def test_each_state_shows_what_its_chapter_says(playground, chapter):
    states = boxes(chapter)
    assert len(states) == len(SEEN[chapter]) >= LEAST
    for number, (box, seen) in enumerate(zip(states, SEEN[chapter], strict=True)):
        words = " ".join(box["see"].split())
        told = seen(*pictures(playground, box["state"]))
        told += [tell(*pictures(playground, state)) for state, tell in ALSO.get((chapter, number), [])]
        assert told
        for each in told:
            assert each in words, (box["question"], told)


def test_a_link_leads_to_its_state(visit, serve, site):
    page = visit(serve(site) + "chapters/activations/chapter.html").page
    page.locator(".play-open").first.click()
    page.wait_for_function("globalThis.playground?.pictures?.[0].step === 0")
    state = boxes("activations")[0]["state"]
    assert page.evaluate("playground.state.write().split('&').sort().join('&')") == "&".join(sorted(state.split("&")))


def test_a_state_with_a_mistake_is_told():
    assert wrong("depth=2&versus=rate:10&seed=3&until=5") == ""
    assert "no control 'deepth'" in wrong("deepth=2")
    assert "not '5'" in wrong("depth=5")
    assert "not '7'" in wrong("versus=rate:7")
    assert "whole number" in wrong("until=soon")
