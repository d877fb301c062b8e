// A formula or a table that is wider than the page scrolls; the keyboard must reach it, but not the hundreds that fit.
// The theme asks once, before letters have come; a change of size tells when it is so.
const wide = "div.math, .pst-scrollable-table-container";
const scrollers = new ResizeObserver((changes) => {
  for (const box of changes.map(({ target }) => target.closest(wide))) {
    if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
});
for (const box of document.querySelectorAll(`${wide}, .pst-scrollable-table-container > table`)) scrollers.observe(box);

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
