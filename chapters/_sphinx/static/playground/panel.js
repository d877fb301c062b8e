// One network on the page: its numbers, its pictures, and the same in words.
{
  const template = document.querySelector(".playground template");
  const UNITS = {
    plane: "Units and weights: what each unit gives over the plane; blue is low, orange high, pale between",
    numbers: "Units and weights: what each unit gives along the line; blue lines are negative weights, orange positive ones",
    images: "Units: of the first layer the weights of the 64 pixels, behind it the mean for each of the ten digits",
  };
  const SAYS = {
    plane: "What it says: circles and squares are the classes, hollow points those of the test set",
    numbers: "What it says, the line; hollow points are those of the test set",
    images: "Test digits that it tells wrong: what they are → what it says",
  };

  playground.Panel = class {
    constructor(home) {
      home.append(template.content.cloneNode(true));
      this.box = home.lastElementChild;
      const find = (selector) => this.box.querySelector(selector);
      [this.name, this.numbers, this.words] = [".play-name", ".play-numbers", ".play-words"].map(find);
      this.numbers.append("");
      this.canvases = Object.fromEntries([...this.box.querySelectorAll("canvas")].map((each) => [each.dataset.picture, each]));
    }

    set(name, data, sets, setting) {
      Object.assign(this, { data, sets, activation: setting.activation, batches: Math.ceil(sets.train.n / (setting.batch || sets.train.n)) });
      this.name.textContent = name;
      this.box.setAttribute("aria-label", name);
      this.canvases.says.nextElementSibling.textContent = SAYS[data.kind];
      this.canvases.units.nextElementSibling.textContent = UNITS[data.kind];
    }

    draw(picture) {
      const { canvases, data, sets } = this;
      playground.says[data.kind](canvases.says, picture, sets);
      playground.units(canvases.units, picture, data, this.activation);
      playground.charts.activations(canvases.activations, picture);
      playground.charts.gradients(canvases.gradients, picture);
      this.numbers.firstChild.data = playground.words.numbers(picture, this.batches); // no new node: nothing is styled anew
    }

    tell(picture) {
      const { words } = playground;
      const told = Object.fromEntries(Object.keys(this.canvases).map((name) => [name, words[name](picture, this.data)]));
      for (const [name, canvas] of Object.entries(this.canvases)) canvas.setAttribute("aria-label", told[name]);
      const lines = [words.numbers(picture, this.batches), words.broken(picture), ...Object.values(told)];
      this.words.replaceChildren(
        ...lines.filter(Boolean).map((line) => Object.assign(document.createElement("li"), { textContent: line })),
      );
    }
  };
}
