"""The table of `course site --timings`."""

import json
import time

import pytest

from autograder.publishing import timings
from autograder.publishing.release import chapters
from autograder.publishing.timings import Timings


@pytest.fixture
def record(tmp_path):
    ran = {"cells": 12.5, "drawing": 8.2, "frames": 40}
    pages = {
        "intro": {**ran, "frames": 8},
        "chapters/dropout/chapter": ran,
        "chapters/dropout/notebook": {**ran, "frames": 24},
    }
    path = tmp_path / "timings.json"
    path.write_text(json.dumps({"phases": {"settings": 1.5, "writing pages": 3.25}, "pages": pages}))
    return path


def test_the_table_fits_a_screen_and_tells_parts_phases_and_chapters(record, monkeypatch):
    monkeypatch.setattr(timings, "_seconds", lambda chapter: 7.0)
    spent = Timings()
    spent.of("notebooks", time.sleep, 0.2)
    spent.of("book", time.sleep, 0)
    assert spent.of("bench", max, 1, 2) == 2
    lines = spent.table(record).splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80
    assert next(line.split() for line in lines if line.startswith("notebooks")) == ["notebooks", "0.2"]
    assert "writing pages".ljust(34) + "3.2".rjust(9) in lines
    assert ["dropout", "12.5", "8.2", "40", "7.0", "24"] in [line.split() for line in lines]
    assert ["intro", "12.5", "8.2", "8"] in [line.split() for line in lines]
    assert [line.split()[0] for line in lines[-len(chapters()) :]] == chapters()


def test_a_part_that_fails_is_timed_all_the_same():
    spent = Timings()
    with pytest.raises(ZeroDivisionError):
        spent.of("book", divmod, 1, 0)
    assert "book" in spent._parts
