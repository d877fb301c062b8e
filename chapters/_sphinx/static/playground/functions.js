// The exponential and its kin from + - * / and square roots alone, which every browser rounds alike. `Math.exp` and the
// others end in other last digits from browser to browser, and a network at the edge of divergence makes a different
// run of that. Their series are those of any calculus book; each first takes its argument to where few terms are enough.
playground.define(function functions(playground) {
  "use strict";
  // The first digits of ln 2 and of a quarter of a turn, few enough that a product with a whole number is exact; the rest.
  const [LN2, LN2_REST] = [2977044471 / 0x100000000, 1.9082149292705877e-10];
  const [QUARTER, QUARTER_REST] = [1686629713 / 0x40000000, 6.077100506506192e-11];
  const TERMS = 14;

  const factorials = [1];
  for (let k = 1; k < 2 * TERMS; k++) factorials.push(k * factorials[k - 1]);
  const take = (coefficient) => Float64Array.from({ length: TERMS }, (_, k) => coefficient(k));
  const forExp = take((k) => 1 / factorials[k]);
  const forSine = take((k) => (k % 2 ? -1 : 1) / factorials[2 * k + 1]);
  const forCosine = take((k) => (k % 2 ? -1 : 1) / factorials[2 * k]);
  const forLog = take((k) => 1 / (2 * k + 1));

  // The sum of coefficients[k] x^k.
  const series = (coefficients, x) => {
    let sum = coefficients[TERMS - 1];
    for (let k = TERMS - 2; k >= 0; k--) sum = sum * x + coefficients[k];
    return sum;
  };

  const HALF = 540; // 2^-540 to 2^540: two of them reach all exponents
  const powersOfTwo = new Float64Array(2 * HALF + 1).fill(1);
  for (let k = 1; k <= HALF; k++) {
    powersOfTwo[HALF + k] = 2 * powersOfTwo[HALF + k - 1];
    powersOfTwo[HALF - k] = powersOfTwo[HALF - k + 1] / 2;
  }

  // e^x = 2^k e^r, with r between -ln(2)/2 and ln(2)/2.
  const exp = (x) => {
    if (!(x > -750)) return x < 0 ? 0 : NaN;
    if (x > 710) return Infinity;
    const k = Math.floor(x / Math.LN2 + 0.5);
    const half = Math.floor(k / 2);
    const r = x - k * LN2 - k * LN2_REST;
    return series(forExp, r) * powersOfTwo[HALF + half] * powersOfTwo[HALF + k - half];
  };

  // log x = k ln(2) + log m, with m between the roots of 1/2 and of 2, and s = (m - 1) / (m + 1).
  const bits = new DataView(new ArrayBuffer(8));
  const log = (x) => {
    if (!(x > 0)) return x === 0 ? -Infinity : NaN;
    if (x === Infinity) return x;
    if (x < 1e-300) return log(x * powersOfTwo[HALF + 60]) - 60 * Math.LN2;
    bits.setFloat64(0, x);
    const high = bits.getInt32(0);
    bits.setInt32(0, (high & 0xfffff) | 0x3ff00000);
    let m = bits.getFloat64(0);
    let k = (high >> 20) - 1023;
    if (m > Math.SQRT2) [m, k] = [m / 2, k + 1];
    const s = (m - 1) / (m + 1);
    return k * LN2 + (2 * s * series(forLog, s * s) + k * LN2_REST);
  };

  // log(1 + x) for x from 0 to 1; the last factor makes up for what 1 + x has lost.
  const log1p = (x) => (1 + x === 1 ? x : (log(1 + x) * x) / (1 + x - 1));

  const tanh = (x) => {
    const size = Math.abs(x);
    if (size > 0.35) return Math.sign(x) * (1 - 2 / (exp(2 * size) + 1));
    const square = x * x; // Lambert's continued fraction x / (1 + x^2 / (3 + x^2 / (5 + ...))), to 13
    const above = 135135 + square * (17325 + square * (378 + square));
    const below = 135135 + square * (62370 + square * (3150 + square * 28));
    return (x * above) / below;
  };

  // Of angles of some turns. Each quarter of a turn makes the one of the other.
  const turned = (x, quarters) => {
    const k = Math.floor(x / QUARTER + 0.5);
    const r = x - k * QUARTER - k * QUARTER_REST;
    const place = (((k + quarters) % 4) + 4) % 4;
    const size = place % 2 ? series(forCosine, r * r) : r * series(forSine, r * r);
    return place < 2 ? size : -size;
  };

  const sin = (x) => turned(x, 0);
  const cos = (x) => turned(x, 1);
  const power = (base, exponent) => exp(exponent * log(base));

  Object.assign(playground, { exp, log, log1p, tanh, sin, cos, power });
});
