"""What is mounted behind the wall: what probes and notebooks import, and nothing that gives anything away."""

import ast

import pytest

from autograder.grading.wall.kit import GIVEN, KEEPER, closure, contents, probe_modules, write_kit
from autograder.publishing.release import chapters
from tests.secrets import leaks


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    folder = tmp_path_factory.mktemp("kit")
    write_kit(folder, contents())
    return folder


def files(kit):
    return {path.relative_to(kit).as_posix() for path in kit.rglob("*") if path.is_file() and path.suffix != ".pyc"}


def test_modules_that_are_imported_come_along_and_others_do_not():
    found = closure(["autograder.checks.probing.driving"])
    assert {"autograder.checks.probing.driving", "autograder.checks.probing.watch", "autograder.checks.wire"} <= found
    assert not {name for name in found if name.startswith(("autograder.grading", "solutions", "chapters"))}


def test_names_that_are_no_modules_bring_nothing():
    assert closure(["autograder.nothing", "numpy"]) == closure([])


def test_all_probes_the_keeper_and_what_notebooks_import_are_there(kit):
    for name in (KEEPER, *GIVEN, *probe_modules()):
        place = kit / name.replace(".", "/")
        assert place.with_suffix(".py").is_file() or place.is_dir()


def test_every_import_of_the_course_leads_to_a_module_that_is_there(kit):
    for name in files(kit):
        for node in ast.walk(ast.parse((kit / name).read_bytes())):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(("autograder", "chapters")):
                place = kit / node.module.replace(".", "/")
                assert place.is_dir() or place.with_suffix(".py").is_file(), (name, node.module)


def test_packages_are_empty(kit):
    packages = list(kit.rglob("__init__.py"))
    assert len(packages) > 5
    assert [path for path in packages if path.read_bytes()] == []
    assert not (kit / "__init__.py").exists()


def test_only_python_is_there_and_none_of_what_grades(kit):
    names = files(kit)
    assert {name.rpartition(".")[2] for name in names} == {"py"}
    assert {name.split("/")[0] for name in names} == {"autograder", "chapters"}
    graders = [name for name in names if name.startswith(("autograder/grading/", "autograder/publishing/"))]
    assert {name for name in graders if "/wall/" not in name} == {"autograder/grading/__init__.py"}


@pytest.mark.parametrize("chapter", chapters())
def test_no_answer_and_no_hidden_seed_is_there(kit, chapter):
    for name in files(kit):
        assert leaks(chapter, (kit / name).read_text(encoding="utf-8")) == [], name


def test_all_is_compiled_since_nothing_can_be_written_there(kit):
    modules, compiled = len(list(kit.rglob("*.py"))), len(list(kit.rglob("*.pyc")))
    assert compiled == modules
