// What a reader has answered: kept in this browser and nowhere else, shown again, and counted. Each question has a name
// made of its page and its words, which is the id of its box. Kept under it are `answer`, a list of texts, and `done`.
// It runs before the page is there, and shows what is kept as soon as a box is: nothing moves when a reader comes back.
const courseProgress = (() => {
  const KEY = "course-progress";
  const NAME = /^(quiz|predict|clinic|pencil|challenge)-[0-9a-f]{10}$/;
  const isText = (each) => typeof each === "string";
  const isEntry = ([name, entry]) => NAME.test(name) && Array.isArray(entry?.answer) && entry.answer.every(isText);

  // The answers in a text; what is no answer is left out: the text may come from a file, or from another edition.
  const read = (text) => Object.fromEntries(Object.entries(JSON.parse(text) ?? {}).filter(isEntry));

  const all = () => {
    try {
      return read(localStorage.getItem(KEY));
    } catch {
      return {}; // kept by something else, or nothing can be kept
    }
  };

  const replace = (answers) => {
    try {
      localStorage.setItem(KEY, JSON.stringify(answers));
    } catch {
      // there is no room; the page works all the same
    }
    count();
  };

  // What was answered once stays so, whatever is tried afterwards.
  const keep = (box, answer, done) => {
    const answers = all();
    replace({ ...answers, [box.id]: { answer, done: done || answers[box.id]?.done === true } });
  };

  // Show how many are answered, and in the page's contents mark the sections of which all are.
  const count = () => {
    const answers = all();
    const answered = (names) => names.filter((name) => answers[name]?.done).length;
    for (const place of document.querySelectorAll("[data-questions]")) {
      const names = place.dataset.questions.split(" ");
      const now = answered(names);
      const quiet = "quiet" in place.dataset;
      place.textContent = !quiet ? `${now} of ${names.length}` : now ? `${now} of ${names.length} answered` : "";
    }
    for (const link of document.querySelectorAll(".page-toc a[href^='#']")) {
      const section = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      const names = Array.from(section?.querySelectorAll(".question") ?? [], (box) => box.id);
      link.querySelector(".section-done")?.remove();
      if (!names.length || answered(names) < names.length) continue;
      link.insertAdjacentHTML("beforeend", '<span class="section-done">, all answered</span>');
    }
  };

  // Say below a question how an answer compares.
  const tell = (box, ...words) => box.querySelector(".question-told").replaceChildren(...words);

  const verdict = (right) => {
    const word = document.createElement("strong");
    word.className = `quiz-verdict ${right ? "right" : "wrong"}`;
    word.textContent = right ? "Right." : "Not quite.";
    return word;
  };

  const reveal = (box, ...words) => {
    tell(box, ...words);
    box.querySelector("details").open = true;
  };

  // A prediction keeps the first choice, and its options may be looked at afterwards; other questions keep the last one.
  const choosing = (box, inputs) => {
    const first = box.matches(".predict");
    const right = (input) => input.parentElement.matches(".right");
    const compare = (input) => {
      const words = input.parentElement.querySelector("label").cloneNode(true).childNodes;
      reveal(box, "You chose: ", ...words, " ", verdict(right(input)));
    };
    const kept = all()[box.id]?.answer ?? [];
    for (const input of inputs) input.checked = kept.includes(input.value);
    const chosen = inputs.find((input) => input.checked);
    if (first && chosen) compare(chosen);
    const settled = () => first && box.querySelector(".question-told").hasChildNodes();
    box.addEventListener("change", ({ target }) => {
      if (settled()) return;
      const done = inputs[0].type === "radio" || inputs.every((input) => input.checked || !right(input));
      keep(box, inputs.filter((input) => input.checked).map((input) => input.value), done);
      if (first) compare(target);
    });
    // An arrow would choose each option on the way to another: it only leads there, and the space bar chooses.
    box.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
      const place = inputs.indexOf(event.target);
      if (!first || !step || place < 0 || settled()) return;
      event.preventDefault();
      inputs.at((place + step) % inputs.length).focus();
    });
  };

  const guessing = (box, slider) => {
    const { answer, within, unit } = slider.dataset;
    const button = box.querySelector(".guess button");
    const show = () => {
      slider.nextElementSibling.textContent = slider.value + unit;
      slider.setAttribute("aria-valuetext", slider.value + unit);
    };
    const settle = () => {
      const right = Math.abs(slider.value - answer) <= Number(within) + 1e-9;
      reveal(box, `Your guess: ${slider.value}${unit}. `, verdict(right), ` It is ${answer}${unit}.`);
      slider.disabled = button.hidden = true;
    };
    const [kept] = all()[box.id]?.answer ?? [];
    if (kept) slider.value = kept;
    show();
    if (kept) settle();
    slider.addEventListener("input", show);
    button.addEventListener("click", () => {
      keep(box, [slider.value], true);
      settle();
      box.querySelector("summary").focus(); // the button that had the focus is gone
    });
  };

  const typing = (box, field) => {
    const kept = all()[box.id];
    [field.value = ""] = kept?.answer ?? [];
    if (kept?.done) tell(box, verdict(true));
  };

  const show = (box) => {
    const inputs = [...box.querySelectorAll(".quiz-option input")];
    const slider = box.querySelector(".guess input");
    const field = box.querySelector(".pencil-answer input");
    if (inputs.length) choosing(box, inputs);
    else if (slider) guessing(box, slider);
    else if (field) typing(box, field);
  };

  const boxes = document.getElementsByClassName("question");
  let shown = 0;
  const showNew = () => {
    while (boxes[shown]?.nextSibling) show(boxes[shown++]); // a box is whole when something follows it
  };
  const parsing = new MutationObserver(showNew);
  parsing.observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", () => {
    parsing.disconnect();
    showNew();
    count();
  });
  // Another tab has kept something, or this page comes back as it was left.
  for (const event of ["storage", "pageshow"]) addEventListener(event, count);
  return { all, keep, read, replace, tell, verdict };
})();
