"""How the two sides of the wall talk: frames of data over a socket, their length in front."""

from __future__ import annotations

import socket
import struct
import time

from autograder.checks.wire import Data, decode, encode

HEAD = struct.Struct("!Q")
PIECE = 2**20
PARTS = 200_000
"""Numbers, words and lists in a frame that is bounded, beside the arrays: each takes a hundred times its length."""


class TooLargeError(Exception):
    """What the other side has to say is longer than anybody wants to hear."""


def send(channel: socket.socket, data: Data) -> None:
    """Send one frame."""
    text = encode(data).encode()
    channel.sendall(HEAD.pack(len(text)) + text)


def receive(channel: socket.socket, most: int | None = None, deadline: float | None = None) -> Data:
    """Receive one frame.

    Parameters
    ----------
    most : int, optional
        Bytes at which to refuse it.
    deadline : float, optional
        Time of `time.monotonic` at which to stop waiting.

    Raises
    ------
    EOFError
        When the other side has ended.
    TimeoutError
        When the deadline comes first.
    TooLargeError
        When it is too long; it has not been received.
    ValueError
        When it is not data, or data of far too many parts.
    """
    (length,) = HEAD.unpack(_exactly(channel, HEAD.size, deadline))
    if most is not None and length > most:
        raise TooLargeError
    content = _exactly(channel, length, deadline)
    if most is not None and content.count(b",") > PARTS:
        raise ValueError("it has too many parts")
    return decode(content.decode())


def _exactly(channel: socket.socket, count: int, deadline: float | None) -> bytes:
    pieces = bytearray()
    while len(pieces) < count:
        if deadline is not None:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            channel.settimeout(left)
        try:
            piece = channel.recv(min(count - len(pieces), PIECE))
        except ConnectionError as error:
            raise EOFError from error
        if not piece:
            raise EOFError
        pieces += piece
    return bytes(pieces)
