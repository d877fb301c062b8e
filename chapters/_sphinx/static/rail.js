// The rail of a page tells where the reader is: the last heading above the upper third of the window is marked.
{
  const links = [...document.querySelectorAll(".page-toc a[href^='#']")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let waiting = false;
  const mark = () => {
    waiting = false;
    const last = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top < innerHeight / 3);
    links.forEach((link, k) => {
      link.classList.toggle("here", k === last);
      if (k === last) link.setAttribute("aria-current", "location");
      else link.removeAttribute("aria-current"); // the theme's own mark is late when one scrolls fast
    });
  };
  const soon = () => {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  };
  addEventListener("scroll", soon, { passive: true });
  addEventListener("resize", soon);
  soon();
}
