// The colours of the page's theme, a canvas that is as sharp as the screen, and what all pictures share.
{
  const ROLES = ["class0", "class1", "negative", "positive", "ink", "muted", "grid", "paper"];
  const home = document.querySelector(".playground");
  let known = null;

  const parts = (colour) => [1, 3, 5].map((k) => parseInt(colour.slice(k, k + 2), 16));

  // 256 colours from one through the paper to another.
  const scale = (from, paper, to) => {
    const ends = [parts(from), parts(paper), parts(to)];
    return Array.from({ length: 256 }, (_, k) => {
      const t = (2 * k) / 255;
      const [a, b, share] = t < 1 ? [ends[0], ends[1], t] : [ends[1], ends[2], t - 1];
      return a.map((each, c) => Math.round(each + (b[c] - each) * share));
    });
  };

  const colours = () => {
    if (known) return known;
    const style = getComputedStyle(home);
    known = Object.fromEntries(ROLES.map((role) => [role, style.getPropertyValue(`--play-${role}`).trim()]));
    known.face = style.fontFamily; // asked for each picture, it would have the whole page styled anew
    known.classes = scale(known.class0, known.paper, known.class1);
    known.signs = scale(known.negative, known.paper, known.positive);
    return known;
  };
  const forget = () => (known = null);

  // The context of a canvas, cleared; lengths are those of the page.
  const clear = (canvas, height) => {
    const ratio = Math.min(devicePixelRatio || 1, 2);
    const width = canvas.clientWidth;
    const tall = height ?? width;
    if (canvas.width !== Math.round(width * ratio) || canvas.height !== Math.round(tall * ratio)) {
      canvas.width = Math.round(width * ratio);
      canvas.height = Math.round(tall * ratio);
      canvas.style.height = `${tall}px`;
    }
    const pen = canvas.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, width, tall);
    pen.font = `13px ${colours().face}`;
    pen.textBaseline = "middle";
    pen.textAlign = "left";
    return { pen, width, height: tall };
  };

  // A picture of so many columns, whose entries from 0 to 1 have a colour of the scale.
  const sheets = new Map();
  const sheet = (columns, rows) => {
    const key = `${columns} ${rows}`;
    if (!sheets.has(key)) {
      const canvas = Object.assign(document.createElement("canvas"), { width: columns, height: rows });
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      sheets.set(key, { canvas, pen, image: pen.createImageData(columns, rows) });
    }
    return sheets.get(key);
  };
  const raster = (values, columns, lookup, strength = 1) => {
    const { canvas, pen, image } = sheet(columns, values.length / columns);
    for (let k = 0; k < values.length; k++) {
      const entry = Number.isNaN(values[k]) ? 0.5 : Math.min(Math.max(values[k], 0), 1);
      const colour = lookup[Math.round(255 * (0.5 + (entry - 0.5) * strength))];
      for (let c = 0; c < 3; c++) image.data[4 * k + c] = colour[c];
      image.data[4 * k + 3] = 255;
    }
    pen.putImageData(image, 0, 0);
    return canvas;
  };

  const line = (pen, colour, width, points, dash = []) => {
    pen.strokeStyle = colour;
    pen.lineWidth = width;
    pen.setLineDash(dash);
    pen.beginPath();
    let drawn = false;
    for (const [x, y] of points) {
      if (!Number.isFinite(y)) drawn = false;
      else if (drawn) pen.lineTo(x, y);
      else pen.moveTo(x, y);
      drawn = Number.isFinite(y);
    }
    pen.stroke();
    pen.setLineDash([]);
  };

  const text = (pen, colour, words, x, y, align = "left") => {
    pen.fillStyle = colour;
    pen.textAlign = align;
    pen.fillText(words, x, y);
  };

  new MutationObserver(() => {
    forget();
    playground.redraw?.();
  }).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  playground.draw = { clear, colours, line, raster, text };
}
