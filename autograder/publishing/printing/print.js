// What is wider than the paper is made smaller until it fits: formulas, tables. The body is as wide as the paper's text.
// All are measured before any is changed: a change in between would have the whole book laid out again.
const boxes = [...document.querySelectorAll("div.math, table")];
for (let turn = 0; turn < 3; turn++) {
  const wide = boxes.map((box) => [box, box.scrollWidth, box.parentElement.clientWidth]).filter(([, is, room]) => is > room + 1);
  const sizes = wide.map(([box, is, room]) => {
    const part = box.querySelector(".katex-display > .katex") ?? box;
    return [part, (parseFloat(getComputedStyle(part).fontSize) * room * 0.98) / is];
  });
  for (const [part, size] of sizes) part.style.fontSize = `${size}px`;
}
