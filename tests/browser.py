"""The built site, a small book beside it, a server that puts them below a sub-path, and a real browser.

What is built here is built by the worker that asks for it first, and shared with the other.
"""

import functools
import http.server
import os
import shutil
import sys
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from autograder.publishing.printing.paper import BROWSERS
from autograder.publishing.site import build_site

REPOSITORY = Path(__file__).parents[1]
CHROMIUM = next(filter(None, map(shutil.which, ("chromium-headless-shell", *BROWSERS))), None)
"""The first of them that is there: the shell opens a page in half the time that a browser with windows needs."""
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def once(tmp_path_factory, worker_id):
    """Have something made once in a run, whatever the number of workers: `once(name, make)` gives the folder of it.

    `make` receives a new folder and returns the one to share. Where it raises, the next to ask tries again.
    """
    own = tmp_path_factory.getbasetemp()
    run = own if worker_id == "master" else own.parent

    def folder(name, make):
        place, record = run / name, run / f"{name}.made"
        with FileLock(run / f"{name}.lock"):
            if not record.exists():
                shutil.rmtree(place, ignore_errors=True)
                place.mkdir()
                record.write_text(str(make(place)), encoding="utf-8")
        return Path(record.read_text(encoding="utf-8"))

    return folder


@pytest.fixture(scope="session")
def small_book(once):
    """The sources of a small book with one of everything."""

    def copy(book):
        shutil.copytree(Path(__file__).parent / "chapters" / "_sphinx" / "book", book, dirs_exist_ok=True)
        shutil.copy(REPOSITORY / "_config.yml", book)
        return book

    return once("book", copy)


@pytest.fixture(scope="session")
def small_site(once, small_book):
    return once("small-site", lambda _: build_site(small_book, small_book))


@pytest.fixture(scope="session")
def site(once):
    """The course's own site, built or brought up to date in `_build`."""
    return once("site", lambda _: build_site(REPOSITORY, REPOSITORY))


class Quiet(http.server.SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # a page of three hundred frames does not open three hundred connections

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    """A server that says nothing when a page is left before all of it has come."""

    def handle_error(self, request, client_address):
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


@pytest.fixture(scope="session")
def serve(tmp_path_factory):
    """Serve a folder below a sub-path on this machine; returns the address of the folder."""
    root = tmp_path_factory.mktemp("host")
    server = Server(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def address(folder):
        place = root / "some" / "path" / f"{abs(hash(str(folder)))}"
        if not place.exists():
            place.parent.mkdir(parents=True, exist_ok=True)
            place.symlink_to(folder, target_is_directory=True)
        return f"http://127.0.0.1:{server.server_port}/{place.relative_to(root)}/"

    yield address
    server.shutdown()


@pytest.fixture(scope="session")
def browser():
    if CHROMIUM is None:
        reason = "Chromium is not installed; on Debian: apt-get install chromium"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield chromium
        chromium.close()


class Visit:
    """A page in the browser, with the requests that it made and the errors that it logged."""

    def __init__(self, browser, **options):
        self.context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, **options})
        self.page = self.context.new_page()
        self.requests, self.errors = [], []
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("console", lambda line: self.errors.append(line.text) if line.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("requestfailed", lambda request: self.errors.append(request.url))


@pytest.fixture
def visit(browser):
    """Open an address with the browser context's options (viewport, colour scheme, ...)."""
    visits = []

    def go(address, **options):
        visits.append(Visit(browser, **options))
        visits[-1].page.goto(address, wait_until="load")
        return visits[-1]

    yield go
    for each in visits:
        each.context.close()
