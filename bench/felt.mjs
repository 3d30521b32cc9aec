// What a reader feels from opening the page to the first answer, in Chromium: on a slow line, and with and without the warm-up.

/** 1.6 Mbit/s, 150 ms from a request to the first byte of its answer. */
const SLOW_LINE = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 };
/** Milliseconds from the field to the paste, where the reader takes time to copy. */
const PAUSE = 2_500;

/**
 * Runs in the page, before its own scripts. `felt.begun`: when the field is there; `felt.paste` resolves with when the answer was painted, and
 * `felt.first` pastes in every frame until the page takes it. Two frames more are waited for, as the other works do.
 */
function observe() {
  const find = (root, selector) => {
    const here = root.querySelector(selector);
    if (here) return here;
    for (const { shadowRoot } of root.querySelectorAll("*")) {
      const inside = shadowRoot && find(shadowRoot, selector);
      if (inside) return inside;
    }
    return null;
  };
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const until = async (what) => {
    while (!what()) await frame();
  };
  const pages = {
    ours: {
      begun: () => find(document, "textarea"),
      /** Whether it was taken. */
      paste(text) {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", text);
        return !document.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
      },
      painted: () => {
        const head = find(document, "[part~=head]");
        return head && find(head, "[part~=sentence]")?.textContent.trim();
      },
    },
    editor: {
      begun: () => globalThis.show,
      paste(text) {
        globalThis.show?.(text);
        return Boolean(globalThis.show);
      },
      painted: () => [...document.querySelectorAll(".jse-key")].some(({ textContent }) => textContent.includes("RequestId")),
    },
  };
  const page = pages[location.pathname.includes("editor") ? "editor" : "ours"];
  const tasks = [];
  new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask", buffered: true });
  const answered = async () => {
    await until(page.painted);
    await frame();
    await frame();
    return performance.now();
  };
  globalThis.felt = {
    begun: until(() => document.body && page.begun()),
    /** Milliseconds beyond 50 of each task so far. */
    blocked: () => tasks.reduce((sum, { duration }) => sum + duration - 50, 0),
    async paste(text) {
      const start = performance.now();
      page.paste(text);
      return { start, end: await answered() };
    },
    async first(text) {
      await until(() => document.body && page.paste(text));
      return { ready: performance.now(), painted: await answered() };
    },
  };
}

/** The warm-up waits for an idle browser without a limit of time, unlike all else: without idle time there is none. */
function withoutWarmUp() {
  const { requestIdleCallback } = globalThis;
  globalThis.requestIdleCallback = (act, options) => (options?.timeout ? requestIdleCallback(act, options) : 0);
}

/** Lets each of several visits happen in turns, another one first in each round; the first round is not counted. */
async function inTurns(visits, rounds, warm = 1) {
  const found = visits.map(() => []);
  for (let round = 0; round < warm + rounds; round += 1) {
    for (let place = 0; place < visits.length; place += 1) {
      const at = (place + round) % visits.length;
      const result = await visits[at]();
      if (round >= warm) found[at].push(result);
    }
  }
  return found;
}

/** From navigation, on a slow line. */
export async function onSlowLine({ fresh, site, text, rounds }) {
  const visit = (path) => () =>
    fresh(`${site.url}${path}`, { scripts: [observe], line: SLOW_LINE }, (page) => page.evaluate((text) => globalThis.felt.first(text), text));
  return inTurns([visit("dist/index.html"), visit("editor.html")], rounds);
}

/** The first answer of a page that has been open for a while, and what that while has cost. */
export async function warmedUp({ fresh, site, file, rounds }) {
  const visit = (scripts) => () =>
    fresh(`${site.url}dist/index.html`, { scripts }, async (page, cpu) => {
      await page.evaluate(() => globalThis.felt.begun);
      // What says that somebody is there, which the warm-up waits for.
      await page.mouse.move(600, 500);
      await new Promise((done) => setTimeout(done, PAUSE));
      await page.evaluate(async (file) => (globalThis.text = await (await fetch(file)).text()), file);
      const before = await cpu();
      const blocked = await page.evaluate(() => globalThis.felt.blocked());
      const { start, end } = await page.evaluate(() => globalThis.felt.paste(globalThis.text));
      return { painted: end - start, "computed for it": (await cpu()) - before, "computed before it": before, "blocked before it": blocked };
    });
  return inTurns([visit([observe]), visit([observe, withoutWarmUp])], rounds);
}
