// The worker's side: it trains one network or two in step, and sends pictures of them when the page has drawn the last.
playground.define(function serve(playground) {
  "use strict";

  playground.start = (settings, scans) =>
    settings.map((setting) => {
      const data = playground.load(setting, scans);
      return new playground.Watch(new playground.Trainer(setting, data, playground.draws(setting, data.train.n)));
    });

  playground.serve = (port) => {
    let watches = [];
    let running = false;
    let [pace, budget, until] = [1, 10, Infinity];
    let waiting = false; // for the page, which still draws
    let spent = { steps: 0, time: 0 };

    const send = () => {
      waiting = true;
      port.postMessage({ kind: "pictures", pictures: watches.map((each) => each.picture()), running, spent });
    };

    const advance = () => {
      const began = performance.now();
      let steps = 0;
      const left = () => watches[0].trainer.steps < until && watches.some((each) => !each.broken);
      while (left() && (pace ? steps < pace : steps % 8 || performance.now() - began < budget)) {
        for (const each of watches) each.step();
        steps += 1;
      }
      spent = { steps: spent.steps + steps, time: spent.time + performance.now() - began };
      running = left();
      send();
    };

    const orders = {
      set({ settings, scans }) {
        watches = playground.start(settings, scans);
        running = false;
        spent = { steps: 0, time: 0 };
        const { train, test, ...data } = watches[0].trainer.data;
        const sets = watches.map(({ trainer }) => ({ train: trainer.data.train, test: trainer.data.test }));
        port.postMessage({ kind: "data", data, sets });
        send();
      },
      run(order) {
        ({ pace, budget, until } = order);
        running = true;
        if (!waiting) advance();
      },
      step() {
        running = false;
        for (const each of watches) each.step();
        send();
      },
      pause() {
        running = false;
        send();
      },
      drawn() {
        waiting = false;
        if (running) advance();
      },
    };
    port.onmessage = ({ data }) => orders[data.order](data);
  };
});
