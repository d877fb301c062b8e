"""Verdicts are found outside: neither another case's reply nor a probe that was taken over earns anything."""

from functools import cache
from importlib import import_module
from inspect import isfunction
from itertools import cycle

import numpy as np
import pytest

from autograder.checks.check import VISIBLE_SEED
from autograder.checks.probing import driving, numerical, probes, returned, watch
from autograder.checks.task import LIMIT
from autograder.checks.wire import decode, encode
from autograder.publishing.release import chapters
from autograder.tasks import load
from autograder.tasks.kinds.experiment import TEXTS
from solutions import HIDDEN_SEED, recipe

TASKS = [(chapter, name) for chapter in chapters() for name in load(chapter).tasks]
FURTHER_SEEDS = (2, 3)
ANSWERS = {
    ("recipe", "heal"): "it takes no argument: what it returns is the answer itself, the same for every case",
    ("recipe", "capstone-log"): "a log and a result are what a student has written down, the same for every case",
    **{task: "a letter of five, which anybody finds who tries them all" for task in TASKS if task[1] == "repair-name"},
}
"""Tasks whose reply in another case is the answer to all of them, and why; no file that ships holds it."""
REPLAYED = [task for task in TASKS if task not in ANSWERS]


def task_of(chapter, name):
    return load(chapter).tasks[name]


@cache
def answered(chapter, name, seed=HIDDEN_SEED):
    """Cases of a seed, and the reference's replies as they come over the wire."""
    task, cases = task_of(chapter, name), task_of(chapter, name).cases(seed)
    asked = decode(encode(task.asked(cases)))
    return cases, decode(encode(task.returned(load(chapter).reference(name), asked)))


@cache
def expected(chapter, name):
    cases, _ = answered(chapter, name)
    return load(chapter).expected(name, cases)


def earns(chapter, name, given):
    """Whether replies to the hidden cases earn the points."""
    cases, _ = answered(chapter, name)
    return task_of(chapter, name).verdict(cases, given, expected(chapter, name)).passed


def shapes(data):
    """The shapes of all arrays of a reply, and how its lists and dictionaries are nested."""
    if isinstance(data, dict):
        return tuple((key, shapes(value)) for key, value in data.items() if key != "inputs")
    return tuple(map(shapes, data)) if isinstance(data, list) else np.shape(data)


def by_shape(own, others):
    """A reply to another case that looks most like the right one."""
    return next((other for other in others if shapes(other) == shapes(own)), others[0])


def replays(chapter, name):
    """What somebody may answer who has the replies to other cases: to those of another draw, to another one of this."""
    _, own = answered(chapter, name)
    known = {seed: answered(chapter, name, seed)[1] for seed in (VISIBLE_SEED, *FURTHER_SEEDS)}
    yield from known.values()
    worked = len(task_of(chapter, name).worked)
    drawn = own[worked:]
    if len(drawn) > 1:
        yield own[:worked] + drawn[1:] + drawn[:1]
    others = [reply for each in known.values() for reply in each[worked:]]
    yield [by_shape(reply, others) for reply in own]
    recorded, shown = load(chapter).visible(name)[1], known[VISIBLE_SEED]
    yield [{**reply, **told} for reply, told in zip(shown, recorded, strict=True)]


@pytest.mark.parametrize(("chapter", "name"), TASKS)
def test_the_reference_earns_its_points_over_the_wire(chapter, name):
    assert earns(chapter, name, answered(chapter, name)[1])


@pytest.mark.parametrize(("chapter", "name"), REPLAYED)
def test_replies_to_other_cases_earn_nothing(chapter, name):
    _, own = answered(chapter, name)
    for others in replays(chapter, name):
        # The arguments as they were are in everybody's hands.
        given = [
            {**other, "inputs": right["inputs"]} if "inputs" in right else other
            for other, right in zip(others, own, strict=True)
        ]
        assert not earns(chapter, name, given)


@pytest.mark.parametrize(("chapter", "name"), ANSWERS)
def test_what_ships_of_an_answer_earns_nothing(chapter, name):
    recorded = load(chapter).visible(name)[1]
    assert not earns(chapter, name, [{"came": each["outputs"]} for each in recorded])
    assert not earns(chapter, name, recorded)


def functions_of(module):
    return [name for name, each in vars(module).items() if isfunction(each) and each.__module__ == module.__name__]


@pytest.mark.parametrize(("chapter", "name"), REPLAYED)
def test_a_probe_that_was_replaced_earns_nothing(chapter, name, monkeypatch):
    cases, _ = answered(chapter, name)
    known = cycle(answered(chapter, name, VISIBLE_SEED)[1])
    module, _, function = task_of(chapter, name).address.partition(":")
    with monkeypatch.context() as patched:
        for each in functions_of(import_module(module)):
            patched.setattr(f"{module}.{each}", lambda *_, **__: next(known))
        asked = task_of(chapter, name).asked(cases)
        given = driving.returned(getattr(import_module(module), function), [], asked, LIMIT)
    assert not earns(chapter, name, given)


FLATTERING = (True, 0, 1.0, "", {}, None)


@pytest.mark.parametrize(("chapter", "name"), TASKS)
def test_helpers_of_a_probe_that_say_what_one_wants_to_hear_earn_nothing(chapter, name, monkeypatch):
    task, (cases, right) = task_of(chapter, name), answered(chapter, name)
    module = import_module(task.probe.__module__)
    helpers = {(each, helper) for each in (module, probes, returned, watch, numerical) for helper in functions_of(each)}
    case, reply, wanted = cases[-1:], right[-1], expected(chapter, name)[-1:]
    for each, helper in sorted(helpers, key=str):
        if getattr(each, helper) is task.probe:
            continue
        for said in (*FLATTERING, reply.get("outputs", {})):
            with monkeypatch.context() as patched:
                patched.setattr(each, helper, lambda *_, said=said, **__: said)
                given = task.returned([lambda *_, said=said, **__: said] * len(task.needs), case)
            assert not task.verdict(case, given, wanted).passed, (helper, said)


def scalars(data, path=""):
    """Everything in a reply that is no array, by where it stands."""
    if isinstance(data, dict):
        return [each for key, value in data.items() for each in scalars(value, f"{path}/{key}")]
    if isinstance(data, list):
        return [each for value in data for each in scalars(value, f"{path}/*")]
    return [] if isinstance(data, np.ndarray) else [(path, data)]


ONLY_FINDINGS = ("/loops", "/inputs", "forward_calls", "/floating", "/came/stretched/error")
"""What only the process of the probe can see: it can cost points, and brings none."""
RETURNED = {
    "adaline": {"/outputs/b at the start"},
    "split": {"/outputs/the score to report"},
    "early-stopping": {"/came/first/said/*", "/came/second/said/*"},
    "parts": {"/came/first/said/*", "/came/second/said/*"},
    "catches": {"/came/said/*"},
    "capstone-ablation": {f"/came/table/{part}/*" for part in recipe.ablation},
    "experiment": {f"/came/form/{name}" for name in (*TEXTS, "prediction", "seeds", "verdict")},
}
"""What the student's own code returns: truth values, or a number that is the same in all drawn cases."""


@pytest.mark.parametrize(("chapter", "name"), REPLAYED)
def test_a_probe_hands_back_no_fact_that_is_the_same_for_all_cases(chapter, name):
    worked, found = len(task_of(chapter, name).worked), {}
    shown, hidden = (answered(chapter, name, seed)[1][worked:] for seed in (VISIBLE_SEED, HIDDEN_SEED))
    assert {encode(reply) for reply in hidden} - {encode(reply) for reply in shown}
    for reply in shown + hidden:
        for path, value in scalars(reply):
            found.setdefault(path, []).append(value)
    facts = {path for path, values in found.items() if len(set(map(repr, values))) == 1 or bool in map(type, values)}
    assert {path for path in facts if not any(part in path for part in ONLY_FINDINGS)} <= RETURNED.get(name, set())


def test_what_only_the_judge_sees_is_not_asked():
    [case], task = answered("recipe", "capstone")[0], task_of("recipe", "capstone")
    [asked] = task.asked([case])
    assert set(case) - set(asked) == {"withheld"}
    labels = case["withheld"]["labels"]
    assert encode(labels)[20:200] in encode(case)
    assert encode(labels)[20:200] not in encode(asked)
    shown = {image.tobytes() for image in asked["held out"]["as they are"]}
    assert not shown & {image.tobytes() for name in ("train_x", "validation_x") for image in asked["sets"][name]}


def test_sums_of_held_out_digits_are_not_asked():
    for name in ("capstone-adder", "capstone-ablation"):
        [case], task = answered("recipe", name)[0], task_of("recipe", name)
        [asked] = task.asked([case])
        assert set(case) - set(asked) == {"withheld"}


def test_parts_are_probed_as_in_their_own_chapters():
    from autograder.tasks.recipe import ASKED, probes

    assert {asked: task.probe for asked, task in ASKED.items()} == probes.PARTS


class Boaster:
    """A network that does not learn, and says of itself that it reads everything."""

    params = {}  # noqa: RUF012

    def gradients(self, x, labels):
        return {}

    def predict(self, x, train=False):
        return np.eye(10)[np.zeros(len(x), dtype=int)]

    def accuracy(self, x, labels):
        return 1.0


def test_a_reader_of_digits_is_not_asked_how_well_it_reads():
    cases, _ = answered("recipe", "capstone")
    task = task_of("recipe", "capstone")
    returned = task.returned([lambda rng: Boaster(), lambda *_: None], cases)
    verdict = task.verdict(cases, returned, expected("recipe", "capstone"))
    assert "what is missing to 93 % of the digits as they are" in str(verdict)
