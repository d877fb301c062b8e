"""The digit reader: its rungs, and that the reference reaches what the notebook asks for with room."""

import numpy as np
import pytest

from autograder.tasks.recipe import cases, check, measures, probes
from chapters.recipe import capstone, curves, driven, sick
from chapters.recipe.given import PARTS
from chapters.shared import style
from chapters.shared.data import digits
from chapters.shared.experiments import interval, single_threaded
from solutions import recipe
from tests.chapters.page import Page, told

PAGE = Page("recipe")


@pytest.fixture(scope="module")
def rungs():
    return capstone.ladder(recipe, range(10))


def test_the_table_of_rungs(rungs):
    for rung, found in rungs.items():
        assert f"| {rung} | {told(interval(found[:, 0]))} | {told(interval(found[:, 1]))} |" in PAGE.line


def test_what_the_page_tells_of_the_rungs(rungs):
    mean = {rung: found.mean(axis=0) for rung, found in rungs.items()}
    assert f"right for {mean['nearest mean'][0]:.1f} % of the test set" in PAGE.line
    assert f"softmax regression for {mean['softmax regression'][0]:.1f} %" in PAGE.line
    assert mean["hidden layer"][0] - mean["softmax regression"][0] == pytest.approx(2, abs=0.5)
    assert f"worth {mean['moved images'][1] - mean['hidden layer'][1]:.0f} points on moved digits" in PAGE.line
    assert mean["hidden layer"][0] - mean["moved images"][0] == pytest.approx(2, abs=0.5)
    assert (mean["BatchNorm"] > mean["moved images"] + 1).all()
    assert "Asked for: 90" in style.description(capstone.plot_ladder(rungs, "moved"))


def test_moved_images_need_more_steps(monkeypatch):
    @single_threaded
    def share():
        found = []
        for seed in range(3):
            data = digits(np.random.default_rng(seed), validation=300, test=600)
            network = capstone.trained(recipe, "moved images", data, np.random.default_rng(seed))
            found.append(100 * network.accuracy(data.test_x, data.test_labels))
        return np.mean(found)

    few = share()
    monkeypatch.setattr(capstone, "STEPS", 4 * capstone.STEPS)
    assert f"over three seeds, this network reads {share():.1f} % of them in place of {few:.1f} %" in PAGE.line


def test_the_best_weights_with_running_averages_of_other_epochs():
    found = capstone.restored(recipe, range(10))
    best, last, again = (found[name][:, 0].mean() for name in ("best", "last", "again"))
    assert f"the validation loss is then {last:.3f} on average, in place of {best:.3f}" in PAGE.line
    assert f"does not mend it ({again:.3f})" in PAGE.line
    assert (found["last"] > found["best"])[:, 0].all()
    mean, half = interval((found["again"] - found["best"])[:, 0])
    assert mean > half
    mean, half = interval((found["last"] - found["best"])[:, 1])
    assert f"On the test images the two networks differ by {mean:.3f} ± {half:.3f}" in PAGE.line


def test_only_moved_images_and_batchnorm_reach_what_is_asked_for(rungs):
    for rung in capstone.RUNGS[:4]:
        assert rungs[rung][:, 1].max() < 50 < capstone.THRESHOLDS[1]
    worst = rungs["BatchNorm"].min(axis=0)
    assert (worst > np.array(capstone.THRESHOLDS) + 1.5).all()
    assert (
        dict(zip((measures.CENTRED, measures.MOVED), np.array(capstone.THRESHOLDS) / 100, strict=True))
        == measures.WANTED
    )


def test_room_for_chance(monkeypatch):
    """Over 12 divisions the reference is more than four deviations above each threshold (over 100: 5.6 and 8)."""
    monkeypatch.setattr(measures, "WANTED", {measures.CENTRED: 2.0, measures.MOVED: 2.0})
    found = []
    for seed in range(12):
        case = cases.reading(1000 + seed)
        lacking = measures.capstone(case, probes.probe_capstone([recipe.build, recipe.learn], case))["outputs"]
        assert lacking[measures.STEPS_BEYOND] == lacking[measures.IMAGES_BEYOND] == lacking[measures.CHANGED] == 0
        found.append([100 * (2 - lacking[name]) for name in (measures.CENTRED, measures.MOVED)])
    deviations = (np.mean(found, axis=0) - np.array(capstone.THRESHOLDS)) / np.std(found, axis=0, ddof=1)
    assert (deviations > 4).all()


@pytest.mark.parametrize("name", ["heal", "capstone"])
def test_the_reference_lacks_nothing(name):
    for asked, expected in (check.visible(name), check.hidden(name)):
        assert len(asked) == len(expected) > 0
        assert all(value == 0 for each in expected for value in each["outputs"].values())


def test_settings_that_heal_have_room():
    runs = [sick.trial(PARTS, curves.DEEP._replace(**recipe.heal()), sick.images(), seed) for seed in range(10)]
    losses = [curves.end(run.losses[:, 0]) for run in runs]
    shares = [run.accuracies[-1, 1] for run in runs]
    assert (measures.ENOUGH[0] - np.mean(losses)) / np.std(losses, ddof=1) > 5
    assert (np.mean(shares) - measures.ENOUGH[1]) / np.std(shares, ddof=1) > 5
    assert recipe.heal() == curves.HEALED


def test_what_the_notebook_drives():
    reader = driven.reader(recipe.build, recipe.learn)
    for moved in (False, True):
        table, pictures = driven.plot_errors(recipe.confusion_matrix, reader, moved)
        assert "lie on the diagonal" in style.description(table)
        assert "surest of" in style.description(pictures)
    assert "settings: sick" in style.description(driven.plot_treatment(recipe.heal, "sick"))
    assert "settings: yours" in style.description(driven.plot_treatment(recipe.heal, "yours"))
    patients = driven.patients()
    assert "healthy" in driven.plot_patient(recipe.diagnose, patients, "healthy").get_label()
