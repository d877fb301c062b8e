"""Every page of a site, opened once for all tests that ask what a reader meets there in light and in dark."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import pytest
from axe_playwright_python.sync_playwright import Axe

from chapters._sphinx.built import pages as written
from tests.browser import Visit


def pages(folder):
    """The names of all pages but index.html, which only leads on to the landing page."""
    names = (path.relative_to(folder).as_posix() for path in written(folder))
    return sorted(name for name in names if name != "index.html")


COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
"""The rules of axe that a change of the scheme can change the answer to: the page's elements stay the same."""


THIN_OUT = """
() => {
  document.querySelectorAll(".katex-html").forEach((half) => half.remove());
  for (const formula of document.querySelectorAll("math"))
    formula.replaceWith(formula.querySelector("annotation").textContent);
  const kinds = new Set();
  for (const word of document.querySelectorAll("pre span[class]")) {
    const around = [word.className];
    for (let box = word.parentElement; box; box = box.parentElement) around.push(box.className);
    const kind = around.join(" in ");
    if (kinds.has(kind)) word.replaceWith(...word.childNodes);
    kinds.add(kind);
  }
}
"""
"""Takes out what axe has nothing more to say of, and what is most of a page: the drawn half of formulas, which is
hidden from screen readers, the tree of the other half, for which it has no rule, so that its text is enough; and of a
listing's words, whose colours come with their kind, all but one of each kind."""


@dataclass(frozen=True)
class Met:
    """What a page asked for and complained of until it was quiet, and axe's violations with their first places."""

    requests: list[str]
    errors: list[str]
    violations: dict[str, list[str]]


@pytest.fixture(scope="session")
def tour(browser, serve):
    """Open every page of a site: `tour(folder, scheme)` gives what was met, by the page's name."""

    @cache
    def met(folder):
        names = pages(folder)
        opened = _one_ahead(browser, [serve(folder) + name for name in names])
        return {name: _look(visit) for name, visit in zip(names, opened, strict=True)}

    return lambda folder, scheme: {name: schemes[scheme] for name, schemes in met(folder).items()}


def _one_ahead(browser, addresses) -> Iterator[Visit]:
    """Each address in a fresh context; while one is looked at, the next comes to rest."""
    visits = []
    for address in addresses:
        visits.append(Visit(browser, reduced_motion="reduce"))  # no colour is on its way when the scheme changes
        visits[-1].page.goto(address, wait_until="load")
        yield from visits[-2:-1]
    yield from visits[-1:]


def _look(visit) -> dict[str, Met]:
    """What is met in light, and what there is after the reader's system has turned to dark."""
    visit.page.wait_for_load_state("networkidle")
    visit.page.evaluate(THIN_OUT)
    schemes = {}
    for scheme in ("light", "dark"):
        visit.page.emulate_media(color_scheme=scheme)
        visit.page.wait_for_function(f"document.documentElement.dataset.theme === '{scheme}'")
        violations = _violations(visit.page, **({} if scheme == "light" else COLOURS))
        schemes[scheme] = Met(list(visit.requests), list(visit.errors), violations)
    visit.context.close()
    return schemes


def _violations(page, **options) -> dict[str, list[str]]:
    # Told that nobody reads what passes, axe does not write it down, and takes a third of the time.
    found = Axe().run(page, None, {"resultTypes": ["violations"], **options}).response["violations"]
    return {each["id"]: [node["target"][0] for node in each["nodes"][:3]] for each in found}
