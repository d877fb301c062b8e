"""Every frame of every figure can be read, at both widths."""

import json


def test_no_text_of_a_figure_is_cut_or_lies_on_another(site):
    pages = json.loads((site.parent / "timings.json").read_text(encoding="utf-8"))["pages"]
    assert len(pages) >= 23
    assert {name: page["crowded"] for name, page in pages.items() if page["crowded"]} == {}
