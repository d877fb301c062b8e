// Normalization over the batch, unit by unit, and over the units, sample by sample.
playground.define(function norms(playground) {
  "use strict";
  const { fit, Layer } = playground;
  const EPSILON = 1e-5;
  const MOMENTUM = 0.9;
  const square = (x) => x * x;

  class Normalization extends Layer {
    constructor(units) {
      super();
      this.units = units;
      this.params = { gamma: new Float64Array(units).fill(1), beta: new Float64Array(units) };
      this.grads = { gamma: new Float64Array(units), beta: new Float64Array(units) };
    }

    // Scale and shift what is normalized already.
    scaled(normalized, train) {
      const { gamma, beta } = this.params;
      const y = this.output(train, normalized.length);
      for (let k = 0; k < y.length; k++) y[k] = gamma[k % this.units] * normalized[k] + beta[k % this.units];
      return y;
    }

    // The gradients of gamma and beta; returns the gradient of what is normalized.
    unscaled(dy) {
      const dgamma = this.grads.gamma.fill(0);
      const dbeta = this.grads.beta.fill(0);
      const back = this.input(dy.length);
      for (let k = 0; k < dy.length; k++) {
        const m = k % this.units;
        dgamma[m] += dy[k] * this.normalized[k];
        dbeta[m] += dy[k];
        back[k] = dy[k] * this.params.gamma[m];
      }
      return back;
    }
  }

  class BatchNorm extends Normalization {
    constructor(units) {
      super(units);
      this.runningMean = new Float64Array(units);
      this.runningVariance = new Float64Array(units).fill(1);
    }

    forward(x, n, train) {
      const { units } = this;
      const normalized = (this.places ??= [])[train ? 0 : 1] = fit(this.places[train ? 0 : 1], x.length);
      const root = new Float64Array(units);
      for (let m = 0; m < units; m++) {
        let mean = this.runningMean[m];
        let variance = this.runningVariance[m];
        if (train) {
          mean = variance = 0;
          for (let i = 0; i < n; i++) mean += x[i * units + m];
          mean /= n;
          for (let i = 0; i < n; i++) variance += square(x[i * units + m] - mean);
          variance /= n;
          this.runningMean[m] = MOMENTUM * this.runningMean[m] + (1 - MOMENTUM) * mean;
          this.runningVariance[m] = MOMENTUM * this.runningVariance[m] + (1 - MOMENTUM) * variance;
        }
        root[m] = Math.sqrt(variance + EPSILON);
        for (let i = 0; i < n; i++) normalized[i * units + m] = (x[i * units + m] - mean) / root[m];
      }
      if (train) [this.root, this.normalized] = [root, normalized];
      return this.scaled(normalized, train);
    }

    backward(dy) {
      const { units, normalized } = this;
      const n = dy.length / units;
      const dx = this.unscaled(dy);
      for (let m = 0; m < units; m++) {
        let throughMean = 0;
        let throughVariance = 0;
        for (let i = 0; i < n; i++) {
          throughMean += dx[i * units + m];
          throughVariance += dx[i * units + m] * normalized[i * units + m];
        }
        throughMean /= n;
        throughVariance /= n;
        for (let k = m; k < dx.length; k += units) {
          dx[k] = (dx[k] - throughMean - normalized[k] * throughVariance) / this.root[m];
        }
      }
      return dx;
    }
  }

  class LayerNorm extends Normalization {
    forward(x, n, train) {
      const { units } = this;
      const normalized = (this.places ??= [])[train ? 0 : 1] = fit(this.places[train ? 0 : 1], x.length);
      const root = new Float64Array(n);
      for (let i = 0; i < n; i++) {
        let mean = 0;
        let variance = 0;
        for (let m = 0; m < units; m++) mean += x[i * units + m];
        mean /= units;
        for (let m = 0; m < units; m++) variance += square(x[i * units + m] - mean);
        root[i] = Math.sqrt(variance / units + EPSILON);
        for (let m = 0; m < units; m++) normalized[i * units + m] = (x[i * units + m] - mean) / root[i];
      }
      if (train) [this.root, this.normalized] = [root, normalized];
      return this.scaled(normalized, train);
    }

    backward(dy) {
      const { units, normalized } = this;
      const dx = this.unscaled(dy);
      for (let i = 0; i < dy.length / units; i++) {
        const row = i * units;
        let throughMean = 0;
        let throughVariance = 0;
        for (let k = row; k < row + units; k++) {
          throughMean += dx[k];
          throughVariance += dx[k] * normalized[k];
        }
        throughMean /= units;
        throughVariance /= units;
        for (let k = row; k < row + units; k++) {
          dx[k] = (dx[k] - throughMean - normalized[k] * throughVariance) / this.root[i];
        }
      }
      return dx;
    }
  }

  playground.norms = { none: null, batch: BatchNorm, layer: LayerNorm };
});
