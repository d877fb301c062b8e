// The network as it is wired: a tile for each unit with what it computes, and a line for each weight.
{
  const { clear, colours, line, raster } = playground.draw;
  const HEIGHT = 300;
  const PAD = 6;

  const size = (values) => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

  // From the lowest to the highest as 0 to 1, with 0 in the middle.
  const centred = (values, largest = size(values)) => values.map((value) => 0.5 + value / (2 * largest || 1));

  // A layer's units on one scale. Sigmoid and tanh have ends: a unit that is far from both is pale.
  const scaled = (values, activation) => {
    if (activation === "sigmoid") return values;
    return centred(values, activation === "tanh" ? 1 : size(values));
  };

  const column = (values, units, unit) => Float32Array.from({ length: values.length / units }, (_, k) => values[k * units + unit]);

  const frame = (pen, x, y, size) => {
    pen.strokeStyle = colours().muted;
    pen.lineWidth = 1;
    pen.strokeRect(x, y, size, size);
  };

  // What one unit gives: over the plane, over the line, or on average for each digit.
  const tiles = {
    plane(pen, values, x, y, size) {
      pen.drawImage(raster(values, playground.SIDE, colours().signs), x, y, size, size);
    },
    numbers(pen, values, x, y, size) {
      const step = size / values.length;
      const points = [...values].map((value, k) => [x + k * step, y + size - 1 - value * (size - 2)]);
      line(pen, colours().ink, 1.5, points);
    },
    images(pen, values, x, y, size) {
      const step = size / values.length;
      values.forEach((value, k) => {
        pen.fillStyle = value < 0.5 ? colours().negative : colours().positive;
        pen.fillRect(x + k * step, y + size / 2, Math.max(step - 0.5, 0.5), (0.5 - value) * size);
      });
    },
  };

  // The first layer's units of a network for digits are told by their weights: each is an image.
  const stencil = (pen, { W, fanIn, fanOut }, unit, x, y, size) => {
    const image = Float32Array.from({ length: fanIn }, (_, k) => W[k * fanOut + unit]);
    pen.drawImage(raster(centred(image), 8, colours().signs), x, y, size, size);
  };

  // Where the units of each layer stand, from the inputs on the left to the outputs on the right.
  const columns = (widths, width) => {
    const most = Math.max(...widths.map((each) => Math.min(each, 32)));
    const size = Math.max(4, Math.min(44, HEIGHT / most - PAD, (width / widths.length) * 0.6));
    return widths.map((count, k) => {
      const shown = Math.min(count, 32);
      const gap = Math.min(HEIGHT / shown, size + 22);
      const x = (k + 0.5) * (width / widths.length) - size / 2;
      const top = (HEIGHT - gap * shown) / 2 + (gap - size) / 2;
      return Array.from({ length: shown }, (_, m) => [x, top + m * gap, size]);
    });
  };

  const wires = (pen, weights, from, to) => {
    const largest = size(weights.W);
    from.forEach(([x, y, side], d) => {
      to.forEach(([right, below, other], m) => {
        const weight = weights.W[d * weights.fanOut + m];
        const width = (3 * Math.abs(weight)) / (largest || 1);
        if (!(width > 0.15)) return;
        const ends = [[x + side, y + side / 2], [right, below + other / 2]];
        line(pen, weight < 0 ? colours().negative : colours().positive, width, ends);
      });
    });
  };

  playground.units = (canvas, picture, data, activation) => {
    const { pen, width } = clear(canvas, HEIGHT);
    const isImages = data.kind === "images";
    const widths = [isImages ? 1 : data.width, ...picture.weights.map(({ fanOut }) => fanOut)];
    const places = columns(widths, width);
    picture.weights.forEach((weights, k) => {
      if (!isImages || k) wires(pen, weights, places[k], places[k + 1]);
    });
    pen.imageSmoothingEnabled = !isImages;
    picture.units.forEach((given, k) => {
      const values = scaled(given, activation);
      places[k + 1].forEach(([x, y, size], m) => {
        pen.fillStyle = colours().paper;
        pen.fillRect(x, y, size, size);
        if (isImages && k === 0) stencil(pen, picture.weights[0], m, x, y, size);
        else tiles[data.kind](pen, column(values, widths[k + 1], m), x, y, size);
        frame(pen, x, y, size);
      });
    });
    for (const [x, y, size] of [...(isImages ? [] : places[0]), ...places.at(-1)]) {
      pen.beginPath();
      pen.arc(x + size / 2, y + size / 2, Math.min(size / 2, 8), 0, 2 * Math.PI);
      pen.fillStyle = colours().paper;
      pen.fill();
      pen.strokeStyle = colours().ink;
      pen.lineWidth = 1.5;
      pen.stroke();
    }
  };
}
