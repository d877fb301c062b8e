"""The playground's pictures of a network of one's own parts."""

import numpy as np
import pytest

from chapters.recipe import playing
from chapters.shared import style
from solutions import recipe

OWN = playing.Own(
    recipe.Affine, recipe.ReLU, recipe.BatchNorm, recipe.SoftmaxCrossEntropy, recipe.AdamW, recipe.he_normal
)


@pytest.mark.parametrize("batchnorm", [False, True])
@pytest.mark.parametrize("data", ["two circles", "two spirals"])
def test_a_network_of_right_parts_learns_and_its_pictures_say_so(data, batchnorm):
    run = playing.trained(OWN, data, 2, batchnorm)
    assert len(run.losses) == playing.STEPS[-1]
    assert min(run.losses[-50:]) < 0.6 * run.losses[0]
    moment = run.moments[500]
    assert [hidden.shape for hidden in moment.activations] == [(200, 8), (200, 8)]
    assert len(moment.norms) == 3
    told = style.description(playing.plot_playground(OWN, data, 2, batchnorm, 500))
    assert f"{100 * moment.right:.0f} % of the samples are right" in told


def test_a_part_with_a_mistake_shows(monkeypatch):
    class Forgetful(recipe.Affine):
        def backward(self, dy):
            dx = super().backward(dy)
            self.grads["W"][:] = 0
            return dx

    run = playing.trained(OWN._replace(affine=Forgetful), "two circles", 2, False)
    assert run.moments[500].norms == [0.0, 0.0, 0.0]
    style.description(playing.plot_playground(OWN._replace(affine=Forgetful)))


def test_the_data_are_two_classes_of_one_size():
    for data in ("two circles", "two spirals"):
        x, labels = playing.samples(data)
        assert x.shape == (200, 2)
        assert np.bincount(labels).tolist() == [100, 100]
        assert np.abs(x).max() < 1.6
