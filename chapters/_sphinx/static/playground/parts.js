// The arithmetic comes in parts. Each is a function that adds to `playground`: it runs on the page, and its text is what
// the worker is made of, because a page that was opened as a file may not load a worker from another file.
globalThis.playground = { parts: [] };

playground.define = (part) => {
  playground.parts.push(part);
  part(playground);
};

playground.worker = () => {
  const texts = playground.parts.map((part) => `(${part})(playground);`);
  const program = ['"use strict";', "const playground = {};", ...texts, "playground.serve(self);"].join("\n");
  const address = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const worker = new Worker(address);
  URL.revokeObjectURL(address);
  return worker;
};
