"""How fast the playground is: steps and pictures a second, how long the page is ever blocked, and NumPy beside it.

`make bench` calls it, after `make site`.
"""

from collections.abc import Iterator
from time import perf_counter

from playwright.sync_api import Page

from tests.benchmarks.bars import Bar
from tests.benchmarks.pages import SITE, opened, served
from tests.chapters._sphinx.playground.reference import train

PAGE = "chapters/playground/playground.html"
SECONDS = 5
STEPS, RUNS = 500, 7  # of runs in turn the fastest counts: the others have waited for the machine
# What blocks the page for 50 ms and more is what browsers call a long task; shorter ones show between two frames.
WATCH = """
() => {
  globalThis.longest = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longest = Math.max(longest, entry.duration);
  }).observe({ type: "longtask" });
}
"""
STEP = """
(steps) => {
  const [watch] = playground.start(playground.state.settings(), null);
  const { trainer } = watch;
  for (let k = 0; k < 300; k++) trainer.step();
  const began = performance.now();
  for (let k = 0; k < steps; k++) trainer.step();
  return (performance.now() - began) / steps / 1000;
}
"""


def playground() -> Iterator[Bar]:
    """Two circles, 2-8-8-2, batches of 32: the setting that the page begins with."""
    with served(SITE) as address, opened() as page:
        page.goto(address + PAGE)
        page.wait_for_function("playground.pictures")
        page.wait_for_timeout(500)
        page.evaluate(WATCH)
        steps, pictures = _run(page)
        yield Bar("playground, steps a second in the worker, pictures included", steps, at_least=1000)
        yield Bar("playground, pictures a second", pictures, at_least=50)
        yield Bar(
            "playground, longest time that the page was blocked (ms; 0: under 50)", page.evaluate("longest"), at_most=50
        )
        setting, data = page.evaluate(
            "() => [playground.state.settings()[0], playground.load(playground.state.settings()[0])]"
        )
        times = [(page.evaluate(STEP, STEPS), _numpy(setting, data)) for _ in range(RUNS)]
    ours, theirs = (min(each) for each in zip(*times, strict=True))
    yield Bar("playground, a step of NumPy against one of ours", theirs / ours, at_least=1)


def _run(page: Page) -> tuple[float, float]:
    """Steps and pictures a second while it runs."""
    read = "() => [playground.spent.steps, playground.count(), performance.now() / 1000]"
    page.locator("[data-do=run]").click()
    page.wait_for_timeout(1000)
    before = page.evaluate(read)
    page.wait_for_timeout(1000 * SECONDS)
    steps, pictures, seconds = (after - start for after, start in zip(page.evaluate(read), before, strict=True))
    page.locator("[data-do=run]").click()
    return steps / seconds, pictures / seconds


def _numpy(setting: dict[str, object], data: dict[str, object]) -> float:
    """Seconds for a step by the notebooks' answers."""
    sets = {"kind": "plane", "width": 2, "outputs": 2, **data["train"]}
    train(setting, sets, 100)
    began = perf_counter()
    train(setting, sets, STEPS)
    return (perf_counter() - began) / STEPS
