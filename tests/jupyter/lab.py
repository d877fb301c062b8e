"""JupyterLab 4 with a student's notebook in a real browser: what a test looks at, and a benchmark times."""

import json
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import expect

from autograder.publishing.release import answered_notebook, write_release
from tests.jupyter.serving import serving

READY = 120_000  # milliseconds that a kernel may take on a busy machine
SETTINGS = {  # nothing may move away below a click: every cell at its full height, no message that slides in
    "notebook-extension/tracker": {"windowingMode": "none"},
    "apputils-extension/notification": {"doNotDisturbMode": True, "checkForUpdates": False, "fetchNews": "false"},
}


@contextmanager
def lab(folder: Path):
    """Run a JupyterLab server on `folder`; yields its address."""
    for name, values in SETTINGS.items():
        settings = folder / ".settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        settings.parent.mkdir(parents=True)
        settings.write_text(json.dumps(values), encoding="utf-8")
    options = ["--ip=127.0.0.1", f"--LabApp.user_settings_dir={folder / '.settings'}"]
    with serving("jupyterlab", folder, *options, f"--ServerApp.root_dir={folder}") as port:
        yield f"http://127.0.0.1:{port}/"


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
