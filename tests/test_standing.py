"""What is the same code and what is not, for checks that judge the same code once."""

import pytest

from tests.standing import standing_on

SCRIPT = """
import numpy as np

FACTOR = 2


def alone(x):
    return x + 1


def helper(x):
    return FACTOR * x


class Layer:
    def forward(self, x):
        return helper(x)


@staticmethod
def by_string(x):
    return globals()["alone"](x)
"""


@pytest.mark.parametrize(
    ("old", "new", "touched"),
    [
        ("x + 1", "x + 2", {"alone", "by_string"}),
        ("FACTOR * x", "x * FACTOR", {"helper", "Layer"}),
        ("return helper(x)", "return x", {"Layer"}),
        ("@staticmethod", "@np.vectorize", {"by_string"}),
        ("FACTOR = 2", "FACTOR = 3", {"helper", "Layer"}),
        ("import numpy as np", "import numpy as np; np.seterr(all='raise')", {"alone", "helper", "Layer", "by_string"}),
        ("\n\nclass", "\n\n# A remark.\nclass", set()),
    ],
)
def test_an_edit_touches_whatever_uses_its_place_and_nothing_else(old, new, touched):
    edited = SCRIPT.replace(old, new)
    assert edited != SCRIPT
    names = ("alone", "helper", "Layer", "by_string")
    assert {name for name in names if standing_on(edited, [name]) != standing_on(SCRIPT, [name])} == touched


def test_definitions_that_call_each_other_stand_on_each_other():
    script = "def odd(n): return n and even(n - 1)\n\n\ndef even(n): return not n or odd(n - 1)\n"
    assert standing_on(script, ["odd"]) == standing_on(script, ["even"]) == script.replace("\n\n\n", "\n").strip()
