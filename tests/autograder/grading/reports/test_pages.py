"""Reports and feedback speak the site's visual language, and a browser finds nothing to complain of in either theme."""

import re

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe

from autograder.grading.ledger import Entry
from autograder.grading.reports.pages import TOKENS, render, tokens
from autograder.grading.reports.pictures import distribution, heat_map
from autograder.grading.reports.tasks import hardness
from autograder.tasks import load
from tests.autograder.grading.reports.test_feedback import graded, made
from tests.site.looks.seen import SCHEMES, WIDTHS, picture, wrong

CHAPTERS = [{"name": "forward", "scores": {"ada": 7.0}, "mean": 7.0, "possible": 10.0}]
COURSE = {
    "students": [("ada", 7.0)],
    "chapters": CHAPTERS,
    "possible": 10.0,
    "by_hand": {"forward": ["ada"]},
    "mistakes": [("the bias is forgotten", 3)],
    "examples": {"the bias is forgotten": ["return x @ W"]},
}


TITLES = {name: task.title for name, task in load("backward").tasks.items()}
GRID = np.random.default_rng(0).random((30, len(TITLES))) < np.linspace(0.9, 0.2, len(TITLES))
STANDINGS = {
    f"student-{number:02}": Entry(scores, dict.fromkeys(TITLES, 1.0), {}, 0.0, False)
    for number, row in enumerate(GRID.astype(float).tolist())
    if (scores := dict(zip(TITLES, row, strict=True)))
}
REPORT = {
    "chapter": "backward",
    "standings": STANDINGS,
    "titles": TITLES,
    "possible": float(len(TITLES)),
    "distribution": distribution(GRID.sum(axis=1).tolist(), len(TITLES)),
    "map": heat_map(GRID.astype(float), list(TITLES.values())),
    "tasks": hardness(list(STANDINGS.values()), TITLES),
    "mistakes": COURSE["mistakes"],
    "examples": COURSE["examples"],
    "seconds": (1.2, 3.4),
    "aside": {"zoë": "handed in a notebook that cannot be read"},
    "absent": ["dan", "eva"],
    "mended": {"ben": "lacked the check relu, which was put back"},
    "by_hand": ["ada"],
}


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """Where the three kinds of pages are."""
    written = {
        "course": render("course.html", **COURSE),
        "report": render("report.html", **REPORT),
        "feedback": made(graded.__wrapped__()),
    }
    folder = tmp_path_factory.mktemp("reports")
    for kind, text in written.items():
        (folder / f"{kind}.html").write_text(text, encoding="utf-8")
    return {kind: folder / f"{kind}.html" for kind in written}


def test_every_variable_of_a_template_is_one_of_the_sites(pages):
    there = set(re.findall(r"(--[\w-]+):", tokens(TOKENS.read_text(encoding="utf-8"))))
    text = pages["course"].read_text(encoding="utf-8")
    assert {"--ink", "--paper", "--forward"} <= set(re.findall(r"var\((--[\w-]+)", text)) <= there
    assert "data-theme" not in text
    assert "url(" not in text


@pytest.mark.parametrize("kind", ["course", "report", "feedback"])
def test_in_light_and_dark_at_each_width_it_has_the_papers_of_the_site_and_nothing_wrong(visit, pages, kind):
    here, papers = visit(pages[kind].as_uri()), set()
    for width, height in WIDTHS.items():
        here.page.set_viewport_size({"width": width, "height": height})
        for scheme in SCHEMES:
            here.page.emulate_media(color_scheme=scheme)
            papers.add(here.page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
            picture(here.page, f"{kind}-{width}-{scheme}")
            if width == 390:
                assert Axe().run(here.page).response["violations"] == []
        assert wrong(here.page) == {}
    assert papers == {"rgb(255, 255, 255)", "rgb(20, 24, 30)"}
    assert here.errors == []
