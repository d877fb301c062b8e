// Challenges: goals that are checked while a network trains. What is solved is kept with the reader's other answers,
// with the setting that solved it.
{
  const COLUMNS = { "training loss": 1, "test loss": 2, "training accuracy": 3, "test accuracy": 4 };
  const HOLDS = {
    "=": (a, b) => a === b,
    "!=": (a, b) => a !== b,
    "<=": (a, b) => a <= b,
    ">=": (a, b) => a >= b,
  };

  const challenges = [...document.querySelectorAll(".question.challenge")].map((box) => ({
    box,
    goal: JSON.parse(box.querySelector(".challenge-begin").dataset.goal),
  }));

  const solved = ({ set, measure, value, within, rules }, setting, rows) => {
    if (!rules.every(([name, sign, option]) => HOLDS[sign](setting[name], option))) return null;
    const column = COLUMNS[`${set} ${measure}`];
    const reached = (row) => (measure === "loss" ? row[column] < value : row[column] >= value);
    return rows.find((row) => row[0] <= within && reached(row)) ?? null;
  };

  const tell = (box, [state, step]) => {
    const link = document.createElement("a");
    link.href = `#${state}`;
    link.textContent = `Solved in ${step} steps by this setting.`;
    courseProgress.tell(box, courseProgress.verdict(true), " ", link);
  };

  playground.judge = ({ setting, rows }) => {
    for (const { box, goal } of challenges) {
      if (courseProgress.all()[box.id]?.done) continue;
      const row = solved(goal, setting, rows);
      if (!row) continue;
      const answer = [playground.state.write(), String(row[0])];
      courseProgress.keep(box, answer, true);
      tell(box, answer);
    }
  };

  for (const { box } of challenges) {
    const kept = courseProgress.all()[box.id];
    if (kept?.done) tell(box, kept.answer);
  }
}
