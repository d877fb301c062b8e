// The schedules: the rate of a step, from the rate that they begin with and the number of decay steps.
playground.define(function schedules(playground) {
  "use strict";
  const { cos, power } = playground;
  const FACTOR = 0.1; // what is left of the rate after the decay steps

  const cosine = (step, rate, span) => (rate * (1 + cos(Math.PI * Math.min(step / span, 1)))) / 2;

  playground.schedules = {
    constant: (step, rate) => rate,
    exponential: (step, rate, span) => rate * power(FACTOR, step / span),
    staircase: (step, rate, span) => rate * power(FACTOR, Math.floor(step / span)),
    inverse: (step, rate, span) => rate / (1 + step / span),
    piecewise: (step, rate, span) => (step <= span / 2 ? rate : step <= span ? rate * 0.1 : rate * 0.01),
    polynomial: (step, rate, span) => rate * (1 - Math.min(step / span, 1)),
    cosine,
    climbing: (step, rate, span) => {
      const climb = span / 10;
      return step < climb ? (rate * (step + 1)) / climb : cosine(step - climb, rate, span - climb);
    },
  };
});
