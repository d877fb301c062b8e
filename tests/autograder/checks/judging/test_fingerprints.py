"""Fingerprints: the same for the same mistake, whatever the rounding, and none where the values could be guessed."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from autograder.checks.judging.fingerprints import CELL, KEY, bits, fingerprints

WANT = np.random.default_rng(0).normal(size=(4, 3))


def keys(got, want=WANT, task="task", name="y"):
    """The keys of one value in one case."""
    return fingerprints(task, [{"outputs": {name: got}}], [{"outputs": {name: want}}]).get(name, {})


def other(seed=1):
    return np.random.default_rng(seed).normal(size=WANT.shape)


@given(st.integers(0, 10**6), st.floats(-1e-9, 1e-9))
@settings(max_examples=200, deadline=None)
def test_rounding_does_not_matter(seed, rounding):
    recorded, noise = keys(WANT + other(seed)), 1 + rounding * other(seed + 1)
    came = keys((WANT + other(seed)) * noise)
    assert {form: found[0] in came[form] for form, found in recorded.items()} == dict.fromkeys(recorded, True)


@pytest.mark.parametrize("rounding", [-1e-7, 1e-7])
def test_a_difference_at_the_border_of_two_cells_is_found_from_both_sides(rounding):
    length = np.exp((round(np.log(3.0) / CELL) + 0.5) * CELL) * np.max(np.abs(WANT))
    difference = length * other() / np.linalg.norm(other())
    at_the_border = keys(WANT + difference)["equal"]
    assert len(at_the_border) >= 2
    assert keys(WANT + difference * (1 + rounding))["equal"][0] in at_the_border


def test_multiples_have_a_form_in_common():
    one, three = keys(WANT + other()), keys(WANT - 3 * other())
    assert one["along"] == three["along"]
    assert one["equal"][0] not in three["equal"]
    assert keys(other())["scaled"] == keys(7 * other())["scaled"]


def test_powers_of_a_factor_have_a_form_in_common():
    factor = np.exp(other())
    assert keys(WANT * factor)["power"] == keys(WANT / factor**2)["power"]
    assert "power" not in keys(np.where(WANT > 0, -WANT, WANT)), "a sign is no factor"


@pytest.mark.parametrize(
    ("form", "outside"), [("inverse", lambda inside: 1 / inside), ("square", lambda inside: np.sqrt(np.abs(inside)))]
)
def test_terms_of_a_divisor_or_under_a_root_have_a_form_in_common(form, outside):
    base, term = 5 + np.abs(WANT), np.abs(other())
    one, three = (keys(outside(base + factor * term), want=outside(base)) for factor in (1, 3))
    assert one[form] == three[form]
    assert one["along"] != three["along"]


def test_a_difference_beside_which_all_others_are_small_does_not_stand_for_them():
    wrong = WANT + other()
    wrong[0, 0] += 1e6
    assert not {"equal", "along", "square"} & set(keys(wrong))


def test_an_expected_0_does_not_count_more_than_other_values():
    want, one, two = (
        [{"outputs": {"y": value}} for value in values]
        for values in ((0.0, 0.4567891, 0.3456789), (0.1234567, 0.1, 0.2345678), (0.1234567, 0.1, 0.8765432))
    )
    assert fingerprints("task", one, want) != fingerprints("task", two, want)


def test_every_value_has_keys_of_its_own():
    one = keys(WANT + other())["equal"]
    assert one != keys(WANT + other(), task="another")["equal"]
    assert one != keys(WANT + other(), name="another")["equal"]
    assert one != keys(WANT + other(2))["equal"]


def test_six_wrong_entries_of_the_largest_case_are_enough():
    small, large = np.ones(2), WANT
    want = [{"outputs": {"y": small}}, {"outputs": {"y": large}}]
    both = fingerprints("task", [{"outputs": {"y": small * 2}}, {"outputs": {"y": large + other()}}], want)
    alone = fingerprints("task", [{"outputs": {"y": small}}, {"outputs": {"y": large + other()}}], want)
    assert both == alone


def test_numbers_of_several_cases_count_together():
    want = [{"outputs": {"loss": value}} for value in (0.1234567, 0.2345678, 0.3456789)]
    came = [{"outputs": {"loss": value}} for value in (0.7654321, 0.8765432, 0.9876543)]
    assert fingerprints("task", came, want)["loss"]["equal"]
    assert fingerprints("task", [*want[:2], came[2]], want) == {}, "one number can be guessed"


@pytest.mark.parametrize(
    "got",
    [
        np.zeros((4, 3)),
        np.ones((4, 3)),
        np.arange(12.0).reshape(4, 3) % 3,
        np.full((4, 3), 0.123456789),
        WANT > 0,
    ],
)
def test_what_can_be_guessed_has_no_keys(got):
    assert keys(got) == {}


def test_a_key_is_shorter_than_what_it_stands_for():
    assert bits(np.array([0.123456789, 0.23456789])) == 32
    pair = [{"outputs": {"loss": value}} for value in (0.123456789, 0.23456789)]
    [short] = fingerprints("task", pair, [{"outputs": {"loss": 1.0}}] * 2)["loss"]["equal"][:1]
    assert len(short) == KEY
    assert short.endswith(b"\0")
    assert bits(other()) >= 8 * KEY + 16


@pytest.mark.parametrize(
    "came", [None, [], {}, {"outputs": None}, {"outputs": {"y": None}}, {"outputs": {"y": {"unsupported": "list"}}}]
)
def test_what_is_no_number_has_no_keys(came):
    assert fingerprints("task", [came], [{"outputs": {"y": WANT}}]) == {}


@pytest.mark.parametrize("got", [np.nan, np.inf, -np.inf, 1e300])
def test_what_is_not_finite_is_told_apart_and_breaks_nothing(got):
    came = WANT + other()
    came[0, 0] = got
    assert keys(came)["equal"] != keys(WANT + other())["equal"]


def test_an_error_has_a_key_whatever_it_calls_its_names():
    one, two = ({"error": {"type": "NameError", "message": f"name '{name}' is not defined"}} for name in ("a", "b"))
    want = [{"outputs": {"y": WANT}}]
    assert fingerprints("task", [one], want) == fingerprints("task", [two], want) != {}


def test_errors_that_differ_in_numbers_alone_are_alike():
    said = "axis {} is out of bounds for array of dimension 2"
    errors = [{"error": {"type": "AxisError", "message": said.format(axis)}} for axis in (2, 17)]
    one, two = (fingerprints("task", [error], [{"outputs": {"y": WANT}}])["error"] for error in errors)
    assert one["alike"] == two["alike"]
    assert one["equal"] != two["equal"]


@given(arrays(float, (4, 3), elements=st.floats(allow_nan=True, allow_infinity=True)))
@settings(max_examples=200, deadline=None)
def test_whatever_comes_breaks_nothing(got):
    keys(got)
