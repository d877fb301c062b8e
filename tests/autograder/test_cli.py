"""The command line: a user's mistake is one sentence and exit code 2, never a traceback."""

import re
import subprocess
import sys

import pytest

from autograder import cli
from autograder.grading.intake import Intake
from autograder.grading.run import Run

COMMANDS = ("release", "site", "sample", "prepare", "collect", "status", "grade", "report", "export", "doctor")


def course(capsys, monkeypatch, *arguments) -> tuple[int, str]:
    """Exit code and what was said, called as from a shell."""
    monkeypatch.setattr(sys, "argv", ["course", *map(str, arguments)])
    with pytest.raises(SystemExit) as ended:
        cli.main()
    said = capsys.readouterr()
    return ended.value.code, said.out + said.err


def test_help_names_the_commands_and_loads_nothing_heavy():
    program = (
        "import sys; sys.argv = ['course', '--help']\n"
        "import autograder.cli as cli\n"
        "try: cli.main()\n"
        "except SystemExit: pass\n"
        "print(sorted({'nbformat', 'nbgrader', 'jupytext', 'matplotlib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert all(name in done.stdout for name in COMMANDS)
    assert done.stdout.endswith("[]\n")


def test_a_class_below_build_is_refused(capsys, monkeypatch):
    code, said = course(capsys, monkeypatch, "grade", cli.BUILD / "class", "backward")
    assert code == 2
    assert "make clean" in said
    assert not (cli.BUILD / "class").exists()


def test_unknown_chapter_names_those_that_are_there(capsys, monkeypatch, tmp_path):
    code, said = course(capsys, monkeypatch, "grade", tmp_path / "class", "backwards")
    assert code == 2
    assert "there is no chapter 'backwards'" in said
    assert "backward" in said
    assert "Traceback" not in said


def test_a_file_is_no_course_folder(capsys, monkeypatch, tmp_path):
    (tmp_path / "class").write_text("mine")
    code, said = course(capsys, monkeypatch, "grade", tmp_path / "class", "backward")
    assert code == 2
    assert "is a file" in said
    assert (tmp_path / "class").read_text() == "mine"


def test_report_of_a_folder_that_is_not_there_or_has_no_gradebook(capsys, monkeypatch, tmp_path):
    code, said = course(capsys, monkeypatch, "report", tmp_path / "class", "backward")
    assert code == 2
    assert "there is no folder" in said
    code, said = course(capsys, monkeypatch, "report", tmp_path, "backward")
    assert code == 2
    assert "has no gradebook" in said


def test_without_a_chapter_all_that_was_handed_in_is_graded_in_the_courses_order(capsys, monkeypatch, tmp_path):
    for student, chapter in (("ana", "optimizers"), ("ben", "forward"), ("ben", "optimizers"), ("cleo", "holidays")):
        place = tmp_path / "class" / "submitted" / student / chapter
        place.mkdir(parents=True)
        (place / f"{chapter}.ipynb").write_text("{}")
    graded = []
    monkeypatch.setattr(
        "autograder.grading.run.grade_class",
        lambda folder, chapters, **_: graded.extend(chapters) or [Run(None, name, Intake()) for name in chapters],
    )
    code, said = course(capsys, monkeypatch, "grade", tmp_path / "class")
    assert (code, graded) == (0, ["forward", "optimizers"])
    assert re.search(r"^forward .*\noptimizers ", said, re.MULTILINE)


@pytest.mark.parametrize("command", ["grade", "report"])
def test_without_a_chapter_and_without_submissions_it_says_where_they_lie(capsys, monkeypatch, tmp_path, command):
    code, said = course(capsys, monkeypatch, command, tmp_path)
    assert code == 2
    assert "nobody has handed in anything" in said
    assert "submitted/<student>/<chapter>" in said


def test_stopping_says_how_to_go_on(capsys, monkeypatch, tmp_path):
    def stop(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.grading.run.grade_class", stop)
    code, said = course(capsys, monkeypatch, "grade", tmp_path / "class", "backward")
    assert code == 130
    assert "Call the same command again" in said


def test_a_download_is_collected_and_grades_are_exported_or_what_is_missing_is_told(capsys, monkeypatch, tmp_path):
    (tmp_path / "download" / "ana").mkdir(parents=True)
    (tmp_path / "download" / "ana" / "forward.ipynb").write_text("{")
    (tmp_path / "download" / "lost.ipynb").write_text("{")
    code, said = course(capsys, monkeypatch, "collect", tmp_path / "class", tmp_path / "download")
    assert code == 0
    assert said == "Notebooks of 1 students: 1 new\nleft out: lost.ipynb does not tell whose it is.\n"
    assert (tmp_path / "class" / "submitted" / "ana" / "forward" / "forward.ipynb").read_text() == "{"
    for arguments, sentence in (
        (("collect", tmp_path / "class", tmp_path / "none.zip"), "there is no"),
        (("collect", tmp_path / "class", tmp_path / "download", "backwards"), "there is no chapter 'backwards'"),
        (("collect", cli.BUILD / "class", tmp_path / "download"), "make clean"),
        (("export", tmp_path / "none"), "there is no folder"),
        (("export", tmp_path / "class"), "has no gradebook"),
        (("export", tmp_path / "class", "feedback"), "there is no feedback yet"),
        (("export", tmp_path / "class", "excel"), "there are: csv, canvas, moodle, feedback"),
    ):
        code, said = course(capsys, monkeypatch, *arguments)
        assert code == 2
        assert sentence in said
