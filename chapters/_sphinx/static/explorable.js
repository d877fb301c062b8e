// A frozen explorable: native controls choose one of the frames that were drawn when the site was built.
// The frames are counted like the digits of a number: the last control is the fastest. They are loaded when a reader
// first touches a control, the nearest first, and the picture changes only to a frame that has arrived.
// What the controls show is kept in the page's address (?e0=2~on), so that a view can be linked.
class CourseExplorable extends HTMLElement {
  connectedCallback() {
    this.inputs = [...this.querySelectorAll("input, select")];
    this.texts = JSON.parse(this.dataset.texts);
    this.readouts = JSON.parse(this.dataset.readouts);
    this.frames = new Map(); // address -> picture, loading or loaded
    for (const event of ["pointerenter", "pointerdown", "focusin"]) {
      this.querySelector(".explorable-controls").addEventListener(event, () => this.loadAll(), { once: true });
    }
    this.name = `e${[...document.querySelectorAll("course-explorable")].indexOf(this)}`;
    this.restore();
    this.addEventListener("input", (event) => {
      if (event.isTrusted) this.stop?.(); // the reader takes over
      this.update();
    });
    this.addEventListener("change", () => this.remember());
    for (const button of this.querySelectorAll("button")) button.addEventListener("click", () => this.play(button));
    new MutationObserver(() => this.update()).observe(document.documentElement, { attributeFilter: ["data-theme"] });
    this.update(); // a browser may have restored the controls of an earlier visit
  }

  get theme() {
    return document.documentElement.dataset.theme === "dark" ? "dark" : "light";
  }

  // How many values a control has, and which it has now.
  static size(input) {
    return input.type === "checkbox" ? 2 : input.type === "range" ? Number(input.max) + 1 : input.options.length;
  }

  static position(input) {
    return input.type === "checkbox" ? Number(input.checked) : input.type === "range" ? Number(input.value) : input.selectedIndex;
  }

  static texts(input) {
    if (input.type === "checkbox") return ["off", "on"];
    return input.type === "range" ? JSON.parse(input.dataset.texts) : [...input.options].map((option) => option.text);
  }

  restore() {
    const texts = new URLSearchParams(location.search).get(this.name)?.split("~") ?? [];
    this.inputs.forEach((input, k) => {
      const position = CourseExplorable.texts(input).indexOf(texts[k]);
      if (position < 0) return; // an address of an earlier edition
      if (input.type === "checkbox") input.checked = position === 1;
      else if (input.type === "range") input.value = position;
      else input.selectedIndex = position;
    });
  }

  remember() {
    const query = new URLSearchParams(location.search);
    query.set(this.name, this.inputs.map((input, k) => CourseExplorable.texts(input)[this.current[k]]).join("~"));
    try {
      history.replaceState(null, "", `?${query}${location.hash}`);
    } catch {
      // a page opened as a file may not change its address
    }
  }

  play(button) {
    const running = button.getAttribute("aria-pressed") === "true";
    this.stop?.();
    if (running) return;
    const input = button.parentElement.querySelector("input");
    if (input.value === input.max) input.value = 0;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const timer = setInterval(() => {
      if (this.wanted !== this.shown) return; // the frame is still on its way
      if (input.value === input.max) return this.stop();
      input.value = Number(input.value) + 1;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }, Math.max(Number(button.dataset.interval), still ? 1000 : 0));
    button.setAttribute("aria-pressed", "true");
    button.textContent = "Pause";
    this.loadAll();
    this.update();
    this.stop = () => {
      clearInterval(timer);
      button.removeAttribute("aria-pressed");
      button.textContent = "Play";
      this.stop = null;
      this.remember();
    };
  }

  index(positions) {
    return this.inputs.reduce((sum, input, k) => sum * CourseExplorable.size(input) + positions[k], 0);
  }

  get current() {
    return this.inputs.map(CourseExplorable.position);
  }

  // The addresses of a frame: one for each of the figures that stand side by side. What is too wide for a phone has a
  // second address, in the `source` before the picture.
  addresses(index, width = "") {
    const count = this.texts[0].length;
    return this.texts[0].map((_, k) => `${this.dataset.frames}${index}${count > 1 ? `.${k}` : ""}.${this.theme}${width}.webp`);
  }

  load(address) {
    if (!this.frames.has(address)) {
      const picture = new Image();
      picture.src = address;
      // A frame that fails to load is tried again at the next step to it.
      this.frames.set(address, picture.decode().catch(() => this.frames.delete(address)));
    }
    return this.frames.get(address);
  }

  loadFrame(index) {
    const phone = this.querySelector("picture > source")?.media; // what has the frames drawn for phones
    const width = phone && matchMedia(phone).matches ? ".narrow" : "";
    return Promise.all(this.addresses(index, width).map((address) => this.load(address)));
  }

  update() {
    for (const input of this.inputs) {
      if (input.type === "range") {
        const text = CourseExplorable.texts(input)[Number(input.value)];
        input.setAttribute("aria-valuetext", text);
        input.nextElementSibling.textContent = text;
      }
    }
    const index = this.index(this.current);
    const pictures = [...this.querySelectorAll(`img.frame-${this.theme}`)];
    const addresses = this.addresses(index);
    this.wanted = addresses[0];
    if (pictures[0].getAttribute("src") === addresses[0]) return void (this.shown = addresses[0]);
    this.loadFrame(index).then(() => {
      if (this.wanted !== addresses[0]) return; // the reader has moved on
      const narrow = this.addresses(index, ".narrow");
      pictures.forEach((picture, k) => {
        picture.parentElement.querySelector(":scope > source")?.setAttribute("srcset", narrow[k]);
        picture.src = addresses[k];
        picture.alt = this.texts[index][k];
      });
      if (this.readouts.length) this.querySelector(".explorable-readout > span").textContent = this.readouts[index];
      this.shown = addresses[0];
    });
  }

  async loadAll() {
    const waiting = new Map(); // frame -> the positions of the controls that show it
    const visit = (positions) => {
      if (positions.length === this.inputs.length) waiting.set(this.index(positions), positions);
      else for (let k = 0; k < CourseExplorable.size(this.inputs[positions.length]); k++) visit([...positions, k]);
    };
    visit([]);
    const distance = (positions) => positions.reduce((sum, k, i) => sum + Math.abs(k - this.current[i]), 0);
    const worker = async () => {
      while (waiting.size) {
        const [nearest] = [...waiting].sort((a, b) => distance(a[1]) - distance(b[1]))[0];
        waiting.delete(nearest);
        await this.loadFrame(nearest);
      }
    };
    await Promise.all([worker(), worker(), worker(), worker()]);
  }
}

customElements.define("course-explorable", CourseExplorable);
