"""What the chapters say of the playground's states: for each, what must be so, and the words that its text has."""

from itertools import pairwise
from math import log


def accuracy(picture, part="train"):
    return f"{round(100 * picture[part]['accuracy'], 1):g} %"


def loss(picture, part="train", digits=2):
    return f"{picture[part]['loss']:.{digits}f}"


def dead(picture):
    return [layer["dead"] for layer in picture["histograms"]]


def small(picture, below=1e-3):
    weights = picture["weights"][0]["W"]
    return f"{100 * sum(abs(weight) < below for weight in weights) / len(weights):.2g} %"


def jumps(picture):
    """The share of the looks at the training loss at which it has risen."""
    losses = [train for _, train, *_ in picture["rows"]]
    return sum(later > earlier for earlier, later in pairwise(losses)) / len(losses)


def copies(picture, layer):
    """Whether the weights that lead to each unit of a layer are the same."""
    weights, units = picture["weights"][layer]["W"], picture["weights"][layer]["fanOut"]
    return len({tuple(weights[unit::units]) for unit in range(units)}) == 1


def straight(line, bent):
    assert accuracy(bent) == "100 %"
    return [accuracy(line)]


def ring(one, three):
    assert one["train"]["accuracy"] == 0.625
    return ["62 %", accuracy(three)]


def batches(single, full):
    assert jumps(full) < 0.05 < 0.2 < jumps(single)
    assert (full["step"], 300 / 200) == (300, 1.5)
    return [loss(full), loss(single), "300 times", "1.5 times"]


def vanishing(six):
    first, *_, last = six["norms"]
    assert six["norms"] == sorted(six["norms"])
    assert 1.5e-6 < first < 2.5e-6
    assert 0.065 < last < 0.075
    return ["About two millionths"]


def zeros(network):
    assert network["norms"] == [0, 0, 0]
    assert abs(network["train"]["loss"] - log(2)) < 1e-3
    assert not any(weight for layer in network["weights"] for weight in layer["W"])
    return [loss(network, digits=3)]


def overflow(network):
    assert network["step"] == network["broken"]["step"] < 1000
    return [f"`{network['broken']['value']}`"]


def sleeping(six):
    assert six["norms"][0] < 1e-12
    assert all(layer["deviation"] < 0.01 for layer in six["histograms"])
    return ["10^{-12}", f"{six['norms'][-1]:.2f}", loss(six)]


def deaths(relu, leaky):
    assert dead(relu)[1] == 8
    assert relu["norms"] == [0, 0, 0]
    assert dead(leaky) == [0, 0]
    assert all(leaky["norms"])
    return ["All 8 ReLUs are dead"]


def saturated(small_rate, large_rate):
    assert all(layer["deviation"] > 0.9 for layer in large_rate["histograms"])
    assert large_rate["norms"][0] < 1e-6 < 0.1 < small_rate["norms"][0]
    return [loss(large_rate), loss(small_rate)]


def noise_floor(kept, falling):
    assert 6.5 < kept["test"]["loss"] / falling["test"]["loss"] < 7.5
    return ["Seven times", loss(falling, "test"), loss(kept, "test")]


def warm_up(cold, warm):
    return [accuracy(warm), accuracy(cold), f"{sum(dead(cold))} units", f"with it {sum(dead(warm))}"]


def equal(network):
    assert all(copies(network, layer) for layer in (0, 1))
    return ["One.", accuracy(network)]


def lost(small_weights, he):
    assert not any(small_weights["norms"])
    assert 8 in dead(small_weights)
    return [loss(small_weights), loss(he)]


def normalized(without, with_norm):
    assert 1e5 < with_norm["norms"][0] / without["norms"][0] < 3e6
    return [accuracy(with_norm), accuracy(without)]


def alone(network):
    assert network["norms"][:2] == [0, 0]
    return ["exactly 0"]


def by_heart(free, held):
    return [loss(held, "test"), loss(free, "test"), loss(held), loss(free)]


def sparse(full, few):
    return [small(full), small(few), accuracy(full, "test"), accuracy(few, "test")]


def more_data(few, many):
    losses = [loss(few, digits=3), loss(many, digits=3), loss(few, "test"), loss(many, "test")]
    return [losses[0], losses[1], losses[2], losses[3]]


def confident(sure, masked):
    assert abs(sure["test"]["accuracy"] - masked["test"]["accuracy"]) < 0.03
    return [loss(sure, "test"), loss(masked, "test"), loss(sure), loss(masked)]


def breaks(best, far):
    assert loss(best) == "0.06"
    return [loss(far)]


def one_batch(network):
    return [loss(network, digits=4), accuracy(network, "test")]


def guessing(small_weights, large_weights):
    before = [each["rows"][0][1] for each in (small_weights, large_weights)]
    assert abs(before[0] - log(10)) < 0.01
    return [f"{before[0]:.2f}", f"{before[1]:.1f}"]


def wrong_labels(clean, noisy):
    return [loss(noisy), loss(noisy, "test"), accuracy(noisy, "test"), accuracy(clean, "test")]


def trains(one, other):
    return [accuracy(one), accuracy(other)]


def losses(one, other):
    return [loss(one), loss(other)]


def tests(one, other):
    return [loss(one, "test"), loss(other, "test")]


def first(network):
    return [accuracy(network)]


SEEN = {
    "forward": (straight, ring, batches),
    "backward": (vanishing, zeros, overflow),
    "activations": (sleeping, trains, deaths),
    "optimizers": (losses, saturated, losses),
    "schedules": (noise_floor, losses, warm_up),
    "initialization": (equal, trains, lost),
    "batchnorm": (normalized, tests, alone),
    "regularization": (by_heart, sparse, more_data),
    "dropout": (trains, confident, tests),
    "search": (losses, breaks, first),
    "recipe": (one_batch, guessing, wrong_labels),
}
"""By chapter, in the order of the page."""

ALSO = {
    ("optimizers", 0): [("rate=0.3&until=500", loss)],
    ("optimizers", 1): [(f"optimizer=adam&rate=1&seed={seed}&until=300", loss) for seed in (2, 3, 4)],
    ("optimizers", 2): [("optimizer=adagrad&rate=0.1&until=1000", loss)],
    ("initialization", 0): [("units=1&until=500", accuracy)],
    ("batchnorm", 0): [
        (f"depth=8&activation=sigmoid&rate=0.3&norm=batch&seed={seed}&until=500", accuracy) for seed in (2, 3)
    ],
    ("search", 1): [(f"rate={rate}&seed={seed}&until=500", loss) for rate in (1, 3) for seed in (2, 3)],
    ("search", 2): [(f"depth=1&units=3&seed={seed}&until=1000", accuracy) for seed in (2, 3, 4)],
}
"""Other states of which a text tells a number."""
