// The page: buttons and controls give orders to the worker, and what it sends is drawn before the next picture is wanted.
{
  const { state, Panel, charts, words } = playground;
  const home = document.querySelector(".playground");
  const networks = home.querySelector(".play-networks");
  const curves = home.querySelector("[data-picture=losses]");
  const told = home.querySelector(".play-told");
  const runButton = home.querySelector("[data-do=run]");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const worker = playground.worker();
  const folder = document.querySelector("script[src*='playground/parts.js']").src;
  let [panels, pictures, running, scheduled, spoken, drawn] = [[], [], false, false, 0, 0];

  const order = (name, more = {}) => worker.postMessage({ order: name, ...more });

  const showRunning = (now) => {
    running = now;
    runButton.textContent = now ? "Pause" : "Run";
    runButton.setAttribute("aria-pressed", String(now));
  };

  const tell = () => {
    spoken = performance.now();
    curves.setAttribute("aria-label", words.losses(pictures, state.names()));
    panels.forEach((panel, k) => panel.tell(pictures[k]));
  };

  // What is said aloud: where training has come to when it rests, and when it has left the numbers.
  const speak = () => {
    const lines = pictures.map((picture, k) => {
      const which = pictures.length > 1 ? `${state.names()[k]}. ` : "";
      return `${which}${words.broken(picture) || (running ? "" : words.numbers(picture, panels[k].batches))}`;
    });
    const line = pictures.some((picture) => picture.broken) || !running ? lines.join(" ") : "";
    if (told.textContent !== line) told.textContent = line;
    told.classList.toggle("play-hidden", !pictures.some((picture) => picture.broken)); // the numbers are seen below
  };

  const draw = () => {
    if (!curves.clientWidth) return; // nothing to draw on: the page is hidden, or not laid out yet
    charts.losses(curves, pictures, state.names());
    panels.forEach((panel, k) => panel.draw(pictures[k]));
    drawn += 1;
    if (!running || performance.now() - spoken > 1000) tell();
    speak();
  };

  // Where motion is reduced, a picture stands for a second; the network learns in the meantime as it does for others.
  const next = () => {
    scheduled = false;
    order("drawn");
    if (pictures.length === panels.length) draw();
  };
  const schedule = () => {
    if (scheduled) return;
    scheduled = true;
    if (still.matches && running) setTimeout(next, 1000);
    else requestAnimationFrame(next);
  };

  const receive = {
    data({ data, sets }) {
      pictures = []; // those of other data cannot be drawn on these
      const settings = state.settings();
      while (panels.length < sets.length) panels.push(new Panel(networks));
      for (const panel of panels.splice(sets.length)) panel.box.remove();
      panels.forEach((panel, k) => panel.set(state.names()[k], data, sets[k], settings[k]));
      networks.classList.toggle("play-two", panels.length > 1);
    },
    pictures(message) {
      ({ pictures } = message);
      Object.assign(playground, { pictures, spent: message.spent });
      if (running !== message.running) showRunning(message.running);
      playground.judge(pictures[0]);
      schedule();
    },
  };
  worker.onmessage = ({ data }) => receive[data.kind](data);

  // The digits come with a script of their own, when they are wanted.
  const scans = () =>
    new Promise((done, fail) => {
      if (playground.scans) return done();
      const script = document.createElement("script");
      script.src = new URL(home.dataset.digits, folder).href;
      script.onload = done;
      script.onerror = () => fail(new Error("The digits could not be loaded."));
      document.head.append(script);
    });

  let wanted = 0;
  const start = async () => {
    const mine = (wanted += 1);
    const settings = state.settings();
    showRunning(false);
    const images = settings.some((setting) => setting.data === "digits");
    try {
      if (images) await scans();
    } catch (error) {
      told.textContent = error.message;
      told.classList.remove("play-hidden");
      return;
    }
    if (mine === wanted) order("set", { settings, scans: images ? playground.scans : null });
  };

  const actions = {
    run() {
      if (running) return actions.pause();
      showRunning(true);
      order("run", { pace: state.pace(), budget: still.matches ? 400 : 10, until: state.until() });
    },
    pause() {
      showRunning(false);
      order("pause");
    },
    step() {
      showRunning(false);
      order("step");
    },
    again: start,
    other() {
      state.seed += 1;
      state.keep();
      start();
    },
  };
  home.querySelector(".play-actions").addEventListener("click", ({ target }) => actions[target.dataset.do]?.());
  home.addEventListener("change", ({ target }) => {
    if (target.name === "pace") return;
    state.keep();
    if (target.name !== "until") start();
    else if (running) actions.pause();
  });
  addEventListener("hashchange", () => {
    state.read(location.hash.slice(1));
    start();
    home.scrollIntoView(); // the link may stand far below
  });
  new ResizeObserver(() => playground.redraw()).observe(networks);
  playground.redraw = () => pictures.length && pictures.length === panels.length && draw();
  playground.count = () => drawn;
  // On a phone the settings stay out of the way of what is seen.
  home.querySelector(".play-settings").open = !matchMedia("(max-width: 700px)").matches;
  state.read(location.hash.slice(1));
  start();
}
