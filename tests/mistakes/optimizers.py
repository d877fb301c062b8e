"""The catalogue of the chapter `optimizers`: what students really write, wrong and right."""

from tests.mistakes import Submission

LOOP = "        for name, parameter in params.items():\n"
GRADIENT = "            gradient = grads[name]\n"
SGD = "        for name in params:\n            params[name] -= self.learning_rate * grads[name]\n"
NO_VELOCITY = (
    "            if name not in self.velocity:\n                self.velocity[name] = np.zeros_like(parameter)\n"
)
NO_SQUARES = "            if name not in self.squares:\n                self.squares[name] = np.zeros_like(parameter)\n"
MOMENTUM = (
    LOOP
    + NO_VELOCITY
    + "            velocity = self.velocity[name]\n            velocity *= self.momentum\n            velocity += grads[name]\n"
    "            parameter -= self.learning_rate * velocity\n"
)
NESTEROV_STEP = "            parameter -= self.learning_rate * (gradient + self.momentum * velocity)\n"
NESTEROV = (
    LOOP
    + GRADIENT
    + NO_VELOCITY
    + "            velocity = self.velocity[name]\n            velocity *= self.momentum\n            velocity += gradient\n"
    + NESTEROV_STEP
)
ADAGRAD_SUM = "            self.squares[name] += gradient * gradient\n"
ADAGRAD_ROOT = "            root = np.sqrt(self.squares[name])\n            root += self.epsilon\n"
STEP = "            parameter -= self.learning_rate * gradient / root\n"
ADAGRAD = LOOP + GRADIENT + NO_SQUARES + ADAGRAD_SUM + ADAGRAD_ROOT + STEP
RMSPROP_AVERAGE = "            squares *= self.rho\n            squares += (1 - self.rho) * gradient * gradient\n"
RMSPROP_ROOT = "            root = np.sqrt(squares)\n            root += self.epsilon\n"
RMSPROP = RMSPROP_AVERAGE + RMSPROP_ROOT + STEP
COUNT = "        self.steps += 1\n"
BIAS1 = "        bias1 = 1 - self.beta1**self.steps\n"
BIAS2 = "        bias2 = 1 - self.beta2**self.steps\n"
ADAM_STATE = (
    "            if name not in self.means:\n"
    "                self.means[name], self.squares[name] = np.zeros_like(parameter), np.zeros_like(parameter)\n"
)
ADAM_PICK = "            mean, squares = self.means[name], self.squares[name]\n"
ADAM_MEAN = "            mean *= self.beta1\n            mean += (1 - self.beta1) * gradient\n"
ADAM_SQUARES = "            squares *= self.beta2\n            squares += (1 - self.beta2) * gradient * gradient\n"
ADAM_ROOT = "            root = np.sqrt(squares / bias2)\n            root += self.epsilon\n"
ADAM_STEP = "            parameter -= self.learning_rate / bias1 * mean / root\n"
ADAM = (
    COUNT + BIAS1 + BIAS2 + LOOP + GRADIENT + ADAM_STATE + ADAM_PICK + ADAM_MEAN + ADAM_SQUARES + ADAM_ROOT + ADAM_STEP
)
DECAY = "            parameter *= 1 - self.learning_rate * self.weight_decay\n"
ADAMW = "        for parameter in params.values():\n" + DECAY + "        super().update(params, grads)\n"
COUNTED = "        self.count += 1\n        for name, parameter in params.items():\n            mean = self.means.get"
ADVANCE = "        self.count += 1\n"
AVERAGED = "            self.means[name] = mean + (parameter - mean) / self.count\n"
CAUGHT = (
    "                if not np.allclose(params[name], wanted[name], 1e-9, 1e-10):\n                    return True\n"
)
LEFT = "                if not np.array_equal(grads[name], given[name]):\n                    return True\n"
DRAWN_SIGNS = "p=[0.2, 0.15, 0.65] if t < 12 else [0.45, 0.1, 0.45]"
ENDS = '    "interval": (2.75, 6.07),\n'
BOWLS = "        ends.append(roll(Adam(0.05), bowl(rng, turned=turned), start, rng))\n"
RPROP_BY_HAND = (
    "    rule, params = Rprop(1.0, 0.5, 1.3), {'a': np.zeros(2)}\n"
    "    seen = []\n"
    "    for gradient in ([3.0, 0.0], [0.1, -2.0], [7.0, 5.0], [-1.0, 5.0], [-9.0, -5.0], [4.0, -1.0], [-4.0, 0.0]):\n"
    "        rule.update(params, {'a': np.array(gradient)})\n"
    "        seen.append(params['a'].copy())\n"
    "    moves = [[-1, 0], [-1.2, 1], [-1.3, -0.5], [0.65, -0.6], [0.78, 0.5], [-0.5, 0.6], [0.5, 0]]\n"
    "    if not np.allclose(seen, np.cumsum(moves, axis=0)):\n"
    "        return True\n"
)


def adam(words: str) -> dict[str, str]:
    """What fails with a mistake in Adam: AdamW, which is made of it, as well."""
    return {"adam": words, "adamw": words}


WRONG = [
    Submission("sgd-uphill", ((SGD, SGD.replace("-=", "+=")),), {"sgd": "uphill"}),
    Submission("sgd-no-rate", ((SGD, SGD.replace("self.learning_rate * ", "")),), {"sgd": "learning rate is missing"}),
    Submission(
        "sgd-rebound",
        ((SGD, SGD.replace("params[name] -= ", "parameter = params[name] - ")),),
        {"sgd": "has not moved"},
    ),
    Submission(
        "sgd-rebound-in-the-dictionary",
        ((SGD, SGD.replace("params[name] -= ", "params[name] = params[name] - ")),),
        {"sgd": "has not moved"},
    ),
    Submission(
        "sgd-gradient-changed",
        ((SGD, LOOP + "            grads[name] *= self.learning_rate\n            parameter -= grads[name]\n"),),
        {"sgd": "in place"},
    ),
    Submission(
        "momentum-uphill", ((MOMENTUM, MOMENTUM.replace("parameter -=", "parameter +=")),), {"momentum": "uphill"}
    ),
    Submission(
        "momentum-memory-brakes",
        ((MOMENTUM, MOMENTUM.replace("velocity *= self.momentum", "velocity *= -self.momentum")),),
        {"momentum": "taken away where it should be added"},
    ),
    Submission(
        "momentum-average",
        ((MOMENTUM, MOMENTUM.replace("velocity += grads[name]", "velocity += (1 - self.momentum) * grads[name]")),),
        {"momentum": "factor 1 - momentum"},
    ),
    Submission(
        "momentum-forgotten",
        ((MOMENTUM, MOMENTUM.replace("            velocity = self", "            velocity = 0 * self")),),
        {"momentum": "does not survive"},
    ),
    Submission(
        "momentum-is-the-first-gradient",
        (
            (
                MOMENTUM,
                LOOP
                + "            if name in self.velocity:\n                self.velocity[name] *= self.momentum\n                self.velocity[name] += grads[name]\n"
                "            else:\n                self.velocity[name] = grads[name]\n"
                "            parameter -= self.learning_rate * self.velocity[name]\n",
            ),
        ),
        {"momentum": '`grads["W"]` in place'},
    ),
    Submission(
        "momentum-one-velocity-for-all",
        ((MOMENTUM, MOMENTUM.replace("name not in", "0 not in").replace("velocity[name]", "velocity[0]")),),
        {"momentum": "once for each name"},
    ),
    Submission(
        "momentum-of-the-class",
        (
            (
                MOMENTUM,
                MOMENTUM.replace("self.velocity", "Momentum.memory").replace(
                    LOOP, '        Momentum.memory = getattr(Momentum, "memory", {})\n' + LOOP
                ),
            ),
        ),
        {"momentum": "goes on where the first one stopped"},
    ),
    Submission(
        "momentum-velocity-before-the-gradient",
        (
            (
                MOMENTUM,
                MOMENTUM.replace("            velocity += grads[name]\n", "") + "            velocity += grads[name]\n",
            ),
        ),
        {"momentum": "follows the velocity of the step before"},
    ),
    Submission(
        "nesterov-plain",
        ((NESTEROV_STEP, "            parameter -= self.learning_rate * velocity\n"),),
        {"nesterov": "the look ahead is missing"},
    ),
    Submission(
        "nesterov-velocity-alone",
        ((NESTEROV_STEP, "            parameter -= self.learning_rate * self.momentum * velocity\n"),),
        {"nesterov": "gradient itself is missing"},
    ),
    Submission(
        "nesterov-one-ahead",
        (
            (
                NESTEROV_STEP,
                "            parameter -= self.learning_rate * (1 + self.momentum) * gradient\n"
                "            parameter -= self.learning_rate * self.momentum**2 * velocity\n",
            ),
        ),
        {"nesterov": "once too often"},
    ),
    Submission(
        "adagrad-forgets",
        ((ADAGRAD_SUM, ADAGRAD_SUM.replace("+=", "=")),),
        {"adagrad": "the sum is lost"},
    ),
    Submission(
        "adagrad-no-root",
        ((ADAGRAD_ROOT, ADAGRAD_ROOT.replace("np.sqrt(self.squares[name])", "self.squares[name].copy()")),),
        {"adagrad": "the root is missing"},
    ),
    Submission(
        "adagrad-epsilon-inside",
        ((ADAGRAD_ROOT, "            root = np.sqrt(self.squares[name] + self.epsilon)\n"),),
        {"adagrad": "inside the root"},
    ),
    Submission(
        "adagrad-no-epsilon",
        ((ADAGRAD_ROOT, "            root = np.sqrt(self.squares[name])\n"),),
        {"adagrad": "0/0"},
    ),
    Submission(
        "adagrad-epsilon-of-its-own",
        ((ADAGRAD_ROOT, ADAGRAD_ROOT.replace("self.epsilon", "1e-10")),),
        {"adagrad": "than the constructor was given"},
    ),
    Submission(
        "rmsprop-accumulates",
        ((RMSPROP_AVERAGE, "            squares += gradient * gradient\n"),),
        {"rmsprop": "a sum, or no average"},
    ),
    Submission(
        "rmsprop-swapped",
        (
            (
                RMSPROP_AVERAGE,
                "            squares *= 1 - self.rho\n            squares += self.rho * gradient * gradient\n",
            ),
        ),
        {"rmsprop": "rho and 1 - rho are swapped"},
    ),
    Submission(
        "rmsprop-epsilon-inside",
        ((RMSPROP_ROOT, "            root = np.sqrt(squares + self.epsilon)\n"),),
        {"rmsprop": "inside the root"},
    ),
    Submission(
        "rmsprop-squares-changed-to-roots",
        (
            (
                RMSPROP_ROOT,
                "            np.sqrt(squares, out=squares)\n            root = squares + self.epsilon\n",
            ),
        ),
        {"rmsprop": "the first step is right"},
    ),
    Submission(
        "rmsprop-rebound",
        ((RMSPROP, RMSPROP.replace("parameter -= ", "parameter = parameter - ")),),
        {"rmsprop": "has not moved"},
    ),
    Submission(
        "adam-no-correction",
        ((BIAS1, "        bias1 = 1.0\n"), (BIAS2, "        bias2 = 1.0\n")),
        adam("no correction of the bias"),
    ),
    Submission(
        "adam-mean-not-corrected",
        ((BIAS1, "        bias1 = 1.0\n"),),
        adam("average of the gradients is not corrected"),
    ),
    Submission(
        "adam-squares-not-corrected",
        ((BIAS2, "        bias2 = 1.0\n"),),
        adam("average of the squares is not corrected"),
    ),
    Submission(
        "adam-counter-from-0",
        ((COUNT, ""), (ADAM_STEP, ADAM_STEP.replace("bias1 * mean", "np.float64(bias1) * mean") + COUNT)),
        adam("the counter is 0 at the first step"),
    ),
    Submission(
        "adam-counter-from-0-in-plain-numbers",
        ((COUNT, ""), (ADAM_STEP, ADAM_STEP + COUNT)),
        adam("ZeroDivisionError"),
    ),
    Submission(
        "adam-counter-from-2",
        (("        self.steps = 0\n        self.means", "        self.steps = 1\n        self.means"),),
        adam("one ahead"),
    ),
    Submission(
        "adam-counter-of-parameters",
        ((COUNT + BIAS1 + BIAS2 + LOOP, LOOP + (COUNT + BIAS1 + BIAS2).replace("        ", "            ")),),
        adam("advances once for each parameter"),
    ),
    Submission(
        "adam-corrects-the-averages-themselves",
        (
            (
                ADAM_ROOT + ADAM_STEP,
                "            mean /= bias1\n            squares /= bias2\n            root = np.sqrt(squares) + self.epsilon\n"
                "            parameter -= self.learning_rate * mean / root\n",
            ),
        ),
        adam("the first step is right"),
    ),
    Submission(
        "adam-epsilon-inside",
        ((ADAM_ROOT, "            root = np.sqrt(squares / bias2 + self.epsilon)\n"),),
        adam("inside the root"),
    ),
    Submission(
        "adam-epsilon-before-the-correction",
        ((ADAM_ROOT, "            root = (np.sqrt(squares) + self.epsilon) / bias2**0.5\n"),),
        adam("before the bias is corrected"),
    ),
    Submission(
        "adam-weights-swapped",
        ((ADAM_MEAN, "            mean *= 1 - self.beta1\n            mean += self.beta1 * gradient\n"),),
        adam("beta1 and 1 - beta1 are swapped"),
    ),
    Submission(
        "adam-no-root",
        ((ADAM_ROOT, ADAM_ROOT.replace("np.sqrt(squares / bias2)", "squares / bias2")),),
        adam("the root is missing"),
    ),
    Submission(
        "adam-one-memory-for-all",
        ((ADAM_STATE + ADAM_PICK, (ADAM_STATE + ADAM_PICK).replace("[name]", "[0]").replace("name not", "0 not")),),
        adam("once for each name"),
    ),
    Submission(
        "adamw-in-the-gradient",
        (
            (
                ADAMW,
                "        decayed = {name: grads[name] + self.weight_decay * params[name] for name in params}\n"
                "        super().update(params, decayed)\n",
            ),
        ),
        {"adamw": "went through the gradient"},
    ),
    Submission(
        "adamw-in-the-gradient-in-place",
        (
            (
                ADAMW,
                "        for name in params:\n            grads[name] += self.weight_decay * params[name]\n"
                "        super().update(params, grads)\n",
            ),
        ),
        {"adamw": "went through the gradient"},
    ),
    Submission(
        "adamw-no-rate",
        ((DECAY, "            parameter *= 1 - self.weight_decay\n"),),
        {"adamw": "lacks the learning rate"},
    ),
    Submission("adamw-grows", ((DECAY, DECAY.replace("1 -", "1 +")),), {"adamw": "grows where it should decay"}),
    Submission("adamw-no-decay", ((ADAMW, "        super().update(params, grads)\n"),), {"adamw": "there is no decay"}),
    Submission(
        "adamw-late",
        (
            (
                ADAMW,
                "        super().update(params, grads)\n        for parameter in params.values():\n" + DECAY,
            ),
        ),
        {"adamw": "decays after Adam's step"},
    ),
    Submission("nothing-written", ((SGD, "        raise NotImplementedError()\n"),), {"sgd": "Nothing is written"}),
    Submission(
        "sgd-step-on-the-gradient",
        (
            (
                SGD,
                SGD.replace(
                    "params[name] -= self.learning_rate * grads[name]",
                    "grads[name] -= self.learning_rate * grads[name]",
                ),
            ),
        ),
        {"sgd": "the step was made on the wrong one of the two"},
    ),
    Submission(
        "sgd-parameter-for-gradient",
        ((SGD, SGD.replace("* grads[name]", "* params[name]")),),
        {"sgd": "the parameter is taken away where the gradient belongs"},
    ),
    Submission(
        "sgd-became-the-step",
        ((SGD, SGD.replace("params[name] -=", "params[name][...] = -")),),
        {"sgd": "became the step itself"},
    ),
    Submission(
        "momentum-on-the-new-gradient-too",
        (
            (
                MOMENTUM,
                MOMENTUM.replace(
                    "velocity *= self.momentum\n            velocity += grads[name]",
                    "velocity += grads[name]\n            velocity *= self.momentum",
                ),
            ),
        ),
        {"momentum": "only the old velocity fades"},
    ),
    Submission(
        "momentum-does-not-fade",
        ((MOMENTUM, MOMENTUM.replace("            velocity *= self.momentum\n", "")),),
        {"momentum": "does not fade"},
    ),
    Submission(
        "momentum-in-the-step-as-well",
        (
            (
                MOMENTUM,
                MOMENTUM.replace(
                    "self.learning_rate * velocity", "self.learning_rate * (grads[name] + self.momentum * velocity)"
                ),
            ),
        ),
        {"momentum": "momentum is in twice"},
    ),
    Submission(
        "momentum-of-one-gradient",
        (
            (
                MOMENTUM,
                LOOP
                + "            old = self.velocity.get(name, 0.0)\n            self.velocity[name] = grads[name].copy()\n"
                "            parameter -= self.learning_rate * (grads[name] + self.momentum * old)\n",
            ),
        ),
        {"momentum": "only the gradient before has its say"},
    ),
    Submission(
        "nesterov-whole-velocity",
        ((NESTEROV_STEP, "            parameter -= self.learning_rate * (gradient + velocity)\n"),),
        {"nesterov": "momentum times the velocity is the look ahead"},
    ),
    Submission(
        "adagrad-epsilon-behind-the-quotient",
        (
            (
                ADAGRAD_ROOT + STEP,
                "            parameter -= self.learning_rate * gradient / np.sqrt(self.squares[name]) + self.epsilon\n",
            ),
        ),
        {"adagrad": "0/0"},
    ),
    Submission(
        "adagrad-sum-of-gradients",
        ((ADAGRAD_SUM, "            self.squares[name] += np.abs(gradient)\n"),),
        {"adagrad": "sizes of the gradients are summed"},
    ),
    Submission(
        "rmsprop-no-parentheses",
        ((RMSPROP_AVERAGE, "            squares[...] = self.rho * squares + 1 - self.rho * gradient * gradient\n"),),
        {"rmsprop": "parentheses around 1 - rho"},
    ),
    Submission(
        "rmsprop-weight-squared",
        (
            (
                RMSPROP_AVERAGE,
                "            squares *= self.rho\n            squares += ((1 - self.rho) * gradient) ** 2\n",
            ),
        ),
        {"rmsprop": "the weight is squared as well"},
    ),
    Submission(
        "rmsprop-half-a-power",
        ((RMSPROP_ROOT, "            root = squares ** 1 / 2\n            root += self.epsilon\n"),),
        {"rmsprop": "parentheses around 1 / 2"},
    ),
    Submission(
        "adam-power-stands-still",
        ((BIAS1, "        bias1 = 1 - self.beta1\n"), (BIAS2, "        bias2 = 1 - self.beta2\n")),
        adam("the power does not grow"),
    ),
    Submission(
        "adam-power-of-the-difference",
        (
            (BIAS1, "        bias1 = (1 - self.beta1) ** self.steps\n"),
            (BIAS2, "        bias2 = (1 - self.beta2) ** self.steps\n"),
        ),
        adam("a power binds first"),
    ),
    Submission(
        "adam-product-for-power",
        (
            (BIAS1, "        bias1 = 1 - self.beta1 * self.steps\n"),
            (BIAS2, "        bias2 = 1 - self.beta2 * self.steps\n"),
        ),
        adam("not finite"),
    ),
    Submission(
        "adam-correction-multiplied",
        ((ADAM_STEP, "            parameter -= self.learning_rate * bias1 * mean / root\n"),),
        adam("multiplied by the correction"),
    ),
    Submission(
        "adam-correction-outside-of-the-root",
        ((ADAM_ROOT, "            root = np.sqrt(squares) / bias2\n            root += self.epsilon\n"),),
        adam("stands outside of the root"),
    ),
    Submission(
        "adam-sums-for-averages",
        ((ADAM_MEAN, "            mean *= self.beta1\n            mean += gradient\n"),),
        adam("full weight, not with 1 - beta1"),
    ),
    Submission(
        "adam-gradient-in-the-step",
        ((ADAM_STEP, "            parameter -= self.learning_rate * gradient / root\n"),),
        adam("the average of the gradients belongs there"),
    ),
    Submission(
        "adam-mean-without-parentheses",
        ((ADAM_STEP, "            parameter -= self.learning_rate * (mean / 1 - self.beta1**self.steps) / root\n"),),
        adam("divides by 1 and takes the power away"),
    ),
    Submission(
        "repair-left-as-it-was",
        ((COUNTED, LOOP + "            self.count += 1\n            mean = self.means.get"),),
        {"repair": "with one parameter alone all is right"},
    ),
    Submission(
        "repair-counter-that-stands-still",
        (
            (
                "        self.rule = rule\n        self.count = 0\n",
                "        self.rule = rule\n        self.count = 1\n",
            ),
            (COUNTED, COUNTED.replace(ADVANCE, "")),
        ),
        {"repair": "the counter stands still"},
    ),
    Submission(
        "repair-counter-after-the-loop",
        ((COUNTED, COUNTED.replace(ADVANCE, "")), (AVERAGED, AVERAGED + ADVANCE)),
        {"repair": "a counter that is still 0"},
    ),
    Submission(
        "repair-counter-by-the-number-of-parameters",
        ((COUNTED, COUNTED.replace("+= 1", "+= len(params)")),),
        {"repair": "by the number of parameters in each update"},
    ),
    Submission(
        "repair-average-that-forgets",
        ((AVERAGED, "            self.means[name] = mean + 0.1 * (parameter - mean)\n"),),
        {"repair": "all places count alike"},
    ),
    Submission(
        "repair-named-after-a-shared-memory",
        (('mistake = "D"\n', 'mistake = "B"\n'),),
        {"repair-name": "the first parameter's mean is right"},
    ),
    Submission("repair-not-named", (('mistake = "D"\n', 'mistake = ""\n'),), {"repair-name": "One letter of the list"}),
    Submission(
        "test-never-alarmed",
        ((CAUGHT, CAUGHT.replace("return True", "pass")), (LEFT, LEFT.replace("return True", "pass"))),
        {"catches": "slips through"},
    ),
    Submission("test-of-one-update", (("for t in range(20):", "for t in range(1):"),), {"catches": "slips through"}),
    Submission(
        "test-with-gradients-that-agree", ((DRAWN_SIGNS, "p=[0.0, 0.0, 1.0]"),), {"catches": "One that slips through"}
    ),
    Submission(
        "test-to-the-last-bit",
        (
            (
                CAUGHT,
                CAUGHT.replace(
                    "not np.allclose(params[name], wanted[name], 1e-9, 1e-10)", "(params[name] != wanted[name]).any()"
                ),
            ),
        ),
        {"catches": "more digits than another way of computing has"},
    ),
    Submission(
        "experiment-too-few-seeds",
        (('    "seeds": 10,\n' + ENDS, '    "seeds": 5,\n' + ENDS),),
        {"experiment": "fewer tell little"},
    ),
    Submission(
        "experiment-spread-of-single-runs",
        ((ENDS, '    "interval": (2.09, 6.73),\n'),),
        {"experiment": "how far single runs lie apart"},
    ),
    Submission(
        "experiment-seed-not-used",
        (
            ("    start = np.random.default_rng(seed).normal(size=10)\n", "    start = np.ones(10)\n"),
            ("        rng = np.random.default_rng(seed)\n" + BOWLS, "        rng = np.random.default_rng(0)\n" + BOWLS),
        ),
        {"experiment": "Every seed gives the same"},
    ),
    Submission(
        "experiment-ends-in-nan",
        ((BOWLS, BOWLS.replace("Adam(0.05)", "SGD(1e3)")),),
        {"experiment": "also when training fails"},
    ),
]

RIGHT = [
    Submission("right-as-the-reference", ()),
    Submission(
        "right-by-slice-and-subtract",
        (
            (
                SGD,
                "        for name in grads:\n            params[name][...] = params[name] - self.learning_rate * grads[name]\n",
            ),
            (
                MOMENTUM,
                MOMENTUM.replace(
                    "parameter -= self.learning_rate * velocity",
                    "np.subtract(parameter, self.learning_rate * velocity, out=parameter)",
                ),
            ),
        ),
    ),
    Submission(
        "right-classical-velocity",
        (
            (
                MOMENTUM,
                LOOP + "            old = self.velocity.get(name, 0.0)\n"
                "            self.velocity[name] = self.momentum * old - self.learning_rate * grads[name]\n"
                "            parameter += self.velocity[name]\n",
            ),
        ),
    ),
    Submission(
        "right-first-gradient-copied",
        (
            (
                MOMENTUM,
                LOOP
                + "            if name in self.velocity:\n                self.velocity[name] = self.momentum * self.velocity[name] + grads[name]\n"
                "            else:\n                self.velocity[name] = grads[name].copy()\n"
                "            parameter -= self.learning_rate * self.velocity[name]\n",
            ),
        ),
    ),
    Submission(
        "right-all-state-at-the-first-update",
        (
            (
                NESTEROV,
                "        if not self.velocity:\n            self.velocity = {name: np.zeros(array.shape) for name, array in params.items()}\n"
                "        for name in params:\n            v = self.velocity[name] = self.momentum * self.velocity[name] + grads[name]\n"
                "            params[name] -= self.learning_rate * (grads[name] + self.momentum * v)\n",
            ),
        ),
    ),
    Submission(
        "right-nesterov-from-the-old-velocity",
        (
            (
                NESTEROV,
                LOOP + "            v = self.velocity.get(name, np.zeros_like(parameter))\n"
                "            parameter += self.momentum**2 * v - (1 + self.momentum) * self.learning_rate * grads[name]\n"
                "            self.velocity[name] = self.momentum * v - self.learning_rate * grads[name]\n",
            ),
        ),
    ),
    Submission(
        "right-powers-and-defaults",
        (
            (
                ADAGRAD,
                LOOP + "            h = self.squares[name] = self.squares.get(name, 0) + grads[name] ** 2\n"
                "            parameter -= self.learning_rate / (h**0.5 + self.epsilon) * grads[name]\n",
            ),
            (RMSPROP_AVERAGE, "            squares += (1 - self.rho) * (gradient**2 - squares)\n"),
        ),
    ),
    Submission(
        "right-adam-by-the-book",
        (
            (
                ADAM_ROOT + ADAM_STEP,
                "            mean_hat, squares_hat = mean / bias1, squares / bias2\n"
                "            parameter -= self.learning_rate * mean_hat / (np.sqrt(squares_hat) + self.epsilon)\n",
            ),
        ),
    ),
    Submission(
        "right-adam-folded-into-the-rate",
        (
            (
                ADAM_ROOT + ADAM_STEP,
                "            rate = self.learning_rate * bias2**0.5 / bias1\n"
                "            parameter -= rate * mean / (np.sqrt(squares) + self.epsilon * bias2**0.5)\n",
            ),
        ),
    ),
    Submission(
        "right-adam-running-powers",
        (
            (
                COUNT + BIAS1 + BIAS2,
                "        self.left = [left * beta for left, beta in zip(getattr(self, 'left', [1, 1]), (self.beta1, self.beta2))]\n        bias1, bias2 = 1 - self.left[0], 1 - self.left[1]\n",
            ),
        ),
    ),
    Submission(
        "right-adamw-by-subtraction",
        (
            (
                ADAMW,
                "        for name in params:\n            params[name] -= self.learning_rate * self.weight_decay * params[name]\n"
                "        Adam.update(self, params, grads)\n",
            ),
        ),
    ),
    Submission(
        "right-adamw-from-a-copy",
        (
            (
                ADAMW,
                "        before = {name: array.copy() for name, array in params.items()}\n"
                "        super().update(params, grads)\n"
                "        for name, array in params.items():\n            array -= self.learning_rate * self.weight_decay * before[name]\n",
            ),
        ),
    ),
    Submission(
        "right-repair-with-sums",
        (
            (
                COUNTED + "(name, 0.0)\n" + AVERAGED,
                "        self.count += 1\n"
                '        self.sums = getattr(self, "sums", {})\n'
                "        for name in params:\n"
                "            self.sums[name] = self.sums.get(name, 0) + params[name]\n"
                "            self.means[name] = self.sums[name] / self.count\n",
            ),
            ('mistake = "D"\n', 'mistake = "d "\n'),
        ),
    ),
    Submission(
        "right-repair-a-counter-for-each-name",
        (
            (
                COUNTED,
                LOOP + '            self.counts = getattr(self, "counts", {})\n'
                "            self.count = self.counts[name] = self.counts.get(name, 0) + 1\n"
                "            mean = self.means.get",
            ),
        ),
    ),
    Submission(
        "right-test-by-hand",
        (
            (
                "    rng = np.random.default_rng(20)\n    shapes =",
                RPROP_BY_HAND + "    rng = np.random.default_rng(20)\n    shapes =",
            ),
            (DRAWN_SIGNS, "p=[0.3, 0.1, 0.6]"),
            (CAUGHT, CAUGHT.replace("1e-9, 1e-10", "rtol=0, atol=1e-8")),
        ),
    ),
    Submission(
        "right-experiment-the-other-way-round",
        (
            ("for turned in (False, True):\n        rng", "for turned in (True, False):\n        rng"),
            (ENDS, '    "interval": [-6.07, -2.75],\n'),
            ('    "verdict": "confirmed",\n', '    "verdict": "refuted",\n'),
        ),
    ),
]

# Mutants (before, after) of the answers that no check can find, and why.
EXPLAINED: dict[tuple[str, str], str] = {
    ("0.0", "1.0"): "the first place counts fully, so that what stood there before it has no weight",
}
