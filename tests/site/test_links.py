"""Every address on every page leads to a file of the site, and every anchor to a place on its page."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from chapters._sphinx.built import pages as written
from chapters._sphinx.directives.playground.controls import wrong
from tests.site.playground.playing import PAGE

ADDRESSES = {"a": "href", "link": "href", "img": "src", "script": "src", "source": "srcset", "iframe": "src"}


class Page(HTMLParser):
    """The addresses that a page names and the places that can be linked to."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.addresses: set[str] = set()
        self.places: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.places |= {given[name] for name in ("id", "name") if given.get(name)}
        if given.get(ADDRESSES.get(tag, "")):
            self.addresses.add(given[ADDRESSES[tag]])


def states(page: Path, fragment: str) -> set[str]:
    """On the playground's page a fragment may also be a state that its controls can take."""
    return {unquote(fragment)} if page.name == Path(PAGE).name and not wrong(fragment) else set()


def broken_links(folder: Path) -> list[str]:
    """The addresses of a site that lead nowhere, each after the page that names it."""
    pages = {path.resolve(): Page(path.read_text(encoding="utf-8")) for path in written(folder)}
    broken = []
    for path, page in pages.items():
        for address in sorted(page.addresses):
            parts = urlsplit(address)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            missing = not target.is_file()
            if parts.fragment and target in pages:
                missing |= unquote(parts.fragment) not in pages[target].places | states(target, parts.fragment)
            if missing:
                broken.append(f"{path.relative_to(folder.resolve())}: {address}")
    return broken


def test_no_link_of_the_course_is_broken(site):
    assert broken_links(site) == []


@pytest.mark.parametrize("address", ["nowhere.html", "other.html#nowhere", "#nowhere", "../pages/other.html#x", "a b"])
def test_a_broken_link_would_be_seen(tmp_path, address):
    (tmp_path / "index.html").write_text(f'<h1 id="top"><a href="#top">up</a><a href="{address}">there</a></h1>')
    (tmp_path / "other.html").write_text("<h1>Other</h1>")
    assert broken_links(tmp_path) == [f"index.html: {address}"]
