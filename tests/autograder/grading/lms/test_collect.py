"""Downloads as platforms hand them out come to the right students, chapters and names."""

import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath

import nbformat
import pytest
from nbgrader.apps import ZipCollectApp

from autograder.errors import CourseError
from autograder.grading.intake import Intake, submissions
from autograder.grading.intake.names import student_id
from autograder.grading.lms.archives import entries
from autograder.grading.lms.collect import NUMBERS, collect
from autograder.grading.lms.layouts import whose
from autograder.publishing.release import answered_notebook, release_notebook

ANSWERED = nbformat.writes(answered_notebook("backward")).encode()
RELEASED = nbformat.writes(release_notebook("backward")).encode()
FORWARD = nbformat.writes(answered_notebook("forward")).encode()

METADATA = """
submission_11:
  :submitters:
  - :name: Ana María
    :sid: '7'
    :email: ana@example.org
  - :name: Ben
    :sid: '8'
    :email: ben@example.org
  :created_at: 2026-01-02 03:04:05 Z
submission_12:
  :submitters:
  - :name: 王小明
    :email: ming@example.org
"""


def zipped(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def notebooks(course):
    """What lies in `submitted/`: the notebooks' bytes by student and chapter."""
    paths = (course.folder / "submitted").glob("[!.]*/*/[!.]*.ipynb")
    return {(path.parts[-3], path.parts[-2], path.name): path.read_bytes() for path in paths}


PLATFORMS = {
    "Moodle, in folders": {
        "Ana María_101_assignsubmission_file_/backward.ipynb": ANSWERED,
        "王小明_102_assignsubmission_file/backward (1).ipynb": RELEASED,
        "王小明_102_assignsubmission_onlinetext_/onlinetext.html": b"<p>here it is</p>",
    },
    "Moodle, flat": {
        "Ana María_101_assignsubmission_file_backward.ipynb": ANSWERED,
        "王小明_102_assignsubmission_file_final_version.ipynb": RELEASED,
    },
    "Canvas": {
        "Ana María_101_7001_backward.ipynb": RELEASED,
        "Ana María_LATE_101_7003_backward-1.ipynb": ANSWERED,
        "王小明_102_7002_Untitled.ipynb": RELEASED,
    },
    "Blackboard": {
        "hw 1_Ana María_attempt_2026-01-30-15-00-00_backward.ipynb": RELEASED,
        "hw 1_Ana María_attempt_2026-01-30-16-00-00_backward.ipynb": ANSWERED,
        "hw 1_王小明_attempt_2026-01-30-15-00-00_backward.ipynb": RELEASED,
    },
    "nbgrader's exchange": {
        "Ana María+backward+2026-01-30 15:00:00.5 UTC+x1/backward.ipynb": RELEASED,
        "Ana María+backward+2026-01-30 16:00:00.5 UTC+x2/backward.ipynb": ANSWERED,
        "王小明+backward+2026-01-30 15:00:00.5 UTC/backward.ipynb": RELEASED,
    },
    "nbgrader": {
        "submitted/Ana María/backward/backward.ipynb": ANSWERED,
        "submitted/王小明/backward/x.ipynb": RELEASED,
    },
    "a folder for each student": {"Ana María/hw.ipynb": ANSWERED, "王小明/hw.ipynb": RELEASED},
    "zip files in a zip file": {
        "Ana María_101_assignsubmission_file_/mine.zip": b"",
        "王小明_102_assignsubmission_file_/backward.ipynb": RELEASED,
    },
}


@pytest.mark.parametrize("kind", ["zip", "folder"])
@pytest.mark.parametrize("files", PLATFORMS.values(), ids=PLATFORMS)
def test_a_download_comes_to_its_students(course, tmp_path, files, kind):
    inner = zipped(tmp_path / "inner.zip", {"work/backward.ipynb": ANSWERED}).read_bytes()
    files = {name: data or inner for name, data in files.items()}
    download = tmp_path / "download"
    if kind == "zip":
        zipped(download, files)
    for name, data in files.items() if kind == "folder" else ():
        (download / name).parent.mkdir(parents=True, exist_ok=True)
        (download / name).write_bytes(data)
    collected = collect(course, download)
    assert collected.left == {}
    assert notebooks(course) == {
        ("Ana María", "backward", "backward.ipynb"): ANSWERED,
        ("王小明", "backward", "backward.ipynb"): RELEASED,
    }
    assert collect(course, download).counts["unchanged"] == 2
    intake = Intake()
    taken = {submission.name: submission for submission in submissions(course, "backward", intake)}
    assert list(taken) == ["Ana María", "王小明"]
    assert intake.remarks == {}
    if any("2026" in name for name in files):
        assert taken["Ana María"].time.replace(microsecond=0) == datetime(2026, 1, 30, 16, tzinfo=UTC).replace(
            tzinfo=None
        )


def test_gradescopes_list_tells_who_handed_in(course, tmp_path):
    files = {"submission_11/backward.ipynb": ANSWERED, "submission_12/x.ipynb": RELEASED}
    files = {f"assignment_5_export/{name}": data for name, data in files.items()}
    files["assignment_5_export/submission_metadata.yml"] = METADATA.encode()
    collected = collect(course, zipped(tmp_path / "export.zip", files))
    assert collected.students == {"Ana María", "Ben", "王小明"}
    assert notebooks(course)["Ben", "backward", "backward.ipynb"] == ANSWERED
    assert next(submissions(course, "backward", Intake())).time == datetime(2026, 1, 2, 3, 4, 5)


def test_each_notebook_tells_its_chapter_and_a_name_is_believed_where_it_does_not(course, tmp_path):
    files = {"ana/a.ipynb": ANSWERED, "ana/b.ipynb": FORWARD, "ben/backward final.ipynb": b"{", "cleo/x.ipynb": b"{"}
    collected = collect(course, zipped(tmp_path / "download.zip", files))
    assert set(notebooks(course)) == {
        ("ana", "backward", "backward.ipynb"),
        ("ana", "forward", "forward.ipynb"),
        ("ben", "backward", "backward.ipynb"),
    }
    assert list(collected.left) == ["cleo/x.ipynb"]
    collect(course, tmp_path / "download.zip", "backward")
    assert notebooks(course)["cleo", "backward", "backward.ipynb"] == b"{"


def test_two_students_of_one_name_stay_two(course, tmp_path):
    files = {f"Wang Wei_{number}_assignsubmission_file_/backward.ipynb": ANSWERED for number in (1, 2)}
    assert collect(course, zipped(tmp_path / "a.zip", files)).students == {"Wang Wei 1", "Wang Wei 2"}


def test_what_was_there_is_kept_under_a_hidden_name(course, desk, tmp_path):
    desk.untouched("ana")
    before = desk.path("ana").read_bytes()
    collected = collect(course, zipped(tmp_path / "a.zip", {"ana/backward.ipynb": ANSWERED}))
    assert collected.counts == {"changed": 1}
    assert desk.path("ana").read_bytes() == ANSWERED
    assert desk.path("ana").with_name(".backward.1.ipynb").read_bytes() == before


def test_a_students_folder_is_used_though_its_name_is_written_otherwise(course, desk, tmp_path):
    desk.untouched("Zoe\u0308")
    collect(course, zipped(tmp_path / "a.zip", {"Zo\u00eb/backward.ipynb": ANSWERED}))
    assert [path.name for path in (course.folder / "submitted").glob("Z*")] == ["Zoe\u0308"]


def test_modules_come_along_with_their_notebook_only(course, tmp_path):
    files = {
        "Ana_1_assignsubmission_file_/backward.ipynb": ANSWERED,
        "Ana_1_assignsubmission_file_/helpers.py": b"x = 1",
        "Ben_2_assignsubmission_file_/helpers.py": b"x = 2",
    }
    collect(course, zipped(tmp_path / "a.zip", files))
    assert (course.folder / "submitted" / "Ana" / "backward" / "helpers.py").read_bytes() == b"x = 1"
    assert not (course.folder / "submitted" / "Ben").exists()


def test_numbers_of_the_platform_are_kept(course, tmp_path):
    collect(course, zipped(tmp_path / "a.zip", {"Ana María_101_assignsubmission_file_/backward.ipynb": ANSWERED}))
    collect(course, zipped(tmp_path / "b.zip", {"Ana María_205_assignsubmission_file_/forward.ipynb": FORWARD}))
    kept = json.loads((course.folder / "submitted" / NUMBERS).read_text(encoding="utf-8"))
    student = student_id("Ana María")
    assert kept == {"backward": {student: "101"}, "forward": {student: "205"}}


def test_no_path_of_a_zip_file_leads_out_of_the_course(course, tmp_path):
    files = {"../../ana/backward.ipynb": ANSWERED, "/ben/backward.ipynb": ANSWERED, "..\\..\\cleo\\x.ipynb": ANSWERED}
    files |= {"./.hidden/backward.ipynb": ANSWERED, "__MACOSX/ana/._backward.ipynb": b"x"}
    before = {path for path in tmp_path.rglob("*") if "submitted" not in path.parts}
    collected = collect(course, zipped(tmp_path / "a.zip", files))
    assert collected.students == {"ana", "ben", "cleo"}
    assert {path for path in tmp_path.rglob("*") if "submitted" not in path.parts} == before | {tmp_path / "a.zip"}


def test_names_in_other_encodings_are_read(tmp_path):
    made = zipfile.ZipInfo("x" * len("王/1.ipynb".encode("gb18030")))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(made, b"")
    data = (tmp_path / "a.zip").read_bytes().replace(made.filename.encode(), "王/1.ipynb".encode("gb18030"))
    (tmp_path / "a.zip").write_bytes(data)
    assert [str(entry.path) for entry in entries(tmp_path / "a.zip")] == ["王/1.ipynb"]


def test_what_is_too_large_or_damaged_is_left_out_with_a_reason(course, tmp_path, monkeypatch):
    monkeypatch.setattr("autograder.grading.lms.archives.LARGEST", 2**20)
    files = {"ana/backward.ipynb": b" " * 2**21, "ben/backward.ipynb": ANSWERED}
    path = zipped(tmp_path / "a.zip", files)
    collected = collect(course, path, "backward")
    assert collected.left == {"ana/backward.ipynb": "has more than 1 MB"}
    assert collected.students == {"ben"}
    with pytest.raises(CourseError, match="neither a folder nor a zip file"):
        collect(course, zipped(tmp_path / "b.zip", {}).with_name("none.zip"))


def test_zip_files_in_a_folder_of_them_are_opened_and_those_that_cannot_be_are_named(course, tmp_path):
    mine = zipped(tmp_path / "mine.zip", {"backward.ipynb": ANSWERED}).read_bytes()
    (tmp_path / "downloads").mkdir()
    files = {"Ana_1_assignsubmission_file_/mine.zip": mine, "Ben_2_assignsubmission_file_/broken.zip": b"PK"}
    zipped(tmp_path / "downloads" / "moodle.zip", files)
    collected = collect(course, tmp_path / "downloads")
    assert collected.students == {"Ana"}
    assert collected.left == {"moodle/Ben_2_assignsubmission_file_/broken.zip": "could not be opened"}


def test_files_that_tell_nobody_are_named(course, tmp_path):
    collected = collect(course, zipped(tmp_path / "a.zip", {"backward.ipynb": ANSWERED}))
    assert collected.left == {"backward.ipynb": "does not tell whose it is"}


@pytest.mark.parametrize(
    ("path", "layout", "name"),
    [
        ("doejane_12_34_backward_v2.ipynb", "Canvas", "doejane"),
        ("doejane_LATE_12_34_backward.ipynb", "Canvas", "doejane"),
        ("anon_x1y2z_34_backward.ipynb", "Canvas", "anon"),
        ("week 1/Jane Doe_12_assignsubmission_file_/a/b.ipynb", "Moodle", "Jane Doe"),
        ("ps1_bitdiddle_attempt_2016-01-30-15-00-00_problem1.ipynb", "Blackboard", "bitdiddle"),
    ],
)
def test_layouts_are_told_apart(path, layout, name):
    (handed,) = whose(PurePosixPath(path), {})
    assert (handed.layout, handed.name) == (layout, name)


def test_nbgraders_own_zip_collect_uses_the_same_eyes(course, tmp_path, monkeypatch):
    archive = course.folder / "downloaded" / "backward" / "archive"
    archive.mkdir(parents=True)
    zipped(archive / "moodle.zip", {"Ana María_1_assignsubmission_file_/backward (1).ipynb": ANSWERED})
    monkeypatch.chdir(course.folder)
    app = ZipCollectApp()
    app.initialize(["backward", "--collector=autograder.grading.lms.layouts.DownloadCollector"])
    app.start()
    assert set(notebooks(course)) == {("Ana María", "backward", "backward.ipynb")}
