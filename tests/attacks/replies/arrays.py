"""Answers with arrays that are none: shapes and kinds that lie, that run over, that would run code.

place: each
costs: all
says: not yet
"""

import autograder.grading.wall.inside.guest as guest

ODD = [
    {"__array__": "", "dtype": "<f8", "shape": [2**70]},
    {"__array__": "", "dtype": "<f8", "shape": [0, 2**62]},
    {"__array__": "AAAAAAAAAAA=", "dtype": "<f8", "shape": [-1, -1]},
    {"__array__": "AAAAAAAAAAA=", "dtype": "O", "shape": [1]},
    {"__array__": "AAAAAAAAAAA=", "dtype": "(1,", "shape": [1]},
    {"__array__": "AAAAAAAAAAA=", "dtype": [["a", "<f8"]], "shape": [1]},
    {"__array__": "AAAAAAAAAAA=", "dtype": "<f8,(__import__('os').system('id'),)<f8", "shape": [1]},
    {"__array__": "not base64", "dtype": "<f8", "shape": [1]},
    {"__array__": 7, "dtype": 7, "shape": 7},
    {"__array__": "", "dtype": "<f8", "shape": [0] * 64},
    {"__array__": "//////////8AAAAAAAAAAA==", "dtype": "<f16", "shape": []},
    {"__array__": "AAAAAAAA8H8=", "dtype": "<f8", "shape": "1"},
]
sent = [0]


def send(channel, answer):
    import json

    odd = ODD[sent[0] % len(ODD)]
    sent[0] += 1
    text = json.dumps([{"outputs": {"y": odd}, "gradients": {"x": odd}}] * 5).encode()
    channel.sendall(len(text).to_bytes(8, "big") + text)


guest.send = send
