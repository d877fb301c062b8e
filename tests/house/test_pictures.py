"""README shows the course: its pictures are there, and light."""

import re

from PIL import Image, ImageStat

from tests.browser import REPOSITORY
from tests.house.pictures import PICTURES, SIZE, WEIGHT


def test_readme_shows_every_picture_that_is_taken_and_no_other():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"chapters/_sphinx/pictures/[\w-]+\.webp", readme))
    assert shown == {path.relative_to(REPOSITORY).as_posix() for path in PICTURES.iterdir()}
    assert sum(path.stat().st_size for path in PICTURES.iterdir()) < WEIGHT


def test_the_chapter_is_light_and_dark_and_the_slider_moves():
    papers = []
    for scheme in ("light", "dark"):
        with Image.open(PICTURES / f"chapter-{scheme}.webp") as picture:
            assert picture.size == (SIZE["width"], SIZE["height"])
            papers.append(ImageStat.Stat(picture.convert("L")).mean[0])
    assert papers[0] > 200 > 60 > papers[1]
    with Image.open(PICTURES / "slider.webp") as film:
        assert film.n_frames > 8
