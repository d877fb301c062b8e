// Answers that are typed: a number, a formula, a shape. Formulas are read here, without `eval`, in the language of
// chapters/_sphinx/directives/expressions.py, and are the same when they agree at the points that both sides compute.
const coursePencil = (() => {
  const { abs, cos, exp, log, sin, sqrt, tanh } = Math;
  const FUNCTIONS = new Map(Object.entries({ abs, cos, exp, log, sin, sqrt, tanh }));
  const PRIMES = [2, 3, 5, 7, 11, 13];
  const POINTS = 8;
  const TOKEN = /(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|[\p{L}_][\p{L}\d_]*|\S/giu;
  const SIGNS = {
    "+": (a, b) => a + b,
    "-": (a, b) => a - b,
    "*": (a, b) => a * b,
    "/": (a, b) => a / b,
  };

  // A function of the names' values; an error says in words what cannot be read.
  const compile = (text, names) => {
    const plain = text.replaceAll(/[−–]/g, "-").replaceAll(/[·×]/g, "*").replaceAll("**", "^");
    const tokens = plain.match(TOKEN) ?? [];
    let place = 0;
    const take = (...signs) => (signs.includes(tokens[place]) ? tokens[place++] : null);
    const fail = () => {
      const token = tokens[place];
      throw new Error(token ? `I cannot read it at “${token}”; a product needs a *.` : "Something is missing at the end.");
    };
    const chain = (part, ...signs) => {
      let left = part();
      for (let sign = take(...signs); sign; sign = take(...signs)) {
        const [a, b, apply] = [left, part(), SIGNS[sign]];
        left = (at) => apply(a(at), b(at));
      }
      return left;
    };
    const sum = () => chain(product, "+", "-");
    const product = () => chain(signed, "*", "/");
    const signed = () => {
      if (take("+")) return signed();
      if (!take("-")) return power();
      const part = signed();
      return (at) => -part(at);
    };
    const power = () => {
      const base = atom();
      if (!take("^")) return base;
      const exponent = signed();
      return (at) => base(at) ** exponent(at);
    };
    const bracket = () => {
      if (!take("(")) fail();
      const inside = sum();
      if (!take(")")) fail();
      return inside;
    };
    const atom = () => {
      const token = tokens[place];
      if (token === undefined) fail();
      if (token === "(") return bracket();
      if (/^[\d.]+/.test(token) && !Number.isNaN(Number(token))) return place++, () => Number(token);
      if (!/^[\p{L}_]/u.test(token)) fail();
      place++;
      if (names.includes(token)) return (at) => at[token];
      if (token === "pi") return () => Math.PI;
      if (!FUNCTIONS.has(token)) {
        throw new Error(`“${token}” has no meaning here${names.length ? `; the names are ${names.join(", ")}` : ""}.`);
      }
      const inside = bracket();
      return (at) => FUNCTIONS.get(token)(inside(at));
    };
    const whole = sum();
    if (place < tokens.length) fail();
    return whole;
  };

  const points = (ranges) =>
    Array.from({ length: POINTS }, (_, k) =>
      Object.fromEntries(
        Object.entries(ranges).map(([name, [low, high]], j) => [name, low + (high - low) * (((k + 1) * sqrt(PRIMES[j])) % 1)]),
      ),
    );

  const axes = (text) => text.replaceAll(/[\s()[\]]/g, "").split(/[,×]/).filter(Boolean);
  const short = (value) => String(Number(value.toPrecision(4))).replace("-", "−");

  // Whether an answer is right, and words that help where it is not.
  const check = (typed, asks) => {
    if ("number" in asks) {
      const value = compile(typed, [])({});
      const right = abs(value - asks.number) <= asks.within + 1e-9 * abs(asks.number);
      return [right, right || short(value) === typed.trim().replace("-", "−") ? "" : `Yours is ${short(value)}.`];
    }
    if ("shape" in asks) {
      const [yours, right] = [axes(typed), axes(asks.shape)];
      if (yours.length === right.length) return [yours.join() === right.join(), ""];
      return [false, `Yours has ${yours.length} ${yours.length === 1 ? "axis" : "axes"}.`];
    }
    const names = Object.keys(asks.at);
    const [yours, right] = [compile(typed, names), compile(asks.formula, names)];
    const at = points(asks.at);
    const close = 1e-6 * Math.max(...at.map((point) => abs(right(point))));
    const apart = at.find((point) => !(abs(yours(point) - right(point)) <= close));
    if (!apart) return [true, ""];
    const place = names.map((name) => `${name} = ${short(apart[name])}`).join(", ");
    return [false, `At ${place} yours is ${short(yours(apart))}, and it should be ${short(right(apart))}.`];
  };

  const answer = (box, form) => {
    const input = form.querySelector("input");
    const judge = () => {
      try {
        const [right, words] = check(input.value, JSON.parse(form.dataset.asks));
        courseProgress.tell(box, courseProgress.verdict(right), ` ${words}`);
        return right;
      } catch (error) {
        courseProgress.tell(box, error.message); // it cannot be read, so it is neither right nor wrong
        return false;
      }
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (!input.value.trim()) return;
      const right = judge();
      // A right answer stays when another is tried.
      if (right || !courseProgress.all()[box.id]?.done) courseProgress.keep(box, [input.value], right);
    });
  };

  for (const form of document.querySelectorAll(".pencil-answer")) answer(form.closest(".question"), form);
  return { check, compile, points };
})();
