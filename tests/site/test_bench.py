"""The bench in the browser: JupyterLite, its kernel and the course's code come from the site itself."""

import urllib.error
import urllib.request
from urllib.parse import urlsplit

import pytest

from tests.jupyter.lab import wait_for_kernel

CDN = "https://cdn.jsdelivr.net/"
BOOT = 180_000  # milliseconds that a cold kernel may take on a busy machine
SLIDER = """\
from ipywidgets import IntSlider, interact
interact(lambda x: print('twice', 2 * x), x=IntSlider(value=2, max=5));"""


def reachable():
    try:
        urllib.request.urlopen(urllib.request.Request(CDN, method="HEAD"), timeout=5)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@pytest.fixture
def bench(visit, serve, site):
    if not (site / "bench" / "index.html").exists():
        pytest.fail("the bench is not built; run make site")

    def opened(chapter, cut):
        base = serve(site)
        here = visit("about:blank")
        if cut:
            here.context.route(f"{CDN}**", lambda route: route.abort())
        here.page.goto(f"{base}bench/notebooks/index.html?path={chapter}.ipynb")
        here.cells = here.page.locator(".jp-CodeCell")
        here.cells.first.wait_for(timeout=BOOT)
        wait_for_kernel(here.page)
        return here

    return opened


def run(here, number, code=None):
    here.cells.nth(number).locator(".cm-content").click()
    if code is not None:
        here.page.keyboard.press("Control+a")
        here.page.keyboard.insert_text(code)
    here.page.keyboard.press("Control+Enter")


def test_without_the_cdn_a_plain_message_says_so_and_the_widgets_still_work(bench, serve, site):
    here = bench("backward", cut=True)
    run(here, 0)
    output = here.cells.first.locator(".jp-OutputArea-output")
    output.first.wait_for(timeout=BOOT)
    assert "NumPy could not be loaded from cdn.jsdelivr.net" in output.first.inner_text()
    hosts = {urlsplit(url).netloc for url in here.requests if url.startswith("http")}
    assert hosts == {urlsplit(serve(site)).netloc, urlsplit(CDN).netloc}
    run(here, 0, SLIDER)
    here.page.get_by_text("twice 4").wait_for(timeout=BOOT)
    here.cells.first.get_by_role("slider").press("ArrowRight")
    here.page.get_by_text("twice 6").wait_for()


@pytest.mark.skipif(not reachable(), reason="no network here reaches Pyodide's CDN")
def test_with_the_cdn_a_check_shows_its_card_and_an_explorable_moves(bench):
    here = bench("backward", cut=False)
    for number in range(3):
        run(here, number)
    answer = here.cells.nth(3)
    answer.locator(".cm-content").click()
    here.page.keyboard.press("Control+Enter")
    run(here, 4)
    card = here.cells.nth(4).locator(".jp-OutputArea-output").first
    card.wait_for(timeout=BOOT)
    assert "not yet" in card.inner_text()
