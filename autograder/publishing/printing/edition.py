"""What can be taken along, made from the built site and offered there: the book on paper, and the site as a zip."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import yaml

from autograder.errors import CourseError
from autograder.publishing.bundle import FIXED_DATE
from autograder.publishing.printing.book import contents, join
from autograder.publishing.printing.paper import print_book
from chapters._sphinx.output.downloads import BOOK, SITE, offer

PACKED = {".webp", ".png", ".woff2", ".whl", ".zip", ".pdf"}
"""Files that are as small as they get."""
BENCH = """\
<!DOCTYPE html>
<html lang="en"><meta charset="utf-8"><title>The notebooks need a network here</title>
<p>Notebooks in the browser fetch NumPy from another host. Without a network, take the
<a href="../../downloads/deep-learning-by-hand.zip">bundle of all notebooks</a> and open them in JupyterLab.</p></html>
"""


def write_edition(repository: Path, site: Path, output: Path, base: str, tell: Callable[[str], None]) -> list[Path]:
    """Print the book, zip the site, and offer both on the site; return their paths in `output`.

    Raises
    ------
    CourseError
        When the site is not there, or when the book cannot be printed.
    """
    if not (site / "intro.html").exists():
        raise CourseError(f"{site} has no site yet; make site builds it")
    config = yaml.safe_load((repository / "_config.yml").read_text(encoding="utf-8"))
    document = join(site, contents(repository), base)
    print_book(document, site, output / BOOK, config["title"], config["author"], tell)
    downloads = site / "downloads"
    downloads.mkdir(exist_ok=True)
    (downloads / SITE).unlink(missing_ok=True)
    shutil.copy2(output / BOOK, downloads)
    offer(site)
    zip_site(site, output / SITE)
    tell("the site as a zip")
    shutil.copy2(output / SITE, downloads)
    offer(site)
    return [output / BOOK, output / SITE]


def zip_site(site: Path, path: Path) -> None:
    """Zip a site for a room without a network: all but the bench, which fetches NumPy from another host."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(path, "w") as archive:
        for file in sorted(site.rglob("*")):
            name = file.relative_to(site)
            if file.is_file() and name.parts[0] != "bench":
                kind = ZIP_STORED if file.suffix in PACKED else ZIP_DEFLATED
                archive.writestr(
                    ZipInfo(f"deep-learning-by-hand/{name.as_posix()}", FIXED_DATE), file.read_bytes(), kind
                )
        archive.writestr(ZipInfo("deep-learning-by-hand/bench/notebooks/index.html", FIXED_DATE), BENCH)
