// A formula that is wider than the page scrolls; the keyboard must reach it, but not the hundreds that fit.
const formulas = new ResizeObserver((changes) => {
  for (const { target } of changes) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute("tabindex");
  }
});
for (const formula of document.querySelectorAll("div.math")) formulas.observe(formula);

// Paper is white: a page is printed in the light theme, and goes back to the reader's.
const page = document.documentElement;
addEventListener("beforeprint", () => {
  page.dataset.screen ??= page.dataset.theme;
  page.dataset.theme = "light";
});
addEventListener("afterprint", () => {
  page.dataset.theme = page.dataset.screen;
  delete page.dataset.screen;
});
