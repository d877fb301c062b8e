// What Sphinx's search does not know: other words for the glossary's terms, which pages come last, and a browser that
// refuses to keep or to fetch anything. It runs after searchtools.js, and before that begins to search.
const LATER = /reference\/(bibliography|claims|grader|progress|runtimes|sources)$/;
let terms = []; // those of the glossary that the question names by another word

Scorer.score = ([page, title, , , score]) => {
  const named = terms.some((term) => title.toLowerCase().includes(term.toLowerCase()));
  return score + (named ? 50 : 0) - (LATER.test(page) ? 1000 : 0);
};

// Where pages may not be fetched (a file, the frame of a learning platform), results come without an excerpt.
if (location.protocol === "file:" || self.origin === "null") DOCUMENTATION_OPTIONS.SHOW_SEARCH_SUMMARY = false;

// The search keeps its words, to mark them on the page that is opened. Where nothing can be kept, it does without.
const keep = Storage.prototype.setItem;
Storage.prototype.setItem = function (...entry) {
  try {
    keep.apply(this, entry);
  } catch {
    // refused, or full
  }
};

// The question with the terms in place of their other words, the longest first. A word ends where a letter does not follow.
const meant = (query) =>
  Object.keys(courseWords)
    .sort((one, other) => other.length - one.length)
    .reduce((text, word) => {
      const whole = new RegExp(`(?<![\\p{L}\\d])${word.replace(/[.*+?^$(){}|[\]\\/]/g, "\\$&")}(?![\\p{L}\\d])`, "giu");
      if (whole.test(text)) terms.push(courseWords[word]);
      return text.replace(whole, courseWords[word]);
    }, query);

Search.query = (query) => {
  terms = [];
  const other = meant(query);
  const asked = [...new Set([query, other])].map((each) => Search._parseQuery(each));
  const results = new Map(); // address -> the best result that leads there
  for (const result of asked.flatMap((parts) => Search._performSearch(...parts))) {
    const address = `${result[0]}${result[2]}`;
    if (!(results.get(address)?.[4] >= result[4])) results.set(address, result);
  }
  const ordered = [...results.values()].sort(_orderResultsByScoreThenName);
  const [words, marked] = [1, 3].map((place) => new Set(asked.flatMap((parts) => [...parts[place]])));
  if (terms.length) {
    const told = document.createElement("p");
    told.className = "search-meant";
    told.textContent = `Also searched for: ${other}.`;
    Search.status.before(told);
  }
  _displayNextItem(ordered, ordered.length, words, marked);
};

// A search that cannot begin says so, and names another way.
addEventListener("load", () => {
  if (Search.hasIndex() || !new URLSearchParams(location.search).get("q")) return;
  Search.stopPulse();
  Search.status.innerHTML = 'The search cannot load its index here. The <a href="genindex.html">index</a> lists all terms.';
});
