"""The judge on what students' code may give back, and on right answers under many seeds."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.checks.judging.judge import judge
from autograder.checks.numerics.comparison import constant_factor, misfit
from autograder.tasks.backward import check


class Base:
    """A right affine layer, to be spoiled in one place."""

    def __init__(self, W, b):
        self.params, self.grads = {"W": W, "b": b}, {}

    def forward(self, x, train=True):
        self.x = x
        return x @ self.params["W"] + self.params["b"]

    def backward(self, dy):
        self.grads = {"W": self.x.T @ dy, "b": dy.sum(axis=0)}
        return dy @ self.params["W"].T


def spoiled(**methods):
    return type("Spoiled", (Base,), methods)


def findings(layer, name="affine-backward"):
    task = check.tasks[name]
    cases, expected = check.visible(name)
    return str(task.verdict(cases, task.returned([layer], cases), expected))


def test_the_layer_that_is_spoiled_below_is_right():
    assert "right" in findings(Base)
    assert "right" in findings(Base, "affine-forward")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (lambda dy, W: None, "None came"),
        (lambda dy, W: (dy @ W.T).tolist(), "of type list"),
        (lambda dy, W: "text", "of type str"),
        (lambda dy, W: True, "of type bool"),
        (lambda dy, W: np.array([object()]), "of type ndarray"),
        (lambda dy, W: (dy @ W.T).T, "wrong shape"),
        (lambda dy, W: np.full((len(dy), len(W)), np.nan), "not finite"),
        (lambda dy, W: np.full((len(dy), len(W)), np.inf), "not finite"),
        (lambda dy, W: np.zeros((len(dy), len(W))), "everything is 0"),
        (lambda dy, W: 3 * dy @ W.T, "3 times"),
        (lambda dy, W: 1 / 0, "stopped with ZeroDivisionError"),
    ],
)
def test_what_backward_gives_back(value, words):
    def backward(self, dy):
        Base.backward(self, dy)
        return value(dy, self.params["W"])

    assert words in findings(spoiled(backward=backward))


def test_nothing_stored():
    assert "gradient of `W` is missing" in findings(spoiled(backward=lambda self, dy: dy @ self.params["W"].T))


def test_output_that_the_next_call_overwrites():
    def forward(self, x, train=True):
        shape = (999, self.params["W"].shape[1])
        self.memory = getattr(self, "memory", np.zeros(shape))
        self.memory[: len(x)] = Base.forward(self, x)
        return self.memory[: len(x)]

    assert "a second time, it is not" in findings(spoiled(forward=forward), "affine-forward")


def test_noise_and_warnings_cost_nothing(capsys):
    def forward(self, x, train=True):
        print("here")  # noqa: T201
        np.log(np.zeros(1))
        return Base.forward(self, x)

    assert "right" in findings(spoiled(forward=forward), "affine-forward")
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("name", list(check.tasks))
def test_reference_passes_under_many_seeds(name):
    task = check.tasks[name]
    objects = check.reference(name)
    for seed in range(30):
        cases = task.cases(seed)
        verdict = task.verdict(cases, task.returned(objects, cases), check.expected(name, cases))
        assert verdict.passed, f"seed {seed}: {verdict}"


@given(st.floats(-50, 50).filter(lambda c: min(abs(c), abs(c - 1)) > 1e-3), st.integers(0, 1000))
def test_constant_factor_is_found(factor, seed):
    want = np.random.default_rng(seed).normal(size=(3, 4))
    assert constant_factor(factor * want, want) == pytest.approx(factor, rel=1e-9)


def test_misfit_takes_nothing_for_agreement_that_is_not():
    want = np.ones((2, 3))
    assert misfit(want, want, 1e-9) is None
    for other in (None, "x", True, want.T, want[0], want * np.nan, want * np.inf, want.astype(bool), [1.0]):
        assert misfit(other, want, 1e-9) == np.inf
    assert misfit(want * 1.1, want, 1e-9) == pytest.approx(0.1)


def test_samples_are_judged_by_the_distributions_of_the_case():
    wanted = {"W": {"kind": "normal", "mean": 0.0, "standard_deviation": 0.1}}
    case = {"label": "", "arguments": {}, "samples": wanted}
    for deviation, passes in ((0.1, True), (0.2, False)):
        drawn = np.random.default_rng(0).normal(0, deviation, (50, 40))
        found = judge(case, {"outputs": {}, "samples": {"W": drawn}}, {})
        assert (found == []) is passes
    assert "no array" in judge(case, {"outputs": {}, "samples": {}}, {})[0].what


def test_a_sequence_is_told_by_its_first_wrong_step():
    case = {"label": "", "arguments": {}, "sequences": ["losses"]}
    want = np.arange(1.0, 7.0)
    got = want + np.array([0, 0, 0.1, 5, 5, 5])
    finding = judge(case, {"outputs": {"losses": got}}, {"outputs": {"losses": want}})[0]
    assert "right before step 2, then losses[2]: yours 3.1, expected 3" in finding.where


def test_a_constant_of_the_case_explains_a_factor():
    want = np.random.default_rng(0).normal(size=(3, 4))
    for factor, words in (
        (1 / 0.7, "1/(1 - p)"),
        (0.3, "a factor of p too much"),
        (0.7, "a factor of 1 - p too"),
        (1 / 0.3, "1/p"),
    ):
        case = {"label": "", "arguments": {}, "constants": {"p": 0.3}}
        found = judge(case, {"outputs": {"y": factor * want}}, {"outputs": {"y": want}})
        assert words in found[0].likely


def test_integers_are_named_as_the_reason():
    case = {"label": "", "arguments": {}}
    got = judge(case, {"outputs": {"y": np.array([1, 2])}}, {"outputs": {"y": np.array([1.5, 2.25])}})
    assert "decimal point" in got[0].likely


def test_an_overflow_is_told_with_the_line_that_makes_it():
    def forward(self, x, train=True):
        return Base.forward(self, np.exp(1000 * np.abs(x)))

    said = findings(spoiled(forward=forward), "affine-forward")
    assert "It began with an overflow, such as exp of more than 709, in line" in said
    assert "np.exp(1000 * np.abs(x))" in said


def test_code_that_does_not_end_is_stopped_once_and_told_with_its_line():
    def forward(self, x, train=True):
        while True:
            pass

    task = check.tasks["affine-forward"]
    cases, expected = check.visible("affine-forward")
    said = str(task.verdict(cases, task.returned([spoiled(forward=forward)], cases, seconds=0.2), expected))
    assert "did not come to an end within 0.2 seconds" in said
    assert "of forward" in said


def test_objects_that_override_comparison_or_wrap_arrays_do_not_pass():
    class Agreeable(np.ndarray):
        def __eq__(self, other):
            return np.ones(self.shape, dtype=bool)

        def __sub__(self, other):
            return np.zeros(self.shape)

    def forward(self, x, train=True):
        return np.zeros((len(x), self.params["W"].shape[1])).view(Agreeable)

    assert "not yet" in findings(spoiled(forward=forward), "affine-forward")


def test_the_error_map_marks_wrong_entries_and_says_them_to_a_screen_reader():
    def backward(self, dy):
        dx = Base.backward(self, dy)
        self.grads["W"][1, 2] += 1
        return dx

    task = check.tasks["affine-backward"]
    cases, expected = check.visible("affine-backward")
    html = task.verdict(cases, task.returned([spoiled(backward=backward)], cases), expected)._repr_html_()
    assert "aria-label='Error map: wrong at [1, 2].'" in html
    assert html.count("×") == 1


def test_at_a_kink_every_slope_is_right():
    class Convention:
        """A ReLU whose slope at 0 is 1; the reference says 0."""

        def __init__(self):
            self.params, self.grads = {}, {}

        def forward(self, x, train=True):
            self.open = x >= 0
            return np.where(self.open, x, 0.0)

        def backward(self, dy):
            return np.where(self.open, dy, 0.0)

    task = check.tasks["relu"]
    x, dy = np.array([[1.0, 0.0], [-2.0, 0.0]]), np.array([[1.0, 2.0], [3.0, 4.0]])
    case = {"label": "", "batch": 2, "arguments": {"x": x, "dy": dy}}
    expected = check.expected("relu", [case])
    assert task.verdict([case], task.returned([Convention], [case]), expected).passed
    wrong = type("Wrong", (Convention,), {"backward": lambda self, dy: dy})
    assert not task.verdict([case], task.returned([wrong], [case]), expected).passed


def test_numbers_are_told_with_the_digits_that_tell_them_apart():
    for got, words in (
        (4.752, "yours 4.752, expected 4.75 (relative difference 0.0004)"),
        (4.75000001, "yours 4.75000001, expected 4.75 (relative difference 2e-09)"),
        (9.5, "yours 9.5, expected 4.75)"),
    ):
        found = judge({"label": "", "arguments": {}}, {"outputs": {"y": got}}, {"outputs": {"y": 4.75}})
        assert words in f"({found[0].where})"


def test_a_statement_that_does_not_hold_is_told_without_numbers():
    wanted = {"outputs": {"the order is new": True}}
    found = judge({"label": "", "arguments": {}}, {"outputs": {"the order is new": False}}, wanted)
    assert found[0].what == "`the order is new` should hold, and does not."
    assert found[0].where == ""
    assert judge({"label": "", "arguments": {}}, {"outputs": {"the order is new": True}}, wanted) == []


def test_a_sequence_wrong_from_its_first_step_is_told_so():
    case = {"label": "", "arguments": {}, "sequences": ["losses"]}
    found = judge(case, {"outputs": {"losses": np.zeros(3)}}, {"outputs": {"losses": np.array([1.0, 0.0, 0.0])}})
    assert "wrong from the first step on: losses[0]" in found[0].where


def test_what_follows_from_the_first_mistake_is_not_told():
    wanted = {"outputs": {"y": 1.0, "later": 2.0}}
    found = judge({"label": "", "arguments": {}}, {"outputs": {"y": 3.0, "later": 9.0}}, wanted)
    assert [finding.what for finding in found] == ["`y` differs from the expected one."]


def test_the_judge_puts_no_warning_on_a_students_screen(recwarn):
    case = {"label": "", "arguments": {"x": np.zeros((2, 2)), "dy": np.zeros((2, 2))}}
    got, want = np.full((2, 2), np.inf), np.eye(2)
    assert judge(case, {"outputs": {}, "gradients": {"x": got}}, {"gradients": {"x": want}})
    assert not recwarn.list


def test_the_case_is_told_once():
    def backward(self, dy):
        self.grads = {"W": self.x.T @ dy / 7, "b": dy.sum(axis=0) + 1}
        return dy @ self.params["W"].T

    said = findings(spoiled(backward=backward))
    assert said.count("two samples by hand") == 1
