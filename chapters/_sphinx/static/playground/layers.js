// Layers as in the notebooks: `forward(x, n, train)` maps a batch of n rows, `backward(dy)` keeps the gradients of what the
// layer has learned in `grads` and returns the gradient of its input. A matrix is a Float64Array, row after row. What
// training keeps is not what an evaluation writes to, and both are used again: nothing is allocated in a step.
playground.define(function layers(playground) {
  "use strict";
  const { exp, log1p, tanh } = playground;
  const fit = (array, length) => (array?.length === length ? array : new Float64Array(length));

  class Layer {
    constructor() {
      this.params = {};
      this.grads = {};
      this.outputs = [];
    }

    output(train, length) {
      const place = train ? 0 : 1;
      return (this.outputs[place] = fit(this.outputs[place], length));
    }

    input(length) {
      return (this.dx = fit(this.dx, length));
    }
  }

  // Y = X W + b, with W of fanIn rows and fanOut columns.
  class Affine extends Layer {
    constructor(W, b) {
      super();
      this.params = { W, b };
      this.grads = { W: new Float64Array(W.length), b: new Float64Array(b.length) };
      this.fanIn = W.length / b.length;
      this.fanOut = b.length;
      this.first = false; // the first layer's input is data: nobody asks for its gradient
    }

    forward(x, n, train) {
      const { fanIn, fanOut } = this;
      const { W, b } = this.params;
      const y = this.output(train, n * fanOut).fill(0);
      for (let i = 0; i < n; i++) {
        const row = i * fanOut;
        for (let d = 0; d < fanIn; d++) {
          const value = x[i * fanIn + d];
          const weights = d * fanOut;
          for (let m = 0; m < fanOut; m++) y[row + m] += value * W[weights + m];
        }
        for (let m = 0; m < fanOut; m++) y[row + m] += b[m];
      }
      if (train) this.x = x;
      return y;
    }

    backward(dy) {
      const { fanIn, fanOut, x } = this;
      const { W } = this.params;
      const n = dy.length / fanOut;
      const dW = this.grads.W.fill(0);
      const db = this.grads.b.fill(0);
      for (let i = 0; i < n; i++) {
        const row = i * fanOut;
        for (let d = 0; d < fanIn; d++) {
          const value = x[i * fanIn + d];
          const weights = d * fanOut;
          for (let m = 0; m < fanOut; m++) dW[weights + m] += value * dy[row + m];
        }
        for (let m = 0; m < fanOut; m++) db[m] += dy[row + m];
      }
      if (this.first) return null;
      const dx = this.input(n * fanIn);
      for (let i = 0; i < n; i++) {
        const row = i * fanOut;
        for (let d = 0; d < fanIn; d++) {
          const weights = d * fanOut;
          let sum = 0;
          for (let m = 0; m < fanOut; m++) sum += dy[row + m] * W[weights + m];
          dx[i * fanIn + d] = sum;
        }
      }
      return dx;
    }
  }

  // Entry by entry: `value(x)`, and `pull(dy, x, y)` for the way back.
  const entrywise = (value, pull) =>
    class extends Layer {
      forward(x, n, train) {
        const y = this.output(train, x.length);
        for (let k = 0; k < x.length; k++) y[k] = value(x[k]);
        if (train) [this.x, this.y] = [x, y];
        return y;
      }

      backward(dy) {
        const { x, y } = this;
        const dx = this.input(dy.length);
        for (let k = 0; k < dy.length; k++) dx[k] = pull(dy[k], x[k], y[k]);
        return dx;
      }
    };

  const LEAK = 0.01;
  const activations = {
    identity: entrywise((x) => x, (dy) => dy),
    sigmoid: entrywise((x) => 0.5 * (1 + tanh(0.5 * x)), (dy, x, y) => dy * y * (1 - y)),
    tanh: entrywise(tanh, (dy, x, y) => dy * (1 - y * y)),
    relu: entrywise((x) => (x > 0 ? x : 0), (dy, x) => (x > 0 ? dy : 0)),
    leaky: entrywise((x) => x * (x > 0 ? 1 : LEAK), (dy, x) => dy * (x > 0 ? 1 : LEAK)),
    softplus: entrywise(
      (x) => Math.max(x, 0) + log1p(exp(-Math.abs(x))),
      (dy, x) => dy * 0.5 * (1 + tanh(0.5 * x)),
    ),
  };

  // Inverted dropout; `masks(length)` draws zeros and ones.
  class Dropout extends Layer {
    constructor(p, masks) {
      super();
      this.p = p;
      this.masks = masks;
    }

    forward(x, n, train) {
      if (!train) return x;
      const mask = this.masks(x.length);
      const y = this.output(train, x.length);
      this.factor = fit(this.factor, x.length);
      for (let k = 0; k < x.length; k++) {
        this.factor[k] = mask[k] / (1 - this.p);
        y[k] = x[k] * this.factor[k];
      }
      return y;
    }

    backward(dy) {
      const dx = this.input(dy.length);
      for (let k = 0; k < dy.length; k++) dx[k] = dy[k] * this.factor[k];
      return dx;
    }
  }

  Object.assign(playground, { fit, Layer, Affine, Dropout, activations });
});
