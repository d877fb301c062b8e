"""The conventions that "In practice" names and no golden covers."""

import inspect

import numpy as np
import pytest
from sklearn.neural_network import MLPClassifier


def test_conventions_of_pytorch():
    torch = pytest.importorskip("torch")
    defaults = inspect.signature(torch.utils.data.DataLoader.__init__).parameters
    assert not defaults["shuffle"].default
    assert not defaults["drop_last"].default
    weight = torch.zeros(1, requires_grad=True)
    optimizer = torch.optim.SGD([weight], lr=1.0)
    plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.2, patience=0)
    for loss in (1.0, 1.0):
        plateau.step(loss)
    assert optimizer.param_groups[0]["lr"] == pytest.approx(0.2)


def test_conventions_of_scikit_learn():
    defaults = MLPClassifier().get_params()
    assert (defaults["power_t"], defaults["batch_size"]) == (0.5, "auto")


def test_inverse_scaling_of_scikit_learn_counts_samples_and_waits_for_the_end_of_an_epoch():
    x, labels = np.random.default_rng(0).normal(size=(300, 2)), np.arange(300) % 2
    model = MLPClassifier((4,), solver="sgd", learning_rate="invscaling", learning_rate_init=0.1, max_iter=2)
    with pytest.warns(UserWarning, match="Maximum iterations"):
        model.fit(x, labels)
    assert model._optimizer.learning_rate == pytest.approx(0.1 / 601**0.5)
