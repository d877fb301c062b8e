// What the network says: the plane in the colours of its two classes, a curve through points, or the digits it gets wrong.
{
  const { clear, colours, line, raster, text } = playground.draw;
  const { SIDE, REACH } = playground;
  const SHOWN = 24;

  const place = (value, size) => ((value + REACH) / (2 * REACH)) * size;

  // Circles and squares: the classes differ in form, too. Test points are smaller and hollow.
  const mark = (pen, x, y, square, size) => {
    pen.beginPath();
    if (square) pen.rect(x - size, y - size, 2 * size, 2 * size);
    else pen.arc(x, y, size * 1.1, 0, 2 * Math.PI);
  };

  const points = (pen, width, height, sets) => {
    const { class0, class1, ink, paper } = colours();
    pen.lineWidth = 1;
    for (const [set, size, filled] of [[sets.test, 2, false], [sets.train, 3, true]]) {
      for (let i = 0; i < set.n; i++) {
        mark(pen, place(set.x[2 * i], width), height - place(set.x[2 * i + 1], height), set.targets[i] === 1, size);
        pen.fillStyle = filled ? (set.targets[i] === 1 ? class1 : class0) : paper;
        pen.strokeStyle = filled ? paper : ink;
        pen.fill();
        pen.stroke();
      }
    }
  };

  // The points stay where they are: they are drawn once for each size and theme.
  const layers = new WeakMap();
  const pointsOf = (canvas, sets) => {
    const key = `${canvas.width} ${colours().paper}`;
    let layer = layers.get(sets);
    if (layer?.key !== key) {
      const sheet = document.createElement("canvas");
      [sheet.width, sheet.height] = [canvas.width, canvas.height];
      const pen = sheet.getContext("2d");
      pen.scale(canvas.width / canvas.clientWidth, canvas.width / canvas.clientWidth);
      points(pen, canvas.clientWidth, canvas.clientWidth, sets);
      layer = { key, sheet };
      layers.set(sets, layer);
    }
    return layer.sheet;
  };

  const plane = (canvas, picture, sets) => {
    const { pen, width, height } = clear(canvas);
    pen.imageSmoothingEnabled = true;
    pen.drawImage(raster(picture.says, SIDE, colours().classes, 0.75), 0, 0, width, height);
    pen.drawImage(pointsOf(canvas, sets), 0, 0, width, height);
  };

  const numbers = (canvas, picture, sets) => {
    const { pen, width, height } = clear(canvas);
    const { class0, positive, ink, paper } = colours();
    const level = (value) => height / 2 - (value / 2) * (height / 2);
    pen.lineWidth = 1;
    for (const [set, size, filled] of [[sets.test, 2, false], [sets.train, 3, true]]) {
      for (let i = 0; i < set.n; i++) {
        mark(pen, place(set.x[i], width), level(set.targets[i]), false, size);
        pen.fillStyle = filled ? class0 : paper;
        pen.strokeStyle = filled ? paper : ink;
        pen.fill();
        pen.stroke();
      }
    }
    const step = width / picture.says.length;
    line(pen, positive, 3, [...picture.says].map((value, k) => [(k + 0.5) * step, level(value)]));
  };

  // The test's digits that are told wrong, each with what it is and what it is taken for.
  const images = (canvas, picture, sets) => {
    const { pen, width, height } = clear(canvas);
    const { ink, paper, muted } = colours();
    const wrong = picture.test.chosen.flatMap((told, i) => (told === sets.test.targets[i] ? [] : [i]));
    const columns = 6;
    const cell = width / columns;
    const lookup = Array.from({ length: 256 }, (_, k) => {
      const [from, to] = [paper, ink].map((colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)));
      return from.map((each, c) => each + ((to[c] - each) * k) / 255);
    });
    pen.imageSmoothingEnabled = false;
    wrong.slice(0, SHOWN).forEach((i, k) => {
      const [x, y] = [(k % columns) * cell, Math.floor(k / columns) * (cell + 4)];
      const side = cell - 22;
      pen.drawImage(raster(sets.test.x.subarray(64 * i, 64 * i + 64), 8, lookup), x + 8, y + 2, side, side);
      text(pen, ink, `${sets.test.targets[i]} → ${picture.test.chosen[i]}`, x + 8 + side / 2, y + side + 11, "center");
    });
    const left = wrong.length - SHOWN;
    if (left > 0) text(pen, muted, `and ${left} more`, width - 4, height - 8, "right");
    if (!wrong.length) text(pen, ink, "All test digits are told right.", width / 2, height / 2, "center");
  };

  playground.says = { plane, numbers, images };
}
