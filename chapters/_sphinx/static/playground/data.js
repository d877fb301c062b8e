// The data sets: points of the plane in two classes, a curve, and digits. Test points have no noise in their labels.
playground.define(function data(playground) {
  "use strict";
  const { cos, sin } = playground;
  const TESTS = 200;
  const NOISE = 0.1;

  // Each gives a point of class 0 or 1; `share` runs from 0 to 1 along the class.
  const shapes = {
    circles(label, share) {
      const angle = 2 * Math.PI * share;
      const radius = label ? 0.5 : 1;
      return [radius * cos(angle), radius * sin(angle)];
    },
    moons(label, share) {
      const angle = Math.PI * share;
      const sign = label ? -1 : 1;
      return [sign * (0.8 * cos(angle) - 0.4), sign * (0.8 * sin(angle) - 0.2)];
    },
    spirals(label, share) {
      const angle = 3 * Math.PI * Math.sqrt(share) + (label ? Math.PI : 0);
      const radius = 0.1 + 1.1 * Math.sqrt(share);
      return [radius * cos(angle), radius * sin(angle)];
    },
  };
  const spreads = { circles: NOISE, moons: 0.08, spirals: 0.04 };

  const plane = (name, n, rng) => {
    const x = new Float64Array(2 * n);
    const targets = Float64Array.from({ length: n }, (_, i) => i % 2);
    for (let i = 0; i < n; i++) {
      const point = shapes[name](targets[i], rng.random());
      for (let d = 0; d < 2; d++) x[2 * i + d] = point[d] + spreads[name] * rng.normal();
    }
    return { x, targets, n };
  };

  // A sine wave that swings faster to the right, and noise.
  const wave = (x) => sin(3 * (x + 1) * Math.sqrt(x + 1));
  const curve = (n, rng) => {
    const x = Float64Array.from({ length: n }, () => 2.4 * rng.random() - 1.2);
    return { x, targets: x.map((each) => wave(each / 1.2) + NOISE * rng.normal()), n };
  };

  // `images` has one letter a pixel, from "a" for 0 to "q" for 16, and `labels` one digit an image.
  const digits = ({ images, labels }, from, n) => ({
    x: Float64Array.from({ length: 64 * n }, (_, k) => (images.charCodeAt(64 * from + k) - 97) / 16),
    targets: Float64Array.from({ length: n }, (_, i) => Number(labels[from + i])),
    n,
  });

  // A share of the labels becomes another class; targets of the curve get more noise.
  const spoil = (set, kind, outputs, share, rng) => {
    set.targets = set.targets.map((target) => {
      const [struck, amount] = [rng.random() < share, rng.normal()];
      const other = 1 + rng.integer(Math.max(outputs - 1, 1));
      if (kind === "numbers") return target + share * amount;
      return struck ? (target + other) % outputs : target;
    });
    return set;
  };

  // The sets of a setting: what to train on and what to test with. `scans` holds the digits when they are wanted.
  playground.load = (setting, scans) => {
    const { data: name, samples, noise } = setting;
    const rng = new playground.Generator(1000); // whatever the seed of the network: it changes weights, not data
    const [kind, width, outputs] =
      name === "curve" ? ["numbers", 1, 1] : name === "digits" ? ["images", 64, 10] : ["plane", 2, 2];
    const make = {
      numbers: (n) => curve(n, rng),
      plane: (n) => plane(name, n, rng),
      images: (n, from) => digits(scans, from, n),
    }[kind];
    const test = make(TESTS, 0);
    const train = spoil(make(samples, TESTS), kind, outputs, noise, rng);
    return { name, kind, width, outputs, train, test };
  };
});
