"""Take README's pictures from the built site: a chapter in light and in dark, and a slider that moves.

`make pictures` runs it.
"""

from __future__ import annotations

from functools import partial
from io import BytesIO
from threading import Thread
from typing import Any

from PIL import Image
from playwright.sync_api import Locator, Page, sync_playwright

from tests.browser import ARGUMENTS, CHROMIUM, REPOSITORY, Quiet, Server

PICTURES = REPOSITORY / "chapters" / "_sphinx" / "pictures"
CHAPTER, TITLE = "chapters/backward/chapter.html", "intro.html"
WEIGHT = 300_000
"""Bytes of all pictures together."""
SIZE = {"width": 1280, "height": 800}
MARGIN = 8
"""Pixels around what moves."""
PAUSE, LAST = 250, 2000
"""Milliseconds of a frame of the animation, and of its last one."""


def take(page: Page, base: str, scheme: str) -> None:
    """Take a picture of the chapter's first screen."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    for _ in range(2):  # the headings' face is there at the second visit
        page.goto(base + CHAPTER, wait_until="networkidle")
    _opened(page.screenshot()).save(PICTURES / f"chapter-{scheme}.webp", lossless=True, method=6)


def film(page: Page, base: str) -> None:
    """Take one picture for each value of the title page's longest slider."""
    page.emulate_media(color_scheme="light", reduced_motion="reduce")
    page.goto(base + TITLE, wait_until="networkidle")
    explorable = page.locator("course-explorable").first
    slider = explorable.locator("input[type=range]").last
    explorable.locator("input[type=range], select").first.press("End")
    slider.press("Home")
    page.wait_for_load_state("networkidle")
    frames = []
    for place in range(int(slider.get_attribute("max") or 0) + 1):
        if place:
            slider.press("ArrowRight")
        page.wait_for_timeout(300)
        frames.append(_opened(page.screenshot(clip=_around(explorable))))
    first, *others = frames
    times = [PAUSE] * len(others) + [LAST]
    path = PICTURES / "slider.webp"
    first.save(path, save_all=True, append_images=others, duration=times, loop=0, quality=40, method=6)


def _around(place: Locator) -> Any:
    """Return the rectangle of a place and a margin, in which the ring of the focus lies."""
    box = place.bounding_box()
    assert box is not None
    return {
        "x": box["x"] - MARGIN,
        "y": box["y"] - MARGIN,
        "width": box["width"] + 2 * MARGIN,
        "height": box["height"] + 2 * MARGIN,
    }


def _opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data)).convert("RGB")


def main() -> None:
    """Serve the site, and take all pictures."""
    server = Server(("127.0.0.1", 0), partial(Quiet, directory=str(REPOSITORY / "_build" / "html")))
    Thread(target=server.serve_forever, daemon=True).start()
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = chromium.new_page(viewport=SIZE)  # type: ignore[arg-type]
        base = f"http://127.0.0.1:{server.server_port}/"
        for scheme in ("light", "dark"):
            take(page, base, scheme)
        page.set_viewport_size({"width": 620, "height": 900})
        film(page, base)
        chromium.close()
    server.shutdown()


if __name__ == "__main__":
    main()
