"""How fast the pages are: Lighthouse's scores, a slider's answer on the site, a slider's answer in JupyterLab.

`make bench` calls it, after `make site`. Pages come from a server that compresses, as every static host does.
"""

import functools
import gzip
import http.server
import json
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from playwright.sync_api import Page, sync_playwright

from autograder.publishing.bench import npm
from tests.benchmarks.bars import Bar
from tests.browser import ARGUMENTS, CHROMIUM, REPOSITORY
from tests.jupyter.lab import READY, Notebook, lab, release_into

SITE = REPOSITORY / "_build" / "html"
PAGES = (
    *("intro.html", "chapters/backward/chapter.html", "chapters/backward/notebook.html"),
    *("chapters/playground/playground.html", "chapters/reference/glossary.html", "chapters/reference/claims.html"),
    *("genindex.html", "search.html"),
)
"""One of each kind."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
RUNS = 3
# Lighthouse's own 4G is slower; these are the figures of the bar.
NETWORK = {"offline": False, "latency": 40, "downloadThroughput": 10e6 / 8, "uploadThroughput": 10e6 / 8}
# Resolves when the browser has painted what follows an arrow key: the picture changed, then two frames.
STEP = """
([explorable, key]) => new Promise((done) => {
  const picture = [...explorable.querySelectorAll("img")].find((image) => image.checkVisibility());
  const input = explorable.querySelector("input[type=range]");
  const began = performance.now();
  new MutationObserver((_, watcher) => {
    watcher.disconnect();
    requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)));
  }).observe(picture, { attributeFilter: ["src"] });
  input.value = Number(input.value) + key;
  input.dispatchEvent(new Event("input", { bubbles: true }));
})
"""


class _Compressing(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if not path.is_file():
            self.send_error(404)
            return
        data, kind = path.read_bytes(), self.guess_type(path)
        self.send_response(200)
        if kind.startswith("text") or "javascript" in kind or "svg" in kind:
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(data))),
            ("Cache-Control", "max-age=600"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder with compression; yields its address."""
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Compressing, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@contextmanager
def opened() -> Iterator[Page]:
    """A page of a real browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser.new_page()
        browser.close()


def lighthouse() -> Iterator[Bar]:
    """Lighthouse's four scores of a page of each kind, mobile profile, the median of several runs.

    Performance is the score of a phone that is four times as slow as this machine. Lighthouse measures the machine,
    too, and warns below 1,000 that it is too slow for that.
    """
    folder = REPOSITORY / "_build" / "lighthouse"
    if not (folder / "node_modules").exists():
        shutil.rmtree(folder, ignore_errors=True)
        npm(Path(__file__).parent, folder, "Lighthouse")
    with served(SITE) as address:
        for page in PAGES:
            runs = [_lighthouse(folder, address + page) for _ in range(RUNS)]
            speed = median(run["processor"] for run in runs)
            for category in CATEGORIES:
                name = f"Lighthouse, {category}, {page}"
                if category == "performance":
                    name += f" (processor {speed:,.0f}; Lighthouse expects 1,000 or more)"
                yield Bar(name, median(run[category] for run in runs), at_least=95)


def _lighthouse(folder: Path, address: str) -> dict[str, float]:
    command = [folder / "node_modules" / ".bin" / "lighthouse", address, "--quiet", "--output=json"]
    command += ["--chrome-flags=--headless=new --no-sandbox --disable-gpu"]
    environment = {**os.environ, "CHROME_PATH": str(CHROMIUM)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    scores = {name: 100 * found["categories"][name]["score"] for name in CATEGORIES}
    return scores | {"processor": found["environment"]["benchmarkIndex"]}


def sliders_on_the_site() -> Iterator[Bar]:
    """From a touch to the painted frame: with the frames loaded, and at the first touch on a middling network."""
    loaded, first = [], []
    with served(SITE) as address, opened() as page:
        for number in range(_explorables(page, address)):
            page.goto(address + PAGES[1])
            explorable = page.locator("course-explorable", has=page.locator("input[type=range]")).nth(number)
            explorable.scroll_into_view_if_needed()
            page.wait_for_load_state("networkidle")
            explorable = explorable.element_handle()
            session = page.context.new_cdp_session(page)
            session.send("Network.emulateNetworkConditions", NETWORK)
            first.append(page.evaluate(STEP, [explorable, _way(explorable)]))
            session.detach()
            explorable.dispatch_event("pointerdown")
            page.wait_for_load_state("networkidle")
            loaded += [page.evaluate(STEP, [explorable, way]) for way in _to_and_fro(explorable)]
    yield Bar("slider to paint, frames loaded, 95th percentile (ms)", quantiles(loaded, n=20)[-1], at_most=50)
    yield Bar("slider to paint, first step, 10 Mbit/s and 40 ms, worst (ms)", max(first), at_most=150)


def _explorables(page: Page, address: str) -> int:
    page.goto(address + PAGES[1])
    return page.locator("course-explorable", has=page.locator("input[type=range]")).count()


def _way(explorable: object) -> int:
    """One step that stays on the slider."""
    return explorable.evaluate(
        "e => { const i = e.querySelector('input[type=range]'); return i.value === i.max ? -1 : 1 }"
    )


def _to_and_fro(explorable: object) -> Iterator[int]:
    """Steps that change the figure, many times."""
    for _ in range(20):
        yield _way(explorable)
        yield -1 if explorable.evaluate("e => e.querySelector('input[type=range]').value > 0") else 1


def slider_in_jupyterlab() -> Iterator[Bar]:
    """From a touch to the new picture in JupyterLab, with the student's kernel in between."""
    with tempfile.TemporaryDirectory() as name, opened() as page:
        answers = release_into(Path(name), "backward")
        with lab(Path(name)) as address:
            notebook = Notebook(page, address, "backward")
            for number in (1, 2, 4):
                notebook.run(number, answers[number] if number == 4 else None)
            cell = notebook.run(7)
            cell.locator("img").wait_for(timeout=READY)
            times = [_live_step(page, cell, way) for way in (-1, 1) * 10]
    yield Bar("slider to picture in JupyterLab, median (ms)", median(times), at_most=150)


def _live_step(page: Page, cell: object, way: int) -> float:
    cell.get_by_role("slider").focus()
    watching = page.evaluate_handle(
        """(cell) => {
          const before = cell.querySelector("img").src, began = performance.now();
          return { answer: new Promise((done) => new MutationObserver((_, watcher) => {
            const picture = cell.querySelector("img");
            if (picture && picture.src !== before) { watcher.disconnect(); done(performance.now() - began); }
          }).observe(cell, { subtree: true, childList: true, attributes: true })) };
        }""",
        cell.element_handle(),
    )
    page.keyboard.press("ArrowRight" if way > 0 else "ArrowLeft")
    return page.evaluate("(watching) => watching.answer", watching)
