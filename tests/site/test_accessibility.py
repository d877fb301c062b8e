"""axe-core finds nothing on any page, in light and dark."""

import pytest


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_no_violation_on_any_page(tour, site, scheme):
    assert {name: met.violations for name, met in tour(site, scheme).items() if met.violations} == {}
