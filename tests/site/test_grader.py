"""The page on the grader shows its scores, and they are as high as they have to be."""

import re

from autograder.publishing.release import chapters


def test_the_page_shows_scores_that_reach_their_bars(site):
    page = (site / "chapters/grader.html").read_text(encoding="utf-8")
    table = page[page.index("<table") : page.index("</table>")]
    rows = [re.findall(r"<td>(.*?)</td>", row) for row in table.split("<tr>")[2:]]
    assert [row[0] for row in rows] == chapters()
    for _, found, named, right, mutants, alarms in rows:
        assert share(found) == 1
        assert share(named) >= 0.9
        assert share(right) == 1
        killed, explained, every = map(int, re.split(r"[+/]", mutants))
        assert killed >= 0.95 * every
        assert killed + explained == every
        assert share(alarms) == 0


def share(text):
    part, whole = map(int, text.split("/"))
    assert whole > 0
    return part / whole
