// Chance, from a seed: the same seed gives the same data, first weights, batches and masks again.
playground.define(function chance(playground) {
  "use strict";

  // sfc32 by Chris Doty-Humphrey: four words of state.
  class Generator {
    constructor(seed) {
      this.state = new Uint32Array([0x9e3779b9, 0x243f6a88, seed, 1]);
      for (let k = 0; k < 15; k++) this.random();
    }

    // A number from 0 to 1, without 1.
    random() {
      const s = this.state;
      const t = (s[0] + s[1] + s[3]) >>> 0;
      s[3] += 1;
      s[0] = s[1] ^ (s[1] >>> 9);
      s[1] = s[2] + (s[2] << 3);
      s[2] = ((s[2] << 21) | (s[2] >>> 11)) + t;
      return t / 0x100000000;
    }

    normal() {
      const radius = Math.sqrt(-2 * playground.log(1 - this.random()));
      return radius * playground.cos(2 * Math.PI * this.random());
    }

    integer(below) {
      return Math.floor(this.random() * below);
    }

    permutation(n) {
      const order = Int32Array.from({ length: n }, (_, k) => k);
      for (let k = n - 1; k > 0; k--) {
        const other = this.integer(k + 1);
        [order[k], order[other]] = [order[other], order[k]];
      }
      return order;
    }
  }

  // The first weights: a standard deviation for each rule, or one number for all.
  const deviations = {
    small: () => 0.01,
    xavier: (fanIn) => Math.sqrt(1 / fanIn),
    he: (fanIn) => Math.sqrt(2 / fanIn),
    large: (fanIn) => 5 * Math.sqrt(1 / fanIn),
  };

  const firstWeights = (rule, rng, fanIn, fanOut) => {
    const W = new Float64Array(fanIn * fanOut);
    if (rule === "equal") return W.fill(Math.sqrt(1 / fanIn));
    if (rule === "zeros") return W;
    return W.map(() => deviations[rule](fanIn) * rng.normal());
  };

  // All that chance decides in training. Weights, batches and masks have generators of their own: two networks that
  // differ in one control are shown the same batches.
  playground.draws = (setting, samples) => {
    const [forWeights, forBatches, forMasks] = [1, 2, 3].map((k) => new Generator(1000 * setting.seed + k));
    const size = Math.min(setting.batch || samples, samples);
    let order = [];
    let next = samples;
    return {
      weights: (fanIn, fanOut) => firstWeights(setting.weights, forWeights, fanIn, fanOut),
      batch() {
        if (next >= samples) [order, next] = [forBatches.permutation(samples), 0];
        next += size;
        return order.subarray(next - size, Math.min(next, samples));
      },
      mask: (length) => Float64Array.from({ length }, () => (forMasks.random() < setting.dropout ? 0 : 1)),
    };
  };

  playground.Generator = Generator;
});
