// What there is to see of a network: its losses, what it says, what each unit computes, how large its gradients are.
playground.define(function observe(playground) {
  "use strict";
  const SIDE = 28; // the plane is looked at in so many places along each axis
  const REACH = 1.5;
  const BINS = 24;

  const along = (k, count) => -REACH + (2 * REACH * (k + 0.5)) / count;

  // Where the network is asked: a grid of the plane from top to bottom, or a line of numbers; digits are the test's.
  const probes = {
    plane: () => {
      const x = new Float64Array(2 * SIDE * SIDE);
      for (let k = 0; k < SIDE * SIDE; k++) {
        x[2 * k] = along(k % SIDE, SIDE);
        x[2 * k + 1] = -along(Math.floor(k / SIDE), SIDE);
      }
      return x;
    },
    numbers: () => Float64Array.from({ length: 4 * SIDE }, (_, k) => along(k, 4 * SIDE)),
    images: (data) => data.test.x,
  };

  const isHidden = (layer) => Object.values(playground.activations).some((Each) => layer instanceof Each);

  const best = (row, outputs, logits) => {
    let chosen = 0;
    for (let k = 1; k < outputs; k++) if (logits[row * outputs + k] > logits[row * outputs + chosen]) chosen = k;
    return chosen;
  };

  // The mean loss of a set, and for classes the share that is right.
  const judge = (trainer, set, see) => {
    const { kind, outputs } = trainer.data;
    const answers = trainer.predict(set.x, set.n, false, see);
    const loss = trainer.judging.forward(answers, set.targets, set.n);
    if (kind === "numbers") return { loss };
    const chosen = Array.from({ length: set.n }, (_, i) => best(i, outputs, answers));
    return { loss, chosen, accuracy: chosen.filter((each, i) => each === set.targets[i]).length / set.n };
  };

  const ENDS = { sigmoid: [0, 1], tanh: [-1, 1] };

  // How the values of a layer are spread; what has ends is counted between them.
  const histogram = (values, { units, activation }) => {
    let [low, high] = [Infinity, -Infinity];
    const reached = new Float64Array(units).fill(-Infinity);
    for (let k = 0; k < values.length; k++) {
      low = Math.min(low, values[k]);
      high = Math.max(high, values[k]);
      reached[k % units] = Math.max(reached[k % units], Math.abs(values[k]));
    }
    const [from, to] = ENDS[activation] ?? [low, high];
    const counts = Array(BINS).fill(0);
    const width = (to - from) / BINS || 1;
    let [sum, squares] = [0, 0];
    for (const value of values) {
      counts[Math.min(Math.floor((value - from) / width), BINS - 1)] += 1;
      sum += value;
      squares += value * value;
    }
    const mean = sum / values.length;
    const deviation = Math.sqrt(Math.max(squares / values.length - mean * mean, 0));
    return { low, high, from, to, counts, mean, deviation, dead: reached.filter((each) => each === 0).length, units };
  };

  // For digits a unit is told by its mean for each class.
  const classMeans = (values, { test, outputs }) => {
    const units = values.length / test.n;
    const means = new Float32Array(outputs * units);
    const counts = Array(outputs).fill(0);
    test.targets.forEach((target) => (counts[target] += 1));
    for (let k = 0; k < values.length; k++) {
      const target = test.targets[Math.floor(k / units)];
      means[target * units + (k % units)] += values[k] / counts[target];
    }
    return means;
  };

  // What is said in each place: the probability of class 1, or the number itself.
  const says = (answers, { kind }) => {
    if (kind === "numbers") return Float32Array.from(answers);
    const chance = (k) => 1 / (1 + playground.exp(answers[2 * k] - answers[2 * k + 1]));
    return Float32Array.from({ length: answers.length / 2 }, (_, k) => chance(k));
  };

  const norm = (values) => Math.sqrt(values.reduce((sum, each) => sum + each * each, 0));

  // Losses on the way, for the curves: after each hundredth of the steps so far, which a picture cannot tell from more.
  class Watch {
    constructor(trainer) {
      Object.assign(this, { trainer, rows: [], next: 1, broken: null, loss: NaN });
      trainer.judging = new trainer.loss.constructor(trainer.data.outputs);
      this.rows.push(this.look().row);
    }

    look() {
      const { trainer } = this;
      const histograms = [];
      const train = judge(trainer, trainer.data.train, (layer, values) => {
        if (isHidden(layer)) histograms.push(histogram(values, trainer.setting));
      });
      const test = judge(trainer, trainer.data.test);
      return { histograms, train, test, row: [trainer.steps, train.loss, test.loss, train.accuracy, test.accuracy] };
    }

    step() {
      this.loss = this.trainer.step();
      const { steps } = this.trainer;
      if (!Number.isFinite(this.loss)) this.broken ??= { step: steps, value: Number.isNaN(this.loss) ? "NaN" : "inf" };
      if (steps < this.next) return;
      this.rows.push(this.look().row);
      this.next = Math.max(steps + 1, Math.ceil(steps * 1.01));
    }

    picture() {
      const { trainer } = this;
      const { kind } = trainer.data;
      const units = [];
      this.places ??= probes[kind](trainer.data);
      const answers = trainer.predict(this.places, this.places.length / trainer.data.width, false, (layer, values) => {
        if (isHidden(layer)) units.push(kind === "images" ? classMeans(values, trainer.data) : Float32Array.from(values));
      });
      const looked = this.look();
      return {
        ...looked,
        setting: trainer.setting,
        step: trainer.steps,
        rate: trainer.rate,
        batchLoss: this.loss,
        broken: this.broken,
        rows: [...this.rows, looked.row],
        units,
        says: kind === "images" ? null : says(answers, trainer.data),
        norms: trainer.affine.map((layer) => norm(layer.grads.W)),
        weights: trainer.affine.map(({ params, fanIn, fanOut }) => ({ W: params.W.slice(), fanIn, fanOut })),
      };
    }
  }

  Object.assign(playground, { SIDE, REACH, Watch });
});
