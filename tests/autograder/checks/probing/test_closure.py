"""Probes are found by name, and run where nothing but what they import is mounted."""

import json
import subprocess
import sys

import pytest

from autograder.checks.wire import encode
from autograder.grading.wall.kit import write_kit
from autograder.publishing.release import chapters
from autograder.tasks import load

PROBE = """
import json, sys
from importlib import import_module
from autograder.checks.probing.driving import returned
from autograder.checks.wire import decode, encode

told = json.load(sys.stdin)
for address in told["addresses"]:
    module, _, function = address.partition(":")
    assert callable(getattr(import_module(module), function)), address
probe = getattr(import_module(module), function)
came = returned(probe, [lambda *_, **__: None] * 3, decode(told["cases"]), 10)
print(json.dumps({"modules": sorted(sys.modules), "replies": encode(came)}))
"""


@pytest.mark.parametrize("chapter", chapters())
def test_probes_run_where_only_what_they_import_is_mounted(chapter, tmp_path):
    tasks = load(chapter).tasks.values()
    addresses = [task.address for task in tasks]
    write_kit(tmp_path, ["autograder.checks.probing.driving", *(address.partition(":")[0] for address in addresses)])
    last = list(tasks)[-1]
    told = json.dumps({"addresses": addresses, "cases": encode(last.asked(last.cases(1)))})
    command = [sys.executable, "-P", "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}){PROBE}"]
    done = subprocess.run(command, input=told, capture_output=True, text=True, check=True, cwd=tmp_path)
    came = json.loads(done.stdout)
    foreign = {name.partition(".")[0] for name in came["modules"]}
    assert not foreign & {"chapters", "solutions", "sklearn", "matplotlib", "scipy"}
    assert not {name for name in came["modules"] if name.startswith("autograder.checks.judging")}
