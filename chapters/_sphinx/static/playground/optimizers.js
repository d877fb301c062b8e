// The optimizers, with the constants that the notebooks have as defaults. Each makes one step of an array in place:
// `step(parameter, gradient, memory, rate)`, where `memory` is what it has kept for this array.
playground.define(function optimizers(playground) {
  "use strict";
  const MOMENTUM = 0.9;
  const RHO = 0.99;
  const [BETA1, BETA2] = [0.9, 0.999];
  const EPSILON = 1e-8;
  const SMALLER = 1e-10; // AdaGrad's
  const DECAY = 0.01;

  const adam = (parameter, gradient, { mean, squares, steps }, rate) => {
    const bias1 = 1 - playground.power(BETA1, steps);
    const bias2 = 1 - playground.power(BETA2, steps);
    for (let k = 0; k < parameter.length; k++) {
      mean[k] = BETA1 * mean[k] + (1 - BETA1) * gradient[k];
      squares[k] = BETA2 * squares[k] + (1 - BETA2) * gradient[k] * gradient[k];
      parameter[k] -= ((rate / bias1) * mean[k]) / (Math.sqrt(squares[k] / bias2) + EPSILON);
    }
  };

  playground.rules = {
    sgd(parameter, gradient, memory, rate) {
      for (let k = 0; k < parameter.length; k++) parameter[k] -= rate * gradient[k];
    },
    momentum(parameter, gradient, { mean: velocity }, rate) {
      for (let k = 0; k < parameter.length; k++) {
        velocity[k] = MOMENTUM * velocity[k] + gradient[k];
        parameter[k] -= rate * velocity[k];
      }
    },
    nesterov(parameter, gradient, { mean: velocity }, rate) {
      for (let k = 0; k < parameter.length; k++) {
        velocity[k] = MOMENTUM * velocity[k] + gradient[k];
        parameter[k] -= rate * (gradient[k] + MOMENTUM * velocity[k]);
      }
    },
    adagrad(parameter, gradient, { squares }, rate) {
      for (let k = 0; k < parameter.length; k++) {
        squares[k] += gradient[k] * gradient[k];
        parameter[k] -= (rate * gradient[k]) / (Math.sqrt(squares[k]) + SMALLER);
      }
    },
    rmsprop(parameter, gradient, { squares }, rate) {
      for (let k = 0; k < parameter.length; k++) {
        squares[k] = RHO * squares[k] + (1 - RHO) * gradient[k] * gradient[k];
        parameter[k] -= (rate * gradient[k]) / (Math.sqrt(squares[k]) + EPSILON);
      }
    },
    adam,
    adamw(parameter, gradient, memory, rate) {
      for (let k = 0; k < parameter.length; k++) parameter[k] *= 1 - rate * DECAY;
      adam(parameter, gradient, memory, rate);
    },
  };

  playground.Optimizer = class {
    constructor(name) {
      this.rule = playground.rules[name];
      this.memories = [];
    }

    update(parameters, gradients, rate) {
      parameters.forEach((parameter, k) => {
        const { length } = parameter;
        this.memories[k] ??= { mean: new Float64Array(length), squares: new Float64Array(length), steps: 0 };
        this.memories[k].steps += 1;
        this.rule(parameter, gradients[k], this.memories[k], rate);
      });
    }
  };
});
