"""What is wrong with how an open page is seen: letters too small to read, cut, beyond the screen, on top of others.

Text is asked line by line, as the browser has laid it out. Of a formula its parts are asked, as boxes.
"""

from pathlib import Path

from playwright.sync_api import Page

from tests.browser import REPOSITORY

LOOKS = REPOSITORY / "_build" / "looks"
"""Where pictures of pages are left for people to look at."""
WIDTHS = {320: 640, 390: 844, 768: 1024, 1400: 900}
"""Widths and heights of screens: a narrow phone, a phone, a tablet, a desk."""
SCHEMES = ("light", "dark")
ALL_LAID_OUT = "article * { content-visibility: visible !important }"
ALL_LOADED = """
() => [...document.images].filter((image) => image.checkVisibility()).every((image) => {
  image.loading = "eager";
  image.decoding = "sync";
  return image.complete && image.naturalWidth;
})
"""
WRONG = """
() => {
  const wide = document.documentElement.clientWidth;
  const found = { small: new Set(), cut: new Set(), beyond: new Set(), over: new Set() };
  const boxes = [];
  const hidden = (style) => /inset\\(50%\\)|inset\\(100%\\)/.test(style.clipPath) || style.clip !== "auto";

  // What can be seen of a line, or null: what can be scrolled to may stick out, what is cut may not.
  const shown = (line, element) => {
    let { left, top, right, bottom } = line, own = element, cut = false;
    for (; own && own !== document.documentElement; own = own.parentElement) {
      const style = getComputedStyle(own);
      if (hidden(style)) return null;
      if (own === document.body || style.overflowX === "visible" || /^(inline|contents)$/.test(style.display)) continue;
      const box = own.getBoundingClientRect();
      if (!box.width || !box.height || box.width < 3) return null;
      const sideways = left < box.left - 2 || right > box.right + 2;
      const upright = top < box.top - 2 || bottom > box.bottom + 2;
      const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
      cut ||= (sideways && cuts(style.overflowX)) || (upright && cuts(style.overflowY));
      if (left >= box.right || right <= box.left) return null;  // put aside on purpose: a closed rail's words
      [left, right] = [Math.max(left, box.left), Math.min(right, box.right)];
      [top, bottom] = [Math.max(top, box.top), Math.min(bottom, box.bottom)];
      if (top >= bottom) return cut ? "cut" : null;
    }
    if (cut) return "cut";
    if (left < -1 || right > wide + 1) return "beyond";
    return { left, top, right, bottom };
  };
  const take = (lines, element, words, letter) => {
    for (const line of lines) {
      if (line.width < 1 || line.height < 1) continue;
      const box = shown(line, element);
      if (typeof box === "string") found[box].add(words);
      else if (box) {
        const spare = letter ? Math.max(0, (box.bottom - box.top - 0.8 * letter) / 2) : 0;
        boxes.push({ ...box, top: box.top + spare, bottom: box.bottom - spare, element, words });
      }
    }
  };

  const letters = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), range = document.createRange();
  while (letters.nextNode()) {
    const text = letters.currentNode, element = text.parentElement, words = text.data.trim();
    if (!words || element.closest("script, style, noscript, select, .katex, math")) continue;
    if (element.matches("details:not([open])")) continue;
    if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
    const size = parseFloat(getComputedStyle(element).fontSize);
    if (size < 15.99 && !element.closest("sub, sup, svg, [role=img], .headerlink"))
      found.small.add(`${element.className || element.tagName}: ${size}`);
    range.selectNodeContents(text);
    take(range.getClientRects(), element, words.slice(0, 60), size);
  }
  for (const part of document.querySelectorAll(".katex-html .base"))
    if (part.checkVisibility()) take([part.getBoundingClientRect()], part, part.textContent.slice(0, 60));
  for (const image of document.images)
    if (image.checkVisibility()) take([image.getBoundingClientRect()], image, image.alt.slice(0, 60));

  boxes.sort((one, other) => one.top - other.top);
  boxes.forEach((one, k) => {
    for (let next = k + 1; next < boxes.length && boxes[next].top < one.bottom - 2; next++) {
      const other = boxes[next];
      const meet = Math.min(one.right, other.right) - Math.max(one.left, other.left) > 2;
      if (meet && Math.min(one.bottom, other.bottom) - other.top > 2 && one.element !== other.element)
        found.over.add(`${one.words} | ${other.words}`);
    }
  });
  if (document.documentElement.scrollWidth > wide) found.beyond.add(`scrolls ${document.documentElement.scrollWidth}`);
  return Object.fromEntries(Object.entries(found).map(([kind, words]) => [kind, [...words]]));
}
"""


def wrong(page: Page) -> dict[str, list[str]]:
    """What is wrong with the page, by kind: `small`, `cut`, `beyond` the screen, `over` something else."""
    return {kind: words for kind, words in page.evaluate(WRONG).items() if words}


def picture(page: Page, name: str, place: str | None = None) -> Path:
    """Leave a picture of the page, or of the first element at a place, in `_build/looks`; what is lazy comes first."""
    page.wait_for_function(ALL_LOADED)
    path = LOOKS / f"{name}.jpeg"
    clip = page.locator(place).first.bounding_box() if place else None
    page.screenshot(path=path, type="jpeg", quality=80, full_page=True, clip=clip)
    return path
