"""Right and wrong ways to write Rprop, which goes by the signs of gradients: what students' tests are tried on."""

from __future__ import annotations

from autograder.tasks.kinds.catching import Specimens

HEAD = """\
import numpy as np


class Rprop:
    def __init__(self, step, shortest, longest):
        self.step, self.shortest, self.longest = step, shortest, longest
        self.lengths, self.signs = {}, {}

"""

MODEL = (
    HEAD
    + """\
    def update(self, params, grads):
        for name in grads:
            sign = np.sign(grads[name])
            if name not in self.signs:
                self.lengths[name] = np.full(sign.shape, self.step)
                self.signs[name] = np.zeros(sign.shape)
            agree = sign * self.signs[name]
            length = self.lengths[name]
            length[agree > 0] *= 1.2
            length[agree < 0] *= 0.5
            np.clip(length, self.shortest, self.longest, out=length)
            params[name] -= length * sign
            self.signs[name] = sign
"""
)

FACTORS = (
    HEAD
    + """\
    def update(self, params, grads):
        factors = np.array([0.5, 1.0, 1.2])
        for name, gradient in grads.items():
            sign = np.sign(gradient).astype(int)
            old = self.signs.get(name, np.zeros_like(sign))
            length = self.lengths.get(name, self.step) * factors[sign * old + 1]
            length = np.minimum(np.maximum(length, self.shortest), self.longest)
            params[name][...] = params[name] - sign * length
            self.signs[name], self.lengths[name] = sign, length
"""
)

ENTRIES = (
    HEAD
    + """\
    def update(self, params, grads):
        for name, array in params.items():
            for place in np.ndindex(array.shape):
                gradient = float(grads[name][place])
                key = name, place
                length, before = self.lengths.get(key, self.step), self.signs.get(key, 0)
                now = (gradient > 0) - (gradient < 0)
                if now and now == before:
                    length = min(length * 1.2, self.longest)
                elif now and before:
                    length = max(length / 2, self.shortest)
                if gradient > 0:
                    array[place] -= length
                elif gradient < 0:
                    array[place] += length
                self.lengths[key], self.signs[key] = length, now
"""
)

LOGARITHMS = (
    HEAD
    + """\
    def update(self, params, grads):
        low, high = np.log([self.shortest, self.longest])
        for name, array in params.items():
            new = grads[name].copy()
            if name in self.signs:
                same = np.sign(new) * np.sign(self.signs[name])
                change = np.where(same > 0, np.log(1.2), np.where(same < 0, np.log(0.5), 0.0))
                self.lengths[name] = np.clip(self.lengths[name] + change, low, high)
            else:
                self.lengths[name] = np.full(array.shape, np.log(self.step))
            np.subtract(array, np.copysign(np.exp(self.lengths[name]), new), out=array, where=new != 0)
            self.signs[name] = new
"""
)

FLAT = (
    HEAD
    + """\
    def update(self, params, grads):
        names = sorted(params)
        together = np.concatenate([grads[name].ravel() for name in names])
        up, down = together > 0, together < 0
        if not self.signs:
            self.signs = {"up": np.zeros_like(up), "down": np.zeros_like(up)}
            self.lengths = self.step * np.ones(len(together))
        same = (up & self.signs["up"]) | (down & self.signs["down"])
        opposite = (up & self.signs["down"]) | (down & self.signs["up"])
        self.lengths = np.where(same, np.minimum(self.lengths * 1.2, self.longest), self.lengths)
        self.lengths = np.where(opposite, np.maximum(self.lengths * 0.5, self.shortest), self.lengths)
        move, start = self.lengths * down - self.lengths * up, 0
        for name in names:
            stop = start + params[name].size
            params[name] += move[start:stop].reshape(params[name].shape)
            start = stop
        self.signs = {"up": up, "down": down}
"""
)

POWERS = (
    HEAD
    + """\
    def update(self, params, grads):
        for name, array in params.items():
            memory = self.signs.setdefault(name, [np.zeros(array.shape), np.full(array.shape, self.step)])
            direction = np.where(grads[name] < 0, -1.0, np.where(grads[name] > 0, 1.0, 0.0))
            product = direction * memory[0]
            memory[1] *= 1.2 ** (product == 1) * 2.0 ** -(product == -1).astype(float)
            memory[1] = np.clip(memory[1], self.shortest, self.longest)
            array += -direction * memory[1]
            memory[0] = direction
"""
)

SIGN = "            sign = np.sign(grads[name])\n"
FIRST = (
    "            if name not in self.signs:\n"
    "                self.lengths[name] = np.full(sign.shape, self.step)\n"
    "                self.signs[name] = np.zeros(sign.shape)\n"
)
AGREE = "            agree = sign * self.signs[name]\n"
GROW, SHRINK = "            length[agree > 0] *= 1.2\n", "            length[agree < 0] *= 0.5\n"
CLIP = "            np.clip(length, self.shortest, self.longest, out=length)\n"
MOVE = "            params[name] -= length * sign\n"
KEEP = "            self.signs[name] = sign\n"
LENGTH = "            length = self.lengths[name]\n"
INIT = "    def __init__(self, step, shortest, longest):\n"
SETTING = "        self.step, self.shortest, self.longest = step, shortest, longest\n"
MEMORY = "        self.lengths, self.signs = {}, {}\n"
LOOP = "        for name in grads:\n"

SPECIMENS = Specimens(
    package=__package__,
    entry="Rprop",
    right={
        "with masks": MODEL,
        "with a table of three factors": FACTORS,
        "that goes from entry to entry": ENTRIES,
        "that keeps the logarithms of its lengths": LOGARITHMS,
        "that lays all parameters into one vector": FLAT,
        "with powers of 1.2 and 2": POWERS,
    },
    wrong={
        "moves with the gradient and not against it": (MOVE, MOVE.replace("-=", "+=")),
        "moves by its length times the gradient": (MOVE, MOVE.replace("sign", "grads[name]")),
        "moves by the length that it had before this update": (
            LENGTH + GROW + SHRINK + CLIP + MOVE,
            LENGTH + MOVE + GROW + SHRINK + CLIP,
        ),
        "moves everywhere by the length that it began with": (MOVE, MOVE.replace("length", "self.step")),
        "moves an entry whose gradient is 0": (MOVE, MOVE.replace("sign", "np.where(grads[name] > 0, 1, -1)")),
        "stays where it is when the sign has changed": (MOVE, MOVE.replace("sign", "sign * (agree >= 0)")),
        "goes on in the old direction when the sign has changed": (
            MOVE,
            MOVE.replace("sign", "np.where(agree < 0, -sign, sign)"),
        ),
        "grows where the signs differ, and shrinks where they agree": (
            GROW + SHRINK,
            GROW.replace(">", "<") + SHRINK.replace("<", ">"),
        ),
        "grows by half of its length": (GROW, GROW.replace("1.2", "1.5")),
        "never grows": (GROW, ""),
        "never shrinks": (SHRINK, ""),
        "divides by 1.2 where it should be halved": (SHRINK, SHRINK.replace("0.5", "1 / 1.2")),
        "adds 0.2 where it should multiply by 1.2": (GROW, GROW.replace("*= 1.2", "+= 0.2")),
        "grows where one of the gradients is 0": (GROW, GROW.replace("> 0", ">= 0")),
        "shrinks where one of the gradients is 0": (SHRINK, SHRINK.replace("< 0", "<= 0")),
        "begins anew at its first length where the gradient is 0": (
            SHRINK,
            SHRINK + "            length[sign == 0] = self.step\n",
        ),
        "skips zeros, and compares with the last sign that was none": (
            KEEP,
            KEEP.replace("= sign", "= np.where(sign == 0, self.signs[name], sign)"),
        ),
        "knows no longest length": (CLIP, "            np.maximum(length, self.shortest, out=length)\n"),
        "knows no shortest length": (CLIP, "            np.minimum(length, self.longest, out=length)\n"),
        "keeps within its bounds when it moves, and lets the length itself go on": (
            CLIP,
            "            length = np.clip(length, self.shortest, self.longest)\n",
        ),
        "takes a length beyond its bounds back to the first one": (
            CLIP,
            "            length[(length < self.shortest) | (length > self.longest)] = self.step\n",
        ),
        "begins at the longest length": (FIRST, FIRST.replace("self.step", "self.longest")),
        "begins at 0.1, whatever it is told": (FIRST, FIRST.replace("self.step", "0.1")),
        "treats the first update as if the signs agreed": (FIRST, FIRST.replace("np.zeros(sign.shape)", "sign")),
        "always compares with the first gradient": (KEEP, "            if not self.signs[name].any():\n    " + KEEP),
        "keeps the gradients' own arrays to compare with": (
            AGREE + LENGTH + GROW + SHRINK + CLIP + MOVE + KEEP,
            AGREE.replace("self.signs[name]", "np.sign(self.signs[name])")
            + (LENGTH + GROW + SHRINK + CLIP + MOVE)
            + KEEP.replace("= sign", "= grads[name]"),
        ),
        "looks at the signs of the parameters": (SIGN, SIGN.replace("grads", "params")),
        "has one length for a whole parameter": (AGREE, AGREE + "            agree[...] = np.sign(agree.sum())\n"),
        "has one memory for all parameters": (
            FIRST + AGREE + LENGTH,
            (FIRST + AGREE + LENGTH).replace("[name]", "[sign.shape]").replace("name not", "sign.shape not"),
        ),
        "knows its parameters by their order and not by their names": (
            LOOP + SIGN + FIRST + AGREE + LENGTH,
            "        for place, name in enumerate(params):\n"
            + SIGN
            + (FIRST + AGREE + LENGTH).replace("[name]", "[place]").replace("name not", "place not"),
        ),
        "shares its memory with all others of its class": (
            INIT + SETTING + MEMORY,
            "    memory = {}, {}\n\n" + INIT + SETTING + MEMORY.replace("{}, {}", "self.memory"),
        ),
        "changes the gradients in place": (SIGN, "            sign = np.sign(grads[name], out=grads[name])\n"),
        "puts new arrays into the dictionary": (MOVE, MOVE.replace("-= length", "= params[name] - length")),
        "changes nothing": (MOVE, MOVE.replace("params[name] -=", "parameter = params[name] -")),
        "moves one parameter only": (KEEP, KEEP + "            break\n"),
        "rests in every second update": (
            LOOP,
            '        self.resting = not getattr(self, "resting", True)\n        if self.resting:\n            return\n'
            + LOOP,
        ),
        "lets each parameter decay a little, too": (MOVE, MOVE + "            params[name] *= 1 - 1e-4\n"),
        "keeps its lengths in float32": (FIRST, FIRST.replace("self.step)", "self.step, np.float32)")),
        "takes the shortest length for the longest, and the other way round": (
            SETTING,
            SETTING.replace("= step, shortest, longest", "= step, longest, shortest"),
        ),
    },
)
