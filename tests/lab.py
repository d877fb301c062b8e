"""JupyterLab 4 with a student's notebook in a real browser: what a test looks at, and a benchmark times."""

import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path

from playwright.sync_api import expect

from autograder.publishing.release import answered_notebook, write_release

READY = 120_000  # milliseconds that a kernel may take on a busy machine
SETTINGS = {  # nothing may move away below a click: every cell at its full height, no message that slides in
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"doNotDisturbMode": True, "checkForUpdates": False, "fetchNews": "false"},
}


@contextmanager
def lab(folder: Path):
    """Run a JupyterLab server on `folder`; yields its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name, values in SETTINGS.items():
        settings = folder / ".settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(values), encoding="utf-8")
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token="]
    options += [f"--LabApp.user_settings_dir={folder / '.settings'}"]
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(folder / ".config"), "JUPYTER_PREFER_ENV_PATH": "1"}
    environment.pop("COURSE_SITE", None)
    command = [sys.executable, "-m", "jupyterlab", *options, f"--ServerApp.root_dir={folder}"]
    with subprocess.Popen(command, stderr=subprocess.DEVNULL, env=environment) as server:
        try:
            _wait_for(port, server)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def _wait_for(port: int, server: subprocess.Popen) -> None:
    until = time.monotonic() + READY / 1000
    while server.poll() is None and time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return
        time.sleep(0.2)
    raise RuntimeError("JupyterLab did not start")


class Notebook:
    """A released notebook, open in JupyterLab."""

    def __init__(self, page, address: str, chapter: str) -> None:
        self.page = page
        page.goto(f"{address}lab/tree/{chapter}.ipynb")
        self.cells = page.locator(".jp-Notebook-cell")
        self.cells.nth(1).wait_for(timeout=READY)
        wait_for_kernel(page)

    def run(self, number: int, code: str | None = None):
        """Run a cell, with other code if it is given; return it as soon as the kernel has its code."""
        cell = self.cells.nth(number)
        prompt = cell.locator(".jp-InputPrompt")
        before = prompt.inner_text()
        cell.locator(".cm-content").click()
        if code is not None:
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(code)
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before)
        return cell


def wait_for_kernel(page) -> None:
    """Wait until the notebook's kernel listens; before that, JupyterLab drops what is run without a word."""
    # The circle beside the kernel's name is idle when there is no kernel yet, too.
    expect(page.locator(".jp-Toolbar-kernelName").first).to_contain_text("Python", timeout=READY)
    page.locator("[data-status='idle']").first.wait_for(timeout=READY, state="attached")


def release_into(folder: Path, chapter: str) -> list[str]:
    """Write a release notebook into `folder`; return the code of its cells with the answers."""
    write_release(chapter, folder)
    return [cell.source for cell in answered_notebook(chapter).cells]
