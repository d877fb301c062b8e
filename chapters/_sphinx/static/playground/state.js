// What the controls say, and the page's address that says the same: what is not as it was at the beginning follows the #.
{
  const form = document.querySelector(".play-controls");
  const [versus, other] = ["versus", "other"].map((name) => form.elements[name]);
  const [until, pace] = ["until", "pace"].map((name) => document.querySelector(`.play-actions [name=${name}]`));
  const controls = [...form.elements].filter((each) => each.matches("select") && each !== versus && each !== other);
  const control = (name) => controls.find((each) => each.name === name);
  const value = (text) => (text === "" || Number.isNaN(Number(text)) ? text : Number(text));
  const usual = (select) => [...select.options].find((option) => option.defaultSelected).value;
  const has = (select, text) => [...select.options].some((option) => option.value === text);
  const label = (select) => select.labels[0].textContent;
  const state = { seed: 1 };

  const shown = (name, text) => [...control(name).options].find((option) => option.value === String(text))?.text;

  // The second network's control is offered with the options that the first network does not have.
  const offer = (wanted) => {
    const select = control(versus.value);
    const left = select ? [...select.options].filter((option) => option.value !== select.value) : [];
    const kept = wanted ?? other.value;
    other.replaceChildren(...left.map((option) => new Option(option.text, option.value)));
    if (has(other, kept)) other.value = kept;
    other.disabled = !left.length;
  };

  // One setting, or two that differ in one control.
  state.settings = () => {
    const first = Object.fromEntries(controls.map((each) => [each.name, value(each.value)]));
    first.seed = state.seed;
    return versus.value ? [first, { ...first, [versus.value]: value(other.value) }] : [first];
  };

  state.until = () => Number(until.value) || Infinity;
  state.pace = () => Number(pace.value);

  // What the two networks are called: the option in which they differ.
  state.names = () => {
    if (!versus.value) return ["The network"];
    const select = control(versus.value);
    return [select.value, other.value].map((each) => `${label(select)}: ${shown(versus.value, each)}`);
  };

  state.write = () => {
    const changed = controls.filter((each) => each.value !== usual(each)).map((each) => [each.name, each.value]);
    if (state.seed !== 1) changed.push(["seed", state.seed]);
    if (versus.value) changed.push(["versus", `${versus.value}:${other.value}`]);
    if (until.value) changed.push(["until", until.value]);
    return new URLSearchParams(changed).toString().replaceAll("%3A", ":");
  };

  // What an address does not name is as at the beginning; what it names wrongly, too.
  state.read = (text) => {
    const given = new URLSearchParams(text);
    for (const each of controls) each.value = has(each, given.get(each.name)) ? given.get(each.name) : usual(each);
    state.seed = Math.max(1, Math.floor(Number(given.get("seed"))) || 1);
    const [name, option] = (given.get("versus") ?? "").split(":");
    versus.value = control(name) ? name : "";
    until.value = Math.max(0, Math.floor(Number(given.get("until")))) || "";
    offer(option);
  };

  state.keep = () => {
    try {
      history.replaceState(null, "", `#${state.write()}`);
    } catch {
      // a page opened as a file may not change its address
    }
  };

  form.addEventListener("input", ({ target }) => {
    if (target !== other) offer();
  });
  playground.state = Object.assign(state, { form, shown });
}
