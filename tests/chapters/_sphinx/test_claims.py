"""The page of all claims: each box of a chapter is there once, with its verdict and what was found."""

import re

BOX = re.compile(r'<aside[^>]*class="claim (?P<verdict>[\w-]+)"[^>]*id="(?P<name>claim-c\d\d)".*?</aside>', re.DOTALL)
ENTRY = re.compile(r'<dt>.*?#(claim-c\d\d)".*?</dt><dd>(.*?)</dd>', re.DOTALL)
WORDS = {"holds": "Holds.", "conditional": "Holds under conditions.", "does-not-hold": "Does not hold."}


def test_every_claim_is_listed_once_with_its_verdict_and_its_finding(site):
    chapters = sorted(site.glob("chapters/*/chapter.html"))
    found = [box for path in chapters for box in BOX.finditer(path.read_text(encoding="utf-8"))]
    boxes = {box["name"]: box["verdict"] for box in found}
    tables = {box["name"]: box[0].count("<table") for box in found}
    assert len(boxes) == len(found) == 44
    page = (site / "chapters/reference/claims.html").read_text(encoding="utf-8")
    entries = list(ENTRY.finditer(page))
    assert [match[1] for match in entries] == sorted(boxes)
    for match in entries:
        assert WORDS[boxes[match[1]]] in match[0]
        assert re.search(r"<em>Found:</em>\s*\S", match[2])
        assert match[2].count("<table") == tables[match[1]]
    counts = [list(boxes.values()).count(verdict) for verdict in WORDS]
    said = re.search(r"Of (\d+) claims (\d+) hold, (\d+) hold under conditions, and (\d+) do not hold", page)
    assert [int(number) for number in said.groups()] == [len(boxes), *counts]
