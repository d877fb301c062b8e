"""The questions of the course: each chapter's are counted on the page of progress and on the path."""

import re

from autograder.publishing.release import chapters

BOX = re.compile(r'<div class="question (?P<kind>\w+)" id="(?P<name>[^"]+)"')
COUNT = re.compile(r'data-questions="([^"]+)"')


def names(path):
    return [box["name"] for box in BOX.finditer(path.read_text(encoding="utf-8"))]


def counted(path):
    return [count.split() for count in COUNT.findall(path.read_text(encoding="utf-8"))]


def test_all_questions_of_all_chapters_are_counted(site):
    asked = [names(site / "chapters" / chapter / "chapter.html") for chapter in chapters()]
    assert all(asked)
    every = [name for here in asked for name in here]
    assert len(set(every)) == len(every)
    assert counted(site / "intro.html") == asked
    table = counted(site / "chapters" / "reference" / "progress.html")
    challenges = names(site / "chapters" / "playground" / "playground.html")
    assert table[-1] == every + challenges
    assert all(here in table for here in asked)
