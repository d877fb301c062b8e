"""Every frame of every figure can be read, at both widths, and says in sentences what to see."""

import json
import re
from html import unescape

from autograder.publishing.release import chapters


def test_no_text_of_a_figure_is_cut_or_lies_on_another(site):
    pages = json.loads((site.parent / "timings.json").read_text(encoding="utf-8"))["pages"]
    assert len(pages) >= 23
    assert {name: page["crowded"] for name, page in pages.items() if page["crowded"]} == {}


def test_readouts_are_sentences(site):
    told = {
        (page.parent.name, readout)
        for page in site.glob("chapters/*/*.html")
        for readouts in re.findall(r'data-readouts="([^"]*)"', page.read_text(encoding="utf-8"))
        for readout in json.loads(unescape(readouts))
    }
    assert {chapter for chapter, _ in told} >= set(chapters())
    assert {each for each in told if each[1] and not re.fullmatch(r"[A-Z0-9].*[.?!]", each[1])} == set()
