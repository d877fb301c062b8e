"""The page of all claims: each box of a chapter is there once, with its verdict and what was found."""

import re

BOX = re.compile(r'<aside[^>]*class="claim (?P<verdict>[\w-]+)"[^>]*id="(?P<name>claim-c\d\d)"')
ENTRY = re.compile(r'<dt>.*?#(claim-c\d\d)".*?</dt><dd>(.*?)</dd>', re.DOTALL)
WORDS = {"holds": "Holds.", "conditional": "Holds under conditions.", "does-not-hold": "Does not hold."}


def test_every_claim_is_listed_once_with_its_verdict_and_its_finding(site):
    chapters = sorted(site.glob("chapters/*/chapter.html"))
    boxes = {box["name"]: box["verdict"] for path in chapters for box in BOX.finditer(path.read_text(encoding="utf-8"))}
    assert len(boxes) == 44
    page = (site / "chapters/reference/claims.html").read_text(encoding="utf-8")
    entries = list(ENTRY.finditer(page))
    assert [match[1] for match in entries] == sorted(boxes)
    for match in entries:
        assert WORDS[boxes[match[1]]] in match[0]
        assert re.search(r"<em>Found:</em>\s*\S", match[2])
    counts = [list(boxes.values()).count(verdict) for verdict in WORDS]
    said = re.search(r"Of (\d+) claims (\d+) hold, (\d+) hold under conditions, and (\d+) do not hold", page)
    assert [int(number) for number in said.groups()] == [len(boxes), *counts]
