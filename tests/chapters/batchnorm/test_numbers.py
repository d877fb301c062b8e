"""A number of the page that no figure shows."""

from sklearn.datasets import load_wine

from tests.chapters.page import Page


def test_the_units_of_two_features_of_wine():
    wine = load_wine()
    means = dict(zip(wine.feature_names, wine.data.mean(axis=0), strict=True))
    near = round(means["alcohol"]), 10 * round(means["proline"] / 10)
    assert "numbers around {} and around {}.".format(*near) in Page("batchnorm").line
