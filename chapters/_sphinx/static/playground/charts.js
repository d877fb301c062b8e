// Curves of the losses, histograms of the activations, and the norm of each layer's gradient.
{
  const { clear, colours, line, text } = playground.draw;
  const told = (value) => (Number.isNaN(value) ? "NaN" : value < 0 ? "-inf" : "inf");
  const short = (value) => {
    if (!Number.isFinite(value)) return told(value);
    const plain = value === 0 || (Math.abs(value) >= 0.001 && Math.abs(value) < 1e4);
    return plain ? String(+value.toPrecision(3)) : value.toExponential(0);
  };

  // Losses of one network or two on a logarithmic axis, from the smallest to the largest that is finite.
  const losses = (canvas, pictures, names) => {
    const { pen, width, height } = clear(canvas, 200);
    const { ink, muted, grid, negative, positive } = colours();
    const rows = pictures.flatMap((picture) => picture.rows);
    const values = rows.flatMap(([, train, test]) => [train, test]).filter((each) => each > 0 && Number.isFinite(each));
    const high = Math.min(Math.ceil(Math.log10(Math.max(...values, 1))), 9);
    const low = Math.max(Math.min(Math.floor(Math.log10(Math.min(...values, 0.1))), high - 1), high - 12);
    const last = Math.max(...rows.map(([step]) => step), 10);
    const [left, right, top, bottom] = [52, 8, 24, 22];
    const across = (step) => left + (step / last) * (width - left - right);
    const down = (loss) => {
      const level = Math.min(Math.max((Math.log10(loss) - low) / (high - low), 0), 1);
      return loss > 0 && Number.isFinite(loss) ? height - bottom - level * (height - top - bottom) : NaN;
    };
    const every = Math.ceil((high - low) / 5);
    for (let power = low; power <= high; power += every) {
      line(pen, grid, 1, [[left, down(10 ** power)], [width - right, down(10 ** power)]]);
      text(pen, muted, short(10 ** power), left - 6, down(10 ** power), "right");
    }
    text(pen, muted, "step 0", left, height - 8);
    text(pen, muted, String(last), width - right, height - 8, "right");
    let start = left;
    pictures.forEach((picture, k) => {
      const colour = k ? positive : negative;
      line(pen, colour, 2, picture.rows.map(([step, train]) => [across(step), down(train)]));
      line(pen, colour, 2, picture.rows.map(([step, , test]) => [across(step), down(test)]), [5, 4]);
      if (picture.broken) {
        const x = across(picture.broken.step);
        line(pen, colour, 1, [[x, top], [x, height - bottom]], [2, 3]);
        text(pen, ink, picture.broken.value, Math.min(x + 4, width - 60), top + 10 + 16 * k);
      }
      line(pen, colour, 3, [[start, 10], [start + 18, 10]]);
      text(pen, ink, names[k], start + 24, 10);
      start += 40 + pen.measureText(names[k]).width;
    });
  };

  const activations = (canvas, { histograms }) => {
    const { pen, width, height } = clear(canvas, 96);
    const { ink, muted, negative } = colours();
    if (!histograms.length) return text(pen, muted, "There is no hidden layer.", 0, height / 2);
    const each = width / histograms.length;
    histograms.forEach(({ from, to, counts }, k) => {
      const [left, wide, base] = [k * each + 3, each - 6, height - 18];
      const most = Math.max(...counts);
      counts.forEach((count, b) => {
        pen.fillStyle = negative;
        pen.fillRect(left + (b * wide) / counts.length, base, wide / counts.length - 0.5, (-count / most) * (base - 4));
      });
      line(pen, muted, 1, [[left, base], [left + wide, base]]);
      const ends = wide > 90 ? [short(from), short(to)] : [`${k + 1}`, ""];
      text(pen, ink, ends[0], left, height - 8);
      text(pen, ink, ends[1], left + wide, height - 8, "right");
    });
  };

  const gradients = (canvas, { norms }) => {
    const row = 22;
    const { pen, width } = clear(canvas, row * norms.length + 4);
    const { ink, positive } = colours();
    const [left, right] = [64, 70];
    norms.forEach((norm, k) => {
      const share = Math.min(Math.max((Math.log10(norm) + 12) / 14, 0), 1); // from 1e-12 to 100
      const y = k * row + row / 2 + 2;
      text(pen, ink, `layer ${k + 1}`, 0, y);
      pen.fillStyle = positive;
      pen.fillRect(left, y - 6, (Number.isFinite(share) ? share : 0) * (width - left - right), 12);
      text(pen, ink, short(norm), width, y, "right");
    });
  };

  playground.charts = { losses, activations, gradients, short };
}
