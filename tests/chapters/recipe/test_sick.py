"""Claim C28: the patients of the ward, the opening's two networks, and what the same cures do to either."""

import numpy as np
import pytest

from chapters.recipe import cures, curves, sick
from chapters.shared import style
from chapters.shared.experiments import interval
from solutions.recipe import diagnose
from tests.chapters.page import Page, near, told
from tests.chapters.recipe.setting import IMAGES, PARTS

PAGE = Page("recipe")

VERDICTS = {
    "healthy": "healthy",
    "rate too high": "diverging",
    "rate too low": "underfitting",
    "weights of zero": "not learning",
    "raw pixels": "not learning",
    "too small": "underfitting",
    "noisy labels": "underfitting",
    "mixed-up labels": "not learning",
    "few images": "overfitting",
    "another scanner": "overfitting",
    "copies in validation": "healthy",
}
TEN = range(10)


@pytest.fixture(scope="module")
def ward():
    return sick.ward(PARTS, IMAGES, TEN)


@pytest.fixture(scope="module")
def changes():
    return cures.changes(PARTS, IMAGES, TEN)


def said_of(runs):
    return [diagnose(run.losses[1:, 0], run.losses[1:, 1], 10) for run in runs]


def ends_of(runs, column):
    return np.array([curves.end(run.losses[:, column]) for run in runs])


def test_each_patient_differs_from_the_healthy_one_in_one_thing():
    healthy = sick.PATIENTS["healthy"]
    for name, settings in sick.PATIENTS.items():
        assert sum(a != b for a, b in zip(settings, healthy, strict=True)) == (name != "healthy"), name


def test_c28_each_patient_has_its_verdict_with_every_seed(ward):
    assert ward.keys() == VERDICTS.keys()
    for name, runs in ward.items():
        wanted = 9 if name == "mixed-up labels" else 10
        assert said_of(runs).count(VERDICTS[name]) == wanted, name


def test_c28_the_table_of_patients(ward):
    for name, runs in ward.items():
        train, validation = (ends_of(runs, column) for column in (0, 1))
        right = [100 * run.accuracies[-1, 1] for run in runs]
        row = f"| {name} | {told(interval(train), 2)} | {told(interval(validation), 2)} | {told(interval(right))} |"
        if name == "rate too high":
            row = PAGE.table_row(name)
            found = map(interval, (train, validation, right))
            assert all(near(cell, pair) for cell, pair in zip(PAGE.cells(name), found, strict=True))
        assert row in PAGE.claim("C28")


def test_c28_seven_patients_fit_badly_and_keep_no_distance(ward):
    bad = [name for name, said in VERDICTS.items() if said in ("diverging", "not learning", "underfitting")]
    assert len(bad) == 7
    for name in bad:
        assert (ends_of(ward[name], 1) - ends_of(ward[name], 0)).mean() < 0.5
    assert "Seven of the ten sick networks" in PAGE.claim("C28")
    assert "more than half a nat worse" in PAGE.claim("C28")


def test_first_losses_and_what_the_page_tells_of_the_ward(ward):
    drawn = {name: runs[0].losses[0, 0] for name, runs in ward.items()}  # the page shows the first seed
    assert f"exactly {drawn['weights of zero']:.2f} with weights of zero" in PAGE.line
    assert drawn["weights of zero"] == pytest.approx(np.log(10), abs=1e-12)
    assert f"and {drawn['raw pixels']:.0f} with raw pixels" in PAGE.line
    assert f"One of {drawn['raw pixels']:.0f}, which you will meet" in PAGE.line
    assert 2.3 < drawn["mixed-up labels"] < 2.6
    assert ends_of(ward["mixed-up labels"], 1).min() > np.log(10)
    assert (ends_of(ward["noisy labels"], 1) < ends_of(ward["noisy labels"], 0)).all()
    healthy = np.array([run.losses[0, 0] for run in ward["healthy"]])
    assert healthy.mean() == pytest.approx(2.5, abs=0.05)
    assert np.mean((healthy > 2.3) & (healthy < 2.7)) >= 0.8
    few = ward["few images"]
    assert ends_of(few, 1).mean() == pytest.approx(1.0, abs=0.05)
    assert f"and {np.mean([100 * run.accuracies[-1, 1] for run in few]):.0f} % were right" in PAGE.line


def test_what_a_larger_network_with_fewer_images_learns_by_heart():
    found, without = (sick.ward(PARTS, IMAGES, TEN, patients) for patients in (sick.BY_HEART, sick.WITHOUT))
    for name, runs in found.items():
        said = VERDICTS[name] if name == "copies in validation" else "overfitting"
        assert set(said_of(runs)) == {said}
        images = sick.BY_HEART[name].samples
        pair = [told(interval(ends_of(each[name], 1)), 2) for each in (without, found)]
        assert f"| {name}, {images} images | {pair[0]} | {pair[1]} |" in PAGE.line
    copies = found["copies in validation"]
    shares = [np.mean([100 * run.accuracies[-1, column] for run in copies]) for column in (1, 2)]
    assert f"Validation {shares[0]:.0f} %, test {shares[1]:.0f} %, with 60 images" in PAGE.line


def test_c28_the_table_of_cures(changes):
    for name in "AB":
        assert f"{name} (training {changes[name]['as it was'][:, 0].mean():.0f} %)" in PAGE.claim("C28")
    for cure in cures.CURES["A"]:
        a, b = (told(interval(changes[name][cure][:, 1]), sign=True) for name in "AB")
        assert f"| {cure} | {a} | {b} |" in PAGE.claim("C28")


def test_c28_no_cure_for_overfitting_helps_a(changes):
    found = {name: {cure: interval(each[:, 1]) for cure, each in rows.items()} for name, rows in changes.items()}
    overfitting = ("dropout 0.4", "L2 penalty 0.01", "a quarter of the units", "a third of the steps")
    for cure in overfitting:
        mean, half = found["A"][cure]
        assert mean + half < 0
    for cure in ("dropout 0.4", "L2 penalty 0.01", "a third of the steps"):
        mean, half = found["B"][cure]
        assert mean - half > 0
    mean, half = found["A"]["twice the images"]
    assert abs(mean) < half
    assert found["A"]["ten times the rate"][0] > 15
    assert found["B"]["ten times the rate"][0] < -50
    a, b = (found[name]["as it was"] for name in "AB")
    assert abs(a[0] - b[0]) < a[1] + b[1]  # nobody can tell them apart by validation


def test_the_opening():
    runs = cures.opening(PARTS, IMAGES)
    share = {name: [runs[name, p].accuracies[-1, 1] for p in cures.DROPOUTS] for name in "AB"}
    assert (np.diff(share["A"]) < 0).all()
    assert (np.diff(share["B"])[:3] > 0).all()
    assert "B gains, up to 0.6" in PAGE.line
    plain = style.description(cures.plot_opening(runs, 0.0))
    assert "of its training digits" not in plain
    told_all = style.description(cures.plot_opening(runs, 0.0, training=True))
    assert "B reads 70 % of the validation digits and 100 % of its training digits" in told_all


def test_pictures(ward, changes):
    picture = curves.plot_patient(diagnose, ward, "rate too high")
    assert "diverging" in picture.get_label()
    assert "ten times the rate −59" in style.description(cures.plot_changes(changes, "B"))


def test_of_sixteen_treatments_one_learns():
    found = curves.treatments(PARTS, IMAGES, range(3))
    learning = [key for key, runs in found.items() if np.mean([run.accuracies[-1, 1] for run in runs]) > 0.3]
    assert len(found) == 16
    assert learning == [(True, True, True, True)]
    for key, runs in found.items():
        if key not in learning:
            assert min(curves.end(run.losses[:, 0]) for run in runs) > 2.2
    assert "Of the sixteen settings, one learns" in PAGE.line
    lost = [key for key, runs in found.items() if not np.isfinite(runs[0].losses).all()]
    assert lost == [(True, True, False, False)]
    assert "one, with ReLU at the right scale, leaves the range of numbers" in PAGE.line
    healed = style.description(curves.plot_treatment(found, "ReLU", 2**0.5, 0.01, "none"))
    assert "ReLU, scale 1.41, rate 0.01, brakes: none" in healed
    assert "4 of 4 faults repaired" in curves.plot_treatment(found, "ReLU", 2**0.5, 0.01, "none").get_label()


@pytest.mark.parametrize("data", ["as it is", "raw", "blank", "mixed up", "dice", "inverted", "copies"])
def test_what_is_done_to_the_data(data):
    settings = sick.Settings(samples=500, data=data)
    (x, labels), (validation_x, validation_labels), (test_x, _) = sick.sets(settings, IMAGES, np.random.default_rng(0))
    (plain, true), _, _ = sick.sets(settings._replace(data="as it is"), IMAGES, np.random.default_rng(0))
    np.testing.assert_array_equal(x, plain * {"raw": 255, "blank": 0}.get(data, 1))
    wrong = {"mixed up": (0.85, 0.95), "dice": (0.2, 0.34)}.get(data, (0, 0))
    assert wrong[0] <= (labels != true).mean() <= wrong[1]
    if data == "inverted":
        np.testing.assert_array_equal(test_x, 1 - IMAGES.test_x)
    if data == "copies":
        assert (validation_x == x).all()
        assert (validation_labels == labels).all()
    assert len(x) == 500
