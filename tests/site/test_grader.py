"""The page on the grader shows the scores that are on record for every chapter; `test_scores.py` holds the record."""

import json
import re

from autograder.publishing.release import chapters
from tests.scores import RECORD


def test_the_page_shows_the_recorded_scores(site):
    page = (site / "chapters/reference/grader.html").read_text(encoding="utf-8")
    table = page[page.index("<table") : page.index("</table>")]
    rows = [re.findall(r"<td><p>(.*?)</p></td>", row) for row in table.split("<tr")[2:]]
    recorded = json.loads(RECORD.read_text(encoding="utf-8"))
    assert [row[0] for row in rows] == [entry["chapter"] for entry in recorded] == chapters()
    for (_, found, named, right, mutants, alarms), entry in zip(rows, recorded, strict=True):
        assert found == f"{entry['found']}/{entry['wrong']}"
        assert named == f"{entry['named']}/{entry['wrong']}"
        assert right == f"{entry['passed']}/{entry['right']}"
        assert mutants == f"{entry['killed']}+{entry['explained']}/{entry['mutants']}"
        assert alarms == f"{entry['alarms']}/{entry['draws']}"
