// A network from a setting, and the loop that trains it. What chance decides comes in as `draws`: first weights, batches
// and masks may come from the generator of chance.js, or from somebody who wants to compare.
playground.define(function network(playground) {
  "use strict";
  const { Affine, Dropout, Optimizer, MeanSquaredError, SoftmaxCrossEntropy } = playground;

  // Affine, normalization, activation, dropout for each hidden layer, and one affine layer at the end.
  const build = (setting, data, draws) => {
    const widths = [data.width, ...Array(setting.depth).fill(setting.units), data.outputs];
    const layers = [];
    for (let k = 0; k + 1 < widths.length; k++) {
      const [fanIn, fanOut] = [widths[k], widths[k + 1]];
      layers.push(new Affine(draws.weights(fanIn, fanOut), new Float64Array(fanOut)));
      if (k + 2 === widths.length) break;
      const Norm = playground.norms[setting.norm];
      if (Norm) layers.push(new Norm(fanOut));
      layers.push(new playground.activations[setting.activation]());
      if (setting.dropout) layers.push(new Dropout(setting.dropout, draws.mask));
    }
    layers[0].first = true;
    return layers;
  };

  class Trainer {
    constructor(setting, data, draws) {
      Object.assign(this, { setting, data, draws, steps: 0 });
      this.layers = build(setting, data, draws);
      this.affine = this.layers.filter((layer) => layer instanceof Affine);
      this.loss = data.kind === "numbers" ? new MeanSquaredError() : new SoftmaxCrossEntropy(data.outputs);
      this.optimizer = new Optimizer(setting.optimizer);
      this.schedule = playground.schedules[setting.schedule];
      const arrays = (kind) => this.layers.flatMap((layer) => Object.values(layer[kind]));
      [this.parameters, this.gradients] = [arrays("params"), arrays("grads")];
    }

    get rate() {
      return this.schedule(this.steps, this.setting.rate, this.setting.span);
    }

    // The outputs for n rows; `see(layer, output)` is told what each layer gives.
    predict(x, n, train = false, see = () => {}) {
      for (const layer of this.layers) {
        x = layer.forward(x, n, train);
        see(layer, x);
      }
      return x;
    }

    // One step on the next batch; returns its loss, the penalties included.
    step() {
      const { width, train } = this.data;
      const rows = this.draws.batch();
      const x = (this.x = playground.fit(this.x, rows.length * width));
      const targets = (this.targets = playground.fit(this.targets, rows.length));
      rows.forEach((row, i) => {
        targets[i] = train.targets[row];
        for (let d = 0; d < width; d++) x[i * width + d] = train.x[row * width + d];
      });
      let loss = this.loss.forward(this.predict(x, rows.length, true), targets, rows.length);
      let dy = this.loss.backward();
      for (let k = this.layers.length - 1; k >= 0; k--) dy = this.layers[k].backward(dy);
      for (const name of ["l1", "l2"]) {
        const strength = this.setting[name];
        if (strength) for (const layer of this.affine) loss += playground.penalties[name](strength, layer);
      }
      this.optimizer.update(this.parameters, this.gradients, this.rate);
      this.steps += 1;
      return loss;
    }
  }

  playground.Trainer = Trainer;
});
