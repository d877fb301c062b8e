"""Reports and feedback speak the site's visual language, and a browser finds nothing to complain of in either theme."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from autograder.grading.reports.pages import TOKENS, render, tokens

CHAPTERS = [{"name": "forward", "scores": {"ada": 7.0}, "mean": 7.0, "possible": 10.0}]
COURSE = {
    "students": [("ada", 7.0)],
    "chapters": CHAPTERS,
    "possible": 10.0,
    "by_hand": {"forward": ["ada"]},
    "mistakes": [("the bias is forgotten", 3)],
    "examples": {"the bias is forgotten": ["return x @ W"]},
}


@pytest.fixture(scope="module")
def page(tmp_path_factory):
    path = tmp_path_factory.mktemp("report") / "course.html"
    path.write_text(render("course.html", **COURSE), encoding="utf-8")
    return path


def test_every_variable_of_a_template_is_one_of_the_sites(page):
    there = set(re.findall(r"(--[\w-]+):", tokens(TOKENS.read_text(encoding="utf-8"))))
    text = page.read_text(encoding="utf-8")
    assert {"--ink", "--paper", "--forward"} <= set(re.findall(r"var\((--[\w-]+)", text)) <= there
    assert "data-theme" not in text
    assert "url(" not in text


@pytest.mark.parametrize("width", [320, 390, 768, 1400])
def test_in_light_and_dark_it_has_the_papers_of_the_site_and_no_violation(visit, page, width):
    here = visit(page.as_uri(), viewport={"width": width, "height": 800})
    papers = []
    for scheme in ("light", "dark"):
        here.page.emulate_media(color_scheme=scheme)
        papers.append(here.page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
        assert here.page.evaluate("document.documentElement.scrollWidth") <= width
        if width == 390:
            assert Axe().run(here.page).response["violations"] == []
    assert papers == ["rgb(255, 255, 255)", "rgb(20, 24, 30)"]
    assert here.errors == []
