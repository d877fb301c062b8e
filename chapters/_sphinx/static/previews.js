// A preview of what a link leads to: a term, a reference, an equation, a claim. It opens when the mouse rests on the
// link or the keyboard reaches it, stays while the mouse is on it, and goes at Escape.
const LINKS = ".bd-article a.reference.internal[href*='#'], .bd-article .claim a[href^='#']";
const TARGETS = "div.math, aside.claim"; // of those on the same page, what is worth a preview
const script = document.currentScript.src;
let texts = null; // of the targets on other pages, once they are loaded
let shown = null; // the open preview and its link
let waiting = 0;

const load = () =>
  (texts ??= new Promise((done) => {
    const source = document.createElement("script"); // not fetch: it works in a page opened as a file, too
    source.src = script.replace(/previews\.js.*/, "previews-texts.js");
    source.onload = () => done(coursePreviews);
    source.onerror = () => done({});
    document.head.append(source);
  }));

const content = async (link) => {
  const [page, id] = link.getAttribute("href").split("#");
  if (page) return (await load())[`${page.split("/").pop()}#${id}`];
  const target = document.getElementById(id)?.closest(TARGETS)?.cloneNode(true);
  for (const part of target?.querySelectorAll(".eqno, dl, details") ?? []) part.remove(); // of a claim, the claim and its verdict
  return target?.innerHTML.replaceAll(/ (id|tabindex)="[^"]*"/g, "");
};

const close = () => {
  clearTimeout(waiting);
  shown?.link.removeAttribute("aria-describedby");
  shown?.box.remove();
  shown = null;
};

const open = async (link) => {
  const html = await content(link);
  if (!html || !link.matches(":hover, :focus-visible")) return;
  close();
  const box = document.createElement("div");
  box.id = "preview";
  box.setAttribute("role", "tooltip");
  box.innerHTML = html;
  document.querySelector(".bd-article").append(box);
  link.setAttribute("aria-describedby", box.id);
  const [line] = link.getClientRects();
  const left = Math.min(line.left, document.documentElement.clientWidth - box.offsetWidth - 8);
  const below = line.bottom + box.offsetHeight < innerHeight;
  box.style.left = `${Math.max(8, left) + scrollX}px`;
  box.style.top = `${(below ? line.bottom : line.top - box.offsetHeight) + scrollY}px`;
  box.addEventListener("pointerleave", () => later(link));
  shown = { box, link };
};

// Close unless the mouse has gone from the link to its preview, or back.
const later = (link) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    if (shown?.link === link && !shown.box.matches(":hover") && !link.matches(":hover, :focus-visible")) close();
  }, 200);
};

for (const link of document.querySelectorAll(LINKS)) {
  link.addEventListener("pointerenter", (event) => {
    if (event.pointerType !== "mouse") return;
    clearTimeout(waiting);
    waiting = setTimeout(() => open(link), 200);
  });
  link.addEventListener("pointerleave", () => later(link));
  link.addEventListener("focus", () => open(link));
  link.addEventListener("blur", () => later(link));
}
addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
});
