"""Join the pages of the built site to one document for paper."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from html import escape
from importlib.metadata import version
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from bs4 import BeautifulSoup, Tag

from autograder.publishing.printing import figures, questions

HERE = Path(__file__).parent
LEFT_OUT = ("chapters/playground/playground", "chapters/reference/progress")
"""Pages that do something and tell nothing."""
USELESS = (
    "script, style, noscript, .headerlink, .toctree-wrapper, .at-hand, .answered, .katex-mathml, .genindex-jumpbox, "
    ".explorable-readout[role]:empty, details:has(.cell_input), .cell:has(.explorable) .cell_input, .figure-code, "
    ".chapter-line, .margin-note:not(.aside), section:has(> .play-state), .offered, button"
)
"""What paper has no use for: scripts, ways to a notebook, the code of a figure, a second copy of each formula."""


@dataclass(frozen=True)
class Page:
    """A page of the site: its address there, the name that its anchors begin with here, and what it is about."""

    address: str
    title: str
    article: Tag

    @property
    def name(self) -> str:
        """What its anchors begin with."""
        return self.address.removesuffix(".html").replace("/", "-")

    @property
    def deep(self) -> bool:
        """Whether it belongs to the page before it."""
        return self.name.endswith("-notebook")


def contents(repository: Path) -> list[str]:
    """Return the addresses of the book's pages in their order, from `_toc.yml`, and the index."""
    found = yaml.safe_load((repository / "_toc.yml").read_text(encoding="utf-8"))
    names = [found["root"]]
    for chapter in found["chapters"]:
        names += [chapter["file"], *(section["file"] for section in chapter.get("sections", ()))]
    return [f"{name}.html" for name in names if name not in LEFT_OUT] + ["genindex.html"]


def join(site: Path, addresses: list[str], base: str = "") -> str:
    """Return one document with all pages.

    Parameters
    ----------
    site : Path
        The folder of the built site; the document has to lie there for its pictures to be found.
    addresses : list of str
        The pages, in their order.
    base : str
        The address at which the site is published. Without it, what is not in the book is named and not linked.
    """
    soup = BeautifulSoup("", "html.parser")
    pages = [_read(site, address) for address in addresses]
    answers: list[tuple[Page, list[Tag]]] = []
    for page in pages:
        figures.lay_out(page.article, many=1 if page.deep else figures.MANY)
        answers.append((page, questions.part(page.article, page.title, soup)))
    sections = [*pages[:-1], *_answered(answers, soup), pages[-1]]  # the index stays the last
    inside = {page.address: page for page in pages}
    for page in sections:
        _rewrite(page, inside, base)
        _sink(page)
    _number_index(pages[-1], soup)
    _forget_names([page.article for page in sections])
    names = [_section(page) for page in sections]
    return _document(sections, names, base)


def _read(site: Path, address: str) -> Page:
    page = BeautifulSoup((site / address).read_text(encoding="utf-8"), "html.parser")
    article = page.select_one("article")
    assert article is not None
    for useless in article.select(USELESS):
        useless.decompose()
    for folded in article.select("details"):
        folded["open"] = ""
    for hidden in article.select(".katex-html"):
        del hidden["aria-hidden"]  # it is the only copy now
    for title in article.select("h1, h2, h3, h4"):
        for text in title.find_all(string=re.compile("\n")):
            text.replace_with(" ".join(text.split("\n")))  # else the outline has two words in one
    heading = article.select_one("h1")
    assert heading is not None
    return Page(address, heading.get_text().strip(), article)


def _answered(answers: list[tuple[Page, list[Tag]]], soup: BeautifulSoup) -> list[Page]:
    """Return the chapter of answers, a page for each page that asks."""
    found = []
    for page, blocks in answers:
        if not blocks:
            continue
        article = soup.new_tag("article")
        heading = soup.new_tag("h1", attrs={"id": f"answers-{page.name}"})
        title = heading.string = f"Answers: {page.title}"
        article.append(heading)
        article.extend(blocks)
        found.append(Page(page.address, title, article))
    return found


def _rewrite(page: Page, inside: dict[str, Page], base: str) -> None:
    """Give anchors names of the whole book, and have links lead to them, to the site, or nowhere."""
    for place in page.article.select("[id]"):
        place["id"] = f"{page.name}--{place['id']}"
    for place in page.article.select("[data-page-of]"):
        place["data-page-of"] = f"{page.name}--{place['data-page-of']}"
    for picture in page.article.select("img[src]"):
        picture["src"] = _from_top(page, str(picture["src"]))
    for link in page.article.select("a[href]"):
        address = str(link["href"])
        if urlsplit(address).scheme or address.startswith("//"):
            continue
        target, _, anchor = _from_top(page, address).partition("#")
        other = inside.get(target)
        if other is not None:
            link["href"] = f"#{other.name}--{unquote(anchor)}" if anchor else f"#{other.name}"
        elif base:
            link["href"] = urljoin(base, f"{target}#{anchor}" if anchor else target)
        else:
            del link["href"]


def _from_top(page: Page, address: str) -> str:
    """Return an address relative to the site's folder."""
    path, hash_, anchor = address.partition("#")
    if not path:
        return f"{page.address}{hash_}{anchor}"
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.address), path)) + hash_ + anchor


def _sink(page: Page) -> None:
    """Put the headings of a notebook one level below those of its chapter."""
    if not page.deep:
        return
    for level in (5, 4, 3, 2, 1):
        for heading in page.article.select(f"h{level}"):
            heading.name = f"h{level + 1}"


def _number_index(index: Page, soup: BeautifulSoup) -> None:
    """Put a page's number behind each entry of the index, and keep its letters out of the outline.

    Chinese terms come one to a letter: on paper the glossary has them, beside the English ones.
    """
    for heading in index.article.select("h2"):
        if not heading.get_text().isascii():
            table = heading.find_next_sibling("table")
            assert table is not None
            table.decompose()
            heading.decompose()
            continue
        heading.name = "p"
        heading["class"] = "index-letter"
    for link in index.article.select("a[href^='#']"):
        link.insert_after(soup.new_tag("span", attrs={"class": "page-of", "data-page-of": str(link["href"])[1:]}))


def _forget_names(articles: list[Tag]) -> None:
    """Leave out anchors to which nothing leads; a link to a place that was left out leads to its page."""
    places = {str(place["id"]) for article in articles for place in article.select("[id]")}
    for article in articles:
        for link in article.select("a[href^='#']"):
            if str(link["href"])[1:] not in places:
                link["href"] = str(link["href"]).partition("--")[0]
    used = {str(link["href"])[1:] for article in articles for link in article.select("a[href^='#']")}
    for article in articles:
        for place in article.select("[id]"):
            if place["id"] not in used:
                del place["id"]


def _section(page: Page) -> str:
    return "answers-" * page.title.startswith("Answers: ") + page.name


def _document(sections: list[Page], names: list[str], base: str) -> str:
    """Return the whole document: cover, contents, sections."""
    # All answers have one name of their pages: a new name would begin a new page.
    heads = '@page answers { @top-right { content: "Answers"; } }\n.part.answers { page: answers; }\n' + "".join(
        f"@page {name} {{ @top-right {{ content: {_quoted(page.title)}; }} }}\n#{name} {{ page: {name}; }}\n"
        for page, name in zip(sections, names, strict=True)
        if not name.startswith("answers-")
    )
    lines = "".join(
        f'<li class="{"deep" if page.deep else "chapter"}"><a href="#{name}">{escape(page.title)}</a>'
        f'<span class="page-of" data-page-of="{name}"></span></li>'
        for page, name in zip(sections, names, strict=True)
    )
    bodies = "".join(
        f'<section id="{name}" class="part {_kind(name)}">{page.article.decode_contents()}</section>\n'
        for page, name in zip(sections, names, strict=True)
    )
    title, where = escape(sections[0].title), f"<p>{escape(base)}</p>" if base else ""
    return (
        f'<!DOCTYPE html>\n<html lang="en" data-theme="light"><head><meta charset="utf-8"><title>{title}</title>'
        f'<link rel="stylesheet" href="_static/site.css"><style>{(HERE / "print.css").read_text(encoding="utf-8")}'
        f"{heads}</style></head><body>"
        f'<div class="cover"><p class="cover-title">{title}</p>'
        f"<p>The printed edition, version {version('deep-learning-by-hand')}</p>{where}"
        "<p>Texts and figures: CC BY 4.0. Code: MIT.</p></div>"
        f'<nav class="book-contents"><p class="contents-title">Contents</p><ol>{lines}</ol></nav>'
        f'<main class="bd-content"><div class="bd-article">{bodies}</div></main>'
        f"<script>{(HERE / 'print.js').read_text(encoding='utf-8')}</script></body></html>\n"
    )


def _kind(name: str) -> str:
    """What a section is, for its style: `chapter`, `notebook`, `answers`, or the name of its page."""
    return "answers" if name.startswith("answers-") else name.rsplit("-", 1)[-1]


def _quoted(text: str) -> str:
    return '"' + re.sub(r'(["\\])', r"\\\1", text) + '"'
