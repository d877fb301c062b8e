"""What search engines and networks read, and that a build is reproducible."""

import hashlib
import re
import shutil
from xml.etree import ElementTree

import pytest

from autograder.publishing.site import build_site
from chapters._sphinx.built import pages

ADDRESS = "https://example.org/course/"


@pytest.fixture(scope="module")
def addressed(small_book, tmp_path_factory):
    """The small book, built by somebody who says where it will be."""
    book = tmp_path_factory.mktemp("addressed")
    shutil.copytree(small_book, book, dirs_exist_ok=True, ignore=shutil.ignore_patterns("_build"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COURSE_ADDRESS", ADDRESS.rstrip("/"))
        return build_site(book, book)


def test_every_page_has_a_description(site):
    for page in pages(site):
        if page.name not in {"index.html", "404.html"}:
            text = page.read_text(encoding="utf-8")
            assert re.search(r'<meta name="description" content="[^"]{40,}"', text), page


def test_every_page_names_its_one_address(addressed):
    for page in pages(addressed):
        if page.name != "index.html":
            name = page.relative_to(addressed).as_posix()
            assert f'<link rel="canonical" href="{ADDRESS}{name}"' in page.read_text(encoding="utf-8")


def test_the_map_lists_the_pages(addressed):
    tree = ElementTree.parse(addressed / "sitemap.xml")
    listed = {element.text.removeprefix(ADDRESS) for element in tree.iter() if element.tag.endswith("loc")}
    assert {"intro.html", "pages/chapter.html", "pages/other.html"} <= listed
    assert not {"search.html", "genindex.html", "404.html"} & listed


def test_a_link_to_a_page_shows_the_card(addressed):
    text = (addressed / "intro.html").read_text(encoding="utf-8")
    assert f'<meta property="og:image" content="{ADDRESS}_static/card.png"' in text
    assert (addressed / "_static" / "card.png").read_bytes().startswith(b"\x89PNG")


def test_without_an_address_there_is_no_map(small_site):
    assert not (small_site / "sitemap.xml").exists()


def test_the_same_input_gives_the_same_bytes(small_book, small_site, tmp_path):
    shutil.copytree(small_book, tmp_path, dirs_exist_ok=True, ignore=shutil.ignore_patterns("_build"))
    again = build_site(tmp_path, tmp_path)

    def digests(folder):
        files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".buildinfo")
        return {path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}

    one, other = digests(small_site), digests(again)
    assert {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)} == set()
