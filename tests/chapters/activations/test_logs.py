"""Claim C21: training writes real event files for TensorBoard, which are read back here."""

import re
import struct

import numpy as np
import pytest
from tensorboardX.proto.event_pb2 import Event

from chapters.activations import circles
from solutions.activations import Tanh
from tests.chapters.page import Page

PAGE = Page("activations")

TABLE = [0] * 256
for byte in range(256):
    value = byte
    for _ in range(8):
        value = (value >> 1) ^ (0x82F63B78 if value & 1 else 0)
    TABLE[byte] = value


def masked_checksum(data: bytes) -> int:
    """The checksum of TensorFlow's record files: CRC-32C, turned by 15 bits, plus a constant."""
    remainder = 0xFFFFFFFF
    for byte in data:
        remainder = TABLE[(remainder ^ byte) & 0xFF] ^ (remainder >> 8)
    remainder ^= 0xFFFFFFFF
    return (((remainder >> 15) | (remainder << 17)) + 0xA282EAD8) & 0xFFFFFFFF


def events(content: bytes):
    """Every event of a record file, its checksums verified."""
    while content:
        (length,), (of_length,) = struct.unpack("<Q", content[:8]), struct.unpack("<I", content[8:12])
        assert of_length == masked_checksum(content[:8])
        data, (of_data,) = content[12 : 12 + length], struct.unpack("<I", content[12 + length : 16 + length])
        assert of_data == masked_checksum(data)
        yield Event.FromString(data)
        content = content[16 + length :]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Run the page's own lines in an empty folder; return the points by tag, and the training by itself."""
    (lines,) = re.findall(r"```python\n(.*?)```", PAGE.text, re.DOTALL)
    folder = tmp_path_factory.mktemp("logs")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        exec(lines, {})
    (path,) = (folder / "runs/deep-tanh").glob("events.out.tfevents.*")
    points = {}
    for event in events(path.read_bytes()):
        for each in event.summary.value:
            points.setdefault(each.tag, []).append((event.step, each.simple_value))
    return points, circles.train_circles({"tanh": Tanh}, "five tanh layers, old", seeds=1)


def test_c21_one_curve_a_layer(written):
    points, _ = written
    assert sorted(points) == [f"mean_gradient/layer_{layer}" for layer in range(1, 7)]
    assert sum(map(len, points.values())) == 606


def test_c21_the_curves_are_those_of_the_training(written):
    points, training = written
    for layer in range(6):
        steps, values = zip(*points[f"mean_gradient/layer_{layer + 1}"], strict=True)
        assert list(steps) == training.epochs.tolist()
        np.testing.assert_allclose(values, training.sizes[:, layer, 0], rtol=1e-6)
