"""Every page of the course's site: no other host, no error, no overflow, and light."""

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from autograder.publishing.release import chapters
from tests.site.conftest import pages

WEIGHT = 300_000  # bytes, compressed, without fonts, before a control is touched


@pytest.fixture(scope="module", params=["site", "small_site"])
def built(request):
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_asks_another_host_or_logs_an_error(tour, serve, built, scheme):
    base = serve(built)
    for name, met in tour(built, scheme).items():
        asked = [url for url in met.requests if not url.startswith(("data:", "blob:"))]  # what a page has within itself
        assert {urlsplit(url).netloc for url in asked} == {urlsplit(base).netloc}
        assert met.errors == [], name
        assert all(url.startswith(base) for url in asked), f"{name} leaves the sub-path"


@pytest.mark.parametrize("width", [320, 375])
def test_no_page_is_wider_than_a_phone(visit, serve, built, width):
    page = visit("about:blank", viewport={"width": width, "height": 800}).page
    for name in pages(built):
        page.goto(serve(built) + name, wait_until="load")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_pages_are_light(tour, serve, built):
    base = serve(built)
    for name, met in tour(built, "light").items():
        if name == "search.html":
            continue  # it loads the index of the whole site
        files = {built / url.removeprefix(base).split("?")[0] for url in met.requests if url.startswith(base)}
        weight = sum(_compressed(path) for path in files if path.suffix not in {".woff2"})
        assert weight < WEIGHT, f"{name} weighs {weight:,} bytes"


KEYS = {"range": ("ArrowRight", "ArrowLeft"), "checkbox": ("Space", "Space"), "select-one": ("ArrowDown", "ArrowUp")}
"""What moves a control, and what moves it where it stands at its last value."""
PICTURE = "element => [...element.querySelectorAll('img')].find(img => img.checkVisibility())"
FOCUSED = """(control, img) => {
  control.focus();
  const atEnd = control.max ? control.max === control.value : control.selectedIndex === control.length - 1;
  return [control.type, atEnd, img.getAttribute("src")];
}"""
ANOTHER = "([img, before]) => img.getAttribute('src') !== before && img.complete && img.naturalWidth > 0"


def test_every_control_of_every_explorable_changes_its_figure_by_keyboard(visit, serve, site):
    here, moved = visit("about:blank"), 0
    for name in pages(site):
        here.page.goto(serve(site) + name, wait_until="load")
        for explorable in here.page.query_selector_all("course-explorable"):
            picture = explorable.evaluate_handle(PICTURE)
            for control in explorable.query_selector_all("input, select"):
                kind, at_end, before = control.evaluate(FOCUSED, picture)
                here.page.keyboard.press(KEYS[kind][at_end])
                here.page.wait_for_function(ANOTHER, arg=[picture, before])
                moved += 1
    assert moved > 10 * len(chapters())


def test_the_address_of_the_site_leads_to_the_landing_page(visit, serve, small_site):
    page = visit(serve(small_site)).page
    page.wait_for_url("**/intro.html")
    assert page.locator("article h1").text_content().startswith("A small book")


def test_search_finds_a_word(visit, serve, small_site):
    here = visit(serve(small_site) + "search.html?q=another")
    here.page.get_by_role("link", name="Another page").first.wait_for()
    assert here.errors == []


def test_the_theme_switch_and_the_sidebar_work(visit, serve, small_site):
    page = visit(serve(small_site) + "intro.html", viewport={"width": 375, "height": 800}, color_scheme="light").page
    switch = page.locator(".theme-switch-button:visible").first
    themes = set()
    for _ in range(3):
        switch.click()
        themes.add(page.evaluate("document.documentElement.dataset.theme"))
    assert themes == {"light", "dark"}
    link = page.locator("#pst-primary-sidebar-modal").get_by_role("link", name="Another page")
    assert not link.is_visible()
    page.locator(".primary-toggle:visible").first.click()
    link.wait_for(state="visible")
    link.click()
    assert page.url.endswith("pages/other.html")


def _compressed(path: Path) -> int:
    data = path.read_bytes()
    return len(data) if path.suffix in {".webp", ".png"} else len(gzip.compress(data))
