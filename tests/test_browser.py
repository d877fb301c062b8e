"""What the tests of the site stand on: made once in a run, and silent about pages that are left."""

import pytest

from autograder.publishing.release import chapters
from tests.browser import Server
from tests.conftest import LONGEST, TESTS


@pytest.mark.parametrize(
    ("error", "told"), [(BrokenPipeError, False), (ConnectionResetError, False), (FileNotFoundError, True)]
)
def test_the_server_is_silent_about_broken_connections_only(capsys, error, told):
    with Server(("127.0.0.1", 0), None) as server:
        try:
            raise error
        except OSError:
            server.handle_error(None, "a page")
    assert (error.__name__ in capsys.readouterr().err) is told


def test_what_is_shared_is_made_once_and_again_only_after_a_failure(once, request):
    name = f"shared-{request.node.name}"
    made = []

    def make(folder):
        made.append(folder)
        if len(made) == 1:
            raise OSError("No space left on device")
        (folder / "part").touch(exist_ok=False)
        return folder / "part"

    with pytest.raises(OSError, match="No space"):
        once(name, make)
    assert once(name, make) == once(name, make) == made[0] / "part"
    assert len(made) == 2


@pytest.mark.parametrize("group", [name for name in LONGEST if name != "tour"])
def test_groups_that_begin_are_there(group):
    assert (TESTS / group).exists() or group in chapters()
