// A copied formula comes once, as its LaTeX source: KaTeX writes each twice, for the eye and, out of sight, for those who
// hear it. What is copied with formatting keeps the second, MathML, which word processors understand.
const whole = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest(".katex");

document.addEventListener("copy", (event) => {
  const selection = getSelection();
  if (!selection.rangeCount || !event.clipboardData) return;
  const range = selection.getRangeAt(0).cloneRange();
  const [first, last] = [whole(range.startContainer), whole(range.endContainer)];
  if (first) range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const copied = document.createElement("div");
  copied.append(range.cloneContents());
  if (!copied.querySelector(".katex")) return;
  for (const seen of copied.querySelectorAll(".katex-html")) seen.remove();
  event.clipboardData.setData("text/html", copied.innerHTML);
  for (const formula of copied.querySelectorAll(".katex")) {
    const mark = formula.closest(".katex-display") || formula.querySelector("math[display='block']") ? "$$" : "$";
    formula.replaceWith(mark + formula.querySelector("annotation").textContent.trim() + mark);
  }
  event.clipboardData.setData("text/plain", copied.textContent);
  event.preventDefault();
});
