// The losses, and the two penalties on the weights. The mean over the batch is taken here, once.
playground.define(function losses(playground) {
  "use strict";
  const { exp, fit, log } = playground;

  class SoftmaxCrossEntropy {
    constructor(classes) {
      this.classes = classes;
    }

    forward(logits, labels, n) {
      const { classes } = this;
      this.probabilities = fit(this.probabilities, logits.length);
      this.labels = labels;
      let total = 0;
      for (let i = 0; i < n; i++) {
        const row = i * classes;
        let largest = logits[row];
        for (let k = 1; k < classes; k++) if (!(logits[row + k] <= largest)) largest = logits[row + k];
        let sum = 0;
        for (let k = 0; k < classes; k++) sum += exp(logits[row + k] - largest);
        const logSum = log(sum);
        for (let k = 0; k < classes; k++) this.probabilities[row + k] = exp(logits[row + k] - largest - logSum);
        total += logits[row + labels[i]] - largest - logSum;
      }
      return -total / n;
    }

    backward() {
      const { classes, probabilities, labels } = this;
      const n = probabilities.length / classes;
      const dx = (this.dx = fit(this.dx, probabilities.length));
      for (let k = 0; k < dx.length; k++) {
        const i = Math.floor(k / classes);
        dx[k] = (probabilities[k] - (labels[i] === k - i * classes ? 1 : 0)) / n;
      }
      return dx;
    }
  }

  // For numbers: one output, and one target a sample.
  class MeanSquaredError {
    forward(y, targets, n) {
      this.errors = fit(this.errors, n);
      let total = 0;
      for (let i = 0; i < n; i++) {
        this.errors[i] = y[i] - targets[i];
        total += this.errors[i] * this.errors[i];
      }
      return total / n;
    }

    backward() {
      const dx = (this.dx = fit(this.dx, this.errors.length));
      for (let i = 0; i < dx.length; i++) dx[i] = (2 * this.errors[i]) / dx.length;
      return dx;
    }
  }

  // Each adds its gradient and returns what it adds to the loss. Biases, and gamma and beta, are left alone.
  const penalties = {
    l2(strength, affine) {
      const { W } = affine.params;
      let squares = 0;
      for (let k = 0; k < W.length; k++) {
        squares += W[k] * W[k];
        affine.grads.W[k] += strength * W[k];
      }
      return (strength / 2) * squares;
    },
    l1(strength, affine) {
      const { W } = affine.params;
      let sizes = 0;
      for (let k = 0; k < W.length; k++) {
        sizes += Math.abs(W[k]);
        affine.grads.W[k] += strength * Math.sign(W[k]);
      }
      return strength * sizes;
    },
  };

  Object.assign(playground, { SoftmaxCrossEntropy, MeanSquaredError, penalties });
});
