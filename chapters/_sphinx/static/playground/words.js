// The pictures in words: for readers who do not see them, and for all who want the numbers.
{
  const { short } = playground.charts;
  const percent = (share) => `${+(100 * share).toFixed(1)} %`;
  const list = (values) => values.map(short).join(", ");

  const numbers = ({ step, rate, train, test }, batches) => {
    const epochs = +(step / batches).toFixed(1);
    const right = train.accuracy === undefined ? "" : `; right: ${percent(train.accuracy)} and ${percent(test.accuracy)}`;
    const losses = [train.loss, test.loss].map((loss) => (Number.isFinite(loss) ? +loss.toPrecision(4) : short(loss)));
    return `Step ${step}, ${epochs} epochs, rate ${short(rate)}. Loss on training and test set: ${losses.join(" and ")}${right}.`;
  };

  const broken = ({ broken: gone }) => {
    if (!gone) return "";
    const why =
      gone.value === "NaN"
        ? "not a number: on the way an infinity was taken from an infinity, or multiplied by 0"
        : "infinite: a number has become too large for float64";
    return `The loss of step ${gone.step} is ${gone.value}, ${why}. Training has diverged, and no further step brings it back.`;
  };

  const says = ({ test, train }, { kind }) => {
    if (kind === "numbers") return "A curve, the network's answer, runs through points of the training set and of the test set.";
    const right = `${percent(train.accuracy)} of the training set and ${percent(test.accuracy)} of the test set are told right.`;
    if (kind === "plane") return `The plane in the colours of the two classes that the network tells, with both sets' points. ${right}`;
    return `The test digits that are told wrong. ${right}`;
  };

  const units = ({ histograms, weights }) => {
    const sizes = weights.map(({ W }) => W.reduce((most, each) => Math.max(most, Math.abs(each)), 0));
    return `${histograms.length} hidden layers of ${histograms[0]?.units ?? 0} units. Largest weight of each layer: ${list(sizes)}.`;
  };

  const activations = ({ histograms }) =>
    histograms
      .map(({ low, high, mean, deviation, dead, units: count }, k) => {
        const range = `Layer ${k + 1}: from ${list([low])} to ${list([high])}, mean ${list([mean])}, standard deviation ${list([deviation])}`;
        return dead ? `${range}; ${dead} of ${count} units give 0 for every sample.` : `${range}.`;
      })
      .join(" ") || "There is no hidden layer.";

  const gradients = ({ norms, step }) =>
    step ? `Norms of the weights' gradients, from the first layer to the last: ${list(norms)}.` : "No gradient yet: no step was made.";

  const losses = (pictures, names) =>
    pictures
      .map(({ rows }, k) => {
        const [first, last] = [rows[0], rows.at(-1)];
        return `${names[k]}: training loss from ${list([first[1]])} to ${list([last[1]])}, test loss from ${list([first[2]])} to ${list([last[2]])}, in ${last[0]} steps.`;
      })
      .join(" ");

  playground.words = { numbers, broken, says, units, activations, gradients, losses };
}
