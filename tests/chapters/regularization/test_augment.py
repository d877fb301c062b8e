"""What every augmentation promises, on images that Hypothesis makes up."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from chapters.regularization import augment, pictures
from chapters.shared import style
from solutions.regularization import label_shuffle, pca_jitter, random_shift

SEEDS = st.integers(0, 10_000)
GREY = st.tuples(st.integers(1, 4), st.integers(3, 7), st.integers(3, 7))
COLOUR = st.tuples(st.integers(1, 4), st.integers(3, 6), st.integers(3, 6), st.just(3))


ANY = st.one_of(GREY, COLOUR)


def batches(shapes=ANY):
    return shapes.flatmap(lambda shape: arrays(np.float64, shape, elements=st.floats(0, 1, width=32)))


def draw(seed):
    return np.random.default_rng(seed)


KEEPING = {
    "colour jitter": lambda images, rng: augment.colour_jitter(images, 0.5, rng),
    "scale": lambda images, rng: augment.random_scale(images, 0.4, rng),
    "zoomed crop": lambda images, rng: augment.random_zoomed_crop(images, 0.5, rng),
    "flip": augment.random_flip,
    "shift": lambda images, rng: random_shift(images, 2, rng),
    "rotation": lambda images, rng: augment.random_rotation(images, 45, rng),
    "noise": lambda images, rng: augment.add_noise(images, 0.3, rng),
    "blur": lambda images, rng: augment.blur(images),
}


@pytest.mark.parametrize("name", KEEPING)
@settings(max_examples=25, deadline=None)
@given(images=batches(), seed=SEEDS)
def test_shape_type_range_and_input_stay(name, images, seed):
    before = images.copy()
    after = KEEPING[name](images, draw(seed))
    assert after.shape == images.shape
    assert after.dtype == np.float64
    assert after.min() >= -1e-12
    assert after.max() <= 1 + 1e-12
    np.testing.assert_array_equal(images, before)
    np.testing.assert_array_equal(after, KEEPING[name](images, draw(seed)))  # the generator decides, and nothing else


@settings(max_examples=25, deadline=None)
@given(images=batches(), seed=SEEDS, axis=st.sampled_from([1, 2]))
def test_flips_are_involutions(images, seed, axis):
    once = augment.random_flip(images, draw(seed), axis)
    np.testing.assert_array_equal(augment.random_flip(once, draw(seed), axis), images)
    for one, other in zip(once, images, strict=True):
        assert (one == other).all() or (one == np.flip(other, axis - 1)).all()


@settings(max_examples=25, deadline=None)
@given(images=batches(), seed=SEEDS, reach=st.integers(0, 2))
def test_a_shift_moves_pixels_and_blanks_the_rest(images, seed, reach):
    after = random_shift(images, reach, draw(seed))
    height, width = images.shape[1:3]
    for one, image in zip(after, images, strict=True):
        framed = np.pad(image, [(reach, reach)] * 2 + [(0, 0)] * (image.ndim - 2))
        places = [(a, b) for a in range(2 * reach + 1) for b in range(2 * reach + 1)]
        assert any((framed[a : a + height, b : b + width] == one).all() for a, b in places)


@settings(max_examples=25, deadline=None)
@given(images=batches(), seed=SEEDS, size=st.integers(1, 3))
def test_a_crop_lies_inside(images, seed, size):
    after = augment.random_crop(images, size, draw(seed))
    assert after.shape == (len(images), size, size, *images.shape[3:])
    for one, image in zip(after, images, strict=True):
        rows, columns = (n - size + 1 for n in image.shape[:2])
        assert any((image[a : a + size, b : b + size] == one).all() for a in range(rows) for b in range(columns))


@settings(max_examples=25, deadline=None)
@given(images=batches(GREY), seed=SEEDS)
def test_a_zoomed_crop_reads_inside_only(images, seed):
    after = augment.random_zoomed_crop(images + 1, 0.3, draw(seed))  # zeros from outside would show
    assert after.min() >= 1 - 1e-9


@settings(max_examples=25, deadline=None)
@given(images=batches(COLOUR), seed=SEEDS)
def test_pca_jitter_moves_along_the_principal_axes_only(images, seed):
    added = pca_jitter(images, 0.5, draw(seed)) - images
    colours = added.mean(axis=(1, 2))
    np.testing.assert_allclose(added, np.broadcast_to(colours[:, None, None], added.shape), atol=1e-12)
    variances, axes = np.linalg.eigh(np.cov(images.reshape(-1, 3), rowvar=False))
    amounts = draw(seed).normal(0, 0.5, (len(images), 3))
    np.testing.assert_allclose(colours @ axes, amounts * variances, atol=1e-9)


def test_pca_jitter_depends_on_the_scale_of_the_colours():
    images = draw(0).random((20, 4, 4, 3))
    small, large = (pca_jitter(scale * images, 0.1, draw(1)) / scale - images for scale in (1, 255))
    np.testing.assert_allclose(np.abs(large).mean() / np.abs(small).mean(), 255)


@settings(max_examples=25, deadline=None)
@given(images=batches(), seed=SEEDS)
def test_nothing_moves_by_nothing(images, seed):
    for after in (
        augment.random_rotation(images, 0.0, draw(seed)),
        augment.random_scale(images, 0.0, draw(seed)),
        augment.random_zoomed_crop(images, 1.0, draw(seed)),
        random_shift(images, 0, draw(seed)),
        augment.colour_jitter(images, 0.0, draw(seed)),
        augment.add_noise(images, 0.0, draw(seed)),
    ):
        np.testing.assert_allclose(after, images, atol=1e-12)


def test_a_rotation_by_a_right_angle():
    image = draw(0).random((1, 5, 5))
    quarter = np.array([[[0.0, -1.0], [1.0, 0.0]]])
    after = augment.warp(image, quarter, np.zeros((1, 2)))
    assert any(np.allclose(after[0], np.rot90(image[0], turns)) for turns in (1, 3))


@settings(max_examples=25, deadline=None)
@given(sizes=st.lists(st.integers(1, 9), min_size=1, max_size=5), seed=SEEDS)
def test_label_shuffle_balances(sizes, seed):
    labels = draw(seed).permutation(np.repeat(np.arange(len(sizes)), sizes))
    before = labels.copy()
    order = label_shuffle(labels, draw(seed))
    assert (np.bincount(labels[order]) == max(sizes)).all()
    times = np.bincount(order, minlength=len(labels))
    assert all(np.ptp(times[labels == label]) <= 1 for label in range(len(sizes)))
    np.testing.assert_array_equal(labels, before)


def test_photographs():
    photos = augment.photographs()
    assert photos.shape == (2, 106, 160, 3)
    assert 0 <= photos.min() < photos.max() <= 1
    cut, labels = augment.pieces(photos, 20, 8, draw(0))
    assert cut.shape == (20, 8, 8, 3)
    assert set(labels) == {0, 1}


def test_pictures():
    for settings_, images in (
        (pictures.on_digits(random_shift), pictures.some_digits()),
        (pictures.on_pieces(pca_jitter), pictures.some_pieces()),
    ):
        for name in settings_:
            for _, amount in pictures.AMOUNTS:
                pairs = pictures.plot_augmentation(settings_, images, name, amount)
                assert f"after {name}" in style.description(pairs)
    pairs = pictures.plot_shifted(random_shift, 2)
    assert "up to 2 pixels" in style.description(pairs)
    pairs = pictures.plot_jittered(pca_jitter, 0.5)
    assert "PCA jitter of 0.5" in style.description(pairs)
