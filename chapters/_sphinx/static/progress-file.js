// The buttons of the page of progress: what is kept goes into a file, comes from one, or is forgotten.
{
  const actions = document.querySelector(".progress-actions");
  const file = actions.querySelector("input");
  const say = (words) => (actions.querySelector("[role=status]").textContent = words);
  const told = (answers) => {
    const count = Object.keys(answers).length;
    return `${count} ${count === 1 ? "answer" : "answers"}`;
  };

  const save = () => {
    const answers = courseProgress.all();
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([JSON.stringify(answers, null, 1)], { type: "application/json" }));
    link.download = "progress.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    say(`Saved: ${told(answers)}.`);
  };

  const forget = () => {
    if (!confirm("Forget all that you have answered? Only a file that you have saved can bring it back.")) return;
    courseProgress.replace({});
    say("All is forgotten.");
  };

  // What is in the file wins, except over what is answered here.
  file.addEventListener("change", async () => {
    const [chosen] = file.files;
    file.value = ""; // the same file may be chosen again
    let loaded = {};
    try {
      loaded = courseProgress.read(await chosen.text());
    } catch {
      // no JSON: it holds no answer
    }
    if (!Object.keys(loaded).length) return say("There is no answer in this file; choose one that was saved here.");
    const here = courseProgress.all();
    const done = Object.entries(here).filter(([, entry]) => entry.done);
    courseProgress.replace({ ...here, ...loaded, ...Object.fromEntries(done) });
    say(`Loaded: ${told(loaded)}.`);
  });

  const act = { save, forget };
  actions.addEventListener("click", ({ target }) => act[target.dataset?.action]?.());
}
