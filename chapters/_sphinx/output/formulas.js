// Renders formulas for formulas.py: a line of JSON in, a line of JSON out, until the input ends.
const katex = require(process.argv[2]);

require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
  const { latex, displayMode } = JSON.parse(line);
  let answer;
  try {
    // Not strict: KaTeX would report line breaks and Chinese text, which render well, on the console.
    answer = { html: katex.renderToString(latex, { displayMode, strict: "ignore" }) };
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(JSON.stringify(answer) + "\n");
});
