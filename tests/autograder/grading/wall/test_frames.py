"""What one side of the wall sends, the other receives; what is no frame is told from silence and from an end."""

import socket
import threading
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from autograder.grading.wall.frames import HEAD, PARTS, TooLargeError, receive, send

DATA = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text().filter(lambda name: name != "__array__"), inner),
    max_leaves=20,
)


@pytest.fixture
def ends():
    one, other = socket.socketpair()
    with one, other:
        yield one, other


@given(DATA)
def test_data_comes_back_as_it_was(data):
    one, other = socket.socketpair()
    with one, other:
        send(one, data)
        assert receive(other) == data


@given(st.lists(DATA, max_size=5))
def test_frames_come_one_after_the_other(several):
    one, other = socket.socketpair()
    with one, other:
        for data in several:
            send(one, data)
        assert [receive(other) for _ in several] == several


def test_arrays_come_back_with_their_kind_and_shape(ends):
    sent = [np.arange(6.0).reshape(2, 3), np.array([True, False]), np.array(np.nan), np.empty((0, 4), dtype=np.int32)]
    send(ends[0], sent)
    came = receive(ends[1])
    for before, after in zip(sent, came, strict=True):
        np.testing.assert_array_equal(before, after)
        assert (before.dtype, before.shape) == (after.dtype, after.shape)


def test_a_frame_of_many_pieces_comes_as_a_whole(ends):
    large = "x" * 5_000_000
    sender = threading.Thread(target=send, args=(ends[0], large))
    sender.start()
    assert receive(ends[1]) == large
    sender.join()


@given(st.binary(min_size=1, max_size=40), st.data())
def test_an_end_in_the_middle_is_an_end(content, data):
    whole = HEAD.pack(len(content)) + content
    one, other = socket.socketpair()
    with other:
        with one:
            one.sendall(whole[: data.draw(st.integers(0, len(whole) - 1))])
        with pytest.raises(EOFError):
            receive(other)


@pytest.mark.parametrize("length", [101, 2**40, 2**63, 2**64 - 1])
def test_what_is_too_long_is_refused_before_it_comes(ends, length):
    ends[0].sendall(HEAD.pack(length))
    with pytest.raises(TooLargeError):
        receive(ends[1], most=100)


def test_data_of_too_many_parts_is_refused(ends):
    content = b"[" + b"1," * (PARTS + 1) + b"1]"
    sender = threading.Thread(target=ends[0].sendall, args=(HEAD.pack(len(content)) + content,))
    sender.start()
    with pytest.raises(ValueError, match="too many parts"):
        receive(ends[1], most=2**20)
    sender.join()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"__array__": 7}',
        b'{"__array__": "", "dtype": "<f8", "shape": [1180591620717411303424]}',
        b'{"__array__": "", "dtype": "<f8,(", "shape": [0]}',
        b'{"__array__": "AAAAAAAAAAA=", "dtype": "O", "shape": [1]}',
    ],
)
def test_what_is_no_data_is_refused_and_the_next_frame_is_read(ends, content):
    ends[0].sendall(HEAD.pack(len(content)) + content)
    send(ends[0], "next")
    with pytest.raises(ValueError):  # noqa: PT011
        receive(ends[1])
    assert receive(ends[1]) == "next"


@pytest.mark.parametrize("begun", [b"", b"\x00", HEAD.pack(10), HEAD.pack(10) + b"[1, 2"])
def test_who_is_silent_is_not_waited_for(ends, begun):
    ends[0].sendall(begun)
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        receive(ends[1], deadline=began + 0.1)
    assert time.monotonic() - began < 5


def test_who_sends_a_byte_now_and_then_gets_no_more_time(ends):
    ends[0].sendall(HEAD.pack(1000))
    ended = threading.Event()

    def drip():
        while not ended.wait(0.02):
            ends[0].sendall(b"[")

    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        with pytest.raises(TimeoutError):
            receive(ends[1], deadline=time.monotonic() + 0.3)
    finally:
        ended.set()
        dripping.join()
