"""A submission is found wherever it lies, and what lies beside it comes along or is remarked on."""

import codecs
import os
from datetime import datetime

import pytest
from nbformat.v4 import new_code_cell

from autograder.grading.intake import Intake, beside, inspect, inspection, submissions
from autograder.publishing.release import answered_notebook, release_notebook


def one(course, student="ana"):
    """What is taken from a student, or the sentence why nothing is."""
    intake = Intake()
    for submission in submissions(course, "backward", intake):
        if submission.student_id == student:
            return submission
    return intake.aside.get(student, "absent" if student in intake.absent else "unknown")


@pytest.fixture
def handed(course, desk):
    """A function that puts the answers of `backward` somewhere below a student's folder."""

    def put(*places, student="ana"):
        desk.answers(student)
        data = desk.path(student).read_bytes()
        desk.path(student).unlink()
        for place in places:
            path = course.folder / "submitted" / student / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)

    return put


@pytest.mark.parametrize(
    "place",
    [
        "backward.ipynb",
        "forward/backward.ipynb",
        "backward/backward/backward.ipynb",
        "hw 2/final.ipynb",
        "forward/x.ipynb",
    ],
)
def test_a_notebook_in_the_wrong_place_is_found_and_told(course, handed, place):
    handed(place)
    assert one(course).notebook.cells == answered_notebook("backward").cells
    assert one(course).remarks == (f"was found at {place}",)


def test_of_several_the_one_in_which_most_is_written_counts(course, desk, handed):
    handed("backward/backward (1).ipynb")
    desk.untouched("ana")
    assert one(course).path.name == "backward (1).ipynb"
    assert one(course).remarks[0] == (
        "was found at backward/backward (1).ipynb, of 2 notebooks the one in which most is written"
    )
    desk.answers("ana")
    assert one(course).remarks == ()


def test_another_chapters_notebook_is_not_taken_for_this_one(course, desk):
    path = course.submission("ana", "forward")
    path.parent.mkdir(parents=True)
    desk.notebook("ana", answered_notebook("forward"))
    desk.path("ana").rename(path)
    assert one(course) == "absent"


def test_what_systems_leave_beside_a_notebook_is_not_looked_at(course, handed):
    handed("backward/.ipynb_checkpoints/backward-checkpoint.ipynb", "backward/__MACOSX/._backward.ipynb")
    assert one(course) == "absent"


@pytest.mark.parametrize("name", ["backward.ipynb", "Backward final.ipynb"])
def test_a_file_that_cannot_be_read_is_told_and_not_absent(course, desk, name):
    desk.path("ana").with_name(name).write_bytes(b"\x89PNG")
    assert one(course).endswith("is not a notebook: the file is damaged or something else with its name")


@pytest.mark.parametrize(
    "name", ["backward.ipynb.txt", "backward.ipynb.json", "backward.json", "Backward.ipynb.download"]
)
def test_what_a_browser_puts_behind_the_name_does_not_matter(course, handed, name):
    handed(f"backward/{name}")
    assert one(course).remarks == (f"was found at backward/{name}",)


@pytest.mark.parametrize("name", ["backward.html", "Backward.pdf", "backward (1).zip", "backward.py"])
def test_a_file_of_another_kind_is_named_and_not_absent(course, desk, name):
    desk.path("ana").with_name(name).write_bytes(b"%PDF")
    assert one(course) == f"handed in backward/{name}, which is no notebook"


def test_a_good_copy_beside_a_damaged_notebook_counts(course, desk, handed):
    handed("backward/backward-Copy1.ipynb")
    desk.path("ana").write_bytes(b"{")
    assert one(course).path.name == "backward-Copy1.ipynb"


@pytest.mark.parametrize("linked", ["ana", "ana/backward", "ana/backward/backward.ipynb"])
def test_links_to_another_students_work_are_refused(course, handed, linked):
    handed("backward/backward.ipynb", student="ben")
    path = course.folder / "submitted" / linked
    path.parent.mkdir(parents=True, exist_ok=True)
    if (course.folder / "submitted" / "ana" / "backward").is_dir() and linked == "ana/backward":
        path.rmdir()
    path.symlink_to(course.folder / "submitted" / linked.replace("ana", "ben"))
    assert "link" in one(course)


def test_devices_and_pipes_do_not_hold_up_the_run(course, desk):
    desk.answers("ben")
    os.mkfifo(desk.path("ana"))
    assert "is no file" in one(course)
    assert inspect(course, "backward").students == ["ben"]


def test_a_folder_with_a_chapters_name_is_told(course, handed):
    handed("ana/backward.ipynb", student="backward")
    assert "is a chapter's name" in one(course, "backward")


def test_one_name_in_two_writings_is_told(course, desk):
    desk.answers("Zoe\u0308")
    desk.answers("Zo\u00eb")
    intake = inspect(course, "backward")
    assert intake.students == ["Zo~C3~AB"]
    assert "written with other characters" in intake.aside["Zo\u00eb"]


def test_whatever_fails_for_one_is_told_for_that_one(course, desk, monkeypatch):
    desk.answers("ana")
    desk.answers("ben")
    find = inspection.find

    def fails(folder, chapter):
        if folder.name == "ana":
            raise MemoryError("too much")
        return find(folder, chapter)

    monkeypatch.setattr(inspection, "find", fails)
    intake = inspect(course, "backward")
    assert intake.aside == {"ana": "could not be read: MemoryError: too much"}
    assert intake.students == ["ben"]


def test_submissions_are_read_one_after_another(course, desk, monkeypatch):
    for student in ("ana", "ben", "cleo"):
        desk.answers(student)
    read = []
    find = inspection.find
    monkeypatch.setattr(inspection, "find", lambda folder, chapter: read.append(folder.name) or find(folder, chapter))
    coming = submissions(course, "backward", Intake())
    next(coming)
    assert read == ["ana"]


def test_modules_beside_a_notebook_come_along_and_all_else_is_remarked(course, desk):
    desk.answers("ana")
    folder = desk.path("ana").parent
    (folder / "helpers.py").write_bytes(b"def double(x):\n    return 2 * x\n")
    for name in ("numpy.py", "random.py", "autograder.py", "not a name.py", "data.csv"):
        (folder / name).write_text("raise SystemExit")
    (folder / "large.py").write_bytes(b"#" * (beside.LARGEST + 1))
    (folder / "secret.py").symlink_to(course.folder / "gradebook.db")
    submission = one(course)
    assert submission.files == {"helpers.py": b"def double(x):\n    return 2 * x\n"}
    assert [remark.partition(" beside")[0] for remark in submission.remarks] == [
        "has large.py",
        "has secret.py",
        "has autograder.py, data.csv, not a name.py and more",
    ]


@pytest.mark.parametrize(
    "data",
    [
        b"2026-01-02 03:04:05.678901 UTC\n",
        codecs.BOM_UTF8 + b"2026-01-02 03:04:05.678901 UTC\r\n",
        "2026-01-02 03:04:05.678901 UTC".encode("utf-16"),
        b"2026-01-02 05:04:05.678901 +0200",
    ],
)
def test_the_time_is_read_in_any_encoding(course, desk, data):
    desk.answers("ana")
    desk.path("ana").with_name("timestamp.txt").write_bytes(data)
    assert one(course).time == datetime(2026, 1, 2, 3, 4, 5, 678901)
    assert one(course).remarks == ()


@pytest.mark.parametrize("data", [b"", b"le caf\xe9", b"\xff\xfe", b"99999999999999"])
def test_what_is_no_time_is_remarked_and_graded(course, desk, data):
    desk.answers("ana")
    desk.path("ana").with_name("timestamp.txt").write_bytes(data)
    assert one(course).time is None
    assert "is no time" in one(course).remarks[0]


def test_the_fingerprint_changes_with_all_that_counts_and_nothing_else(course, desk):
    desk.answers("ana")
    prints = [one(course).fingerprint]
    folder = desk.path("ana").parent
    (folder / "data.csv").write_text("1")
    assert one(course).fingerprint == prints[0]
    (folder / "helpers.py").write_text("1")
    prints.append(one(course).fingerprint)
    (folder / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC")
    prints.append(one(course).fingerprint)
    desk.notebook("ana", release_notebook("backward"))
    prints.append(one(course).fingerprint)
    assert len(set(prints)) == 4


def test_what_a_submission_takes_from_the_course_is_told_to_the_instructor_alone(course, desk):
    notebook = answered_notebook("backward")
    notebook.cells.insert(3, new_code_cell("from autograder.tasks.backward import cases"))
    desk.notebook("ana", notebook)
    submission, intake = one(course), inspect(course, "backward")
    assert submission.remarks == ()
    assert len(submission.reaches) == 1
    assert intake.remarks["ana"].startswith("reaches into the course: `from autograder.tasks.backward import cases`")
