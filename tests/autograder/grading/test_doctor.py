"""The doctor says what is missing and how to get it."""

import shutil

import pytest
from typer.testing import CliRunner

from autograder.cli.common import app
from autograder.grading import doctor


def test_what_is_missing_is_named_with_advice(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(doctor, "why_not", lambda: "bubblewrap is not installed")
    signs = {sign.name: sign for sign in doctor.examine()}
    for name in ("git", "make", "bubblewrap", "Chromium"):
        assert not signs[name].found
        assert signs[name].advice
    assert "bubblewrap is not installed" in signs["bubblewrap"].advice


@pytest.mark.parametrize(
    ("missing", "code"), [((), 0), (("chromium", "chromium-browser", "google-chrome"), 0), (("git",), 1)]
)
def test_only_what_is_needed_makes_it_fail(monkeypatch, missing, code):
    monkeypatch.setattr(shutil, "which", lambda name: None if name in missing else f"/usr/bin/{name}")
    done = CliRunner().invoke(app, ["doctor"])
    assert done.exit_code == code
    assert ("MISSING  git" in done.output) == ("git" in missing)
