// Time to picture: from the reader's gesture to the answer on the screen, each time in a page just loaded. The two
// frames that are waited for at the end cost everybody the same, up to 33 ms on a screen of 60 Hz. (Browsers can be told
// not to wait for the screen; Chromium then draws all the time and computes half as fast.)

const frames = (view, n) =>
  new Promise((done) => {
    const next = (left) => (left === 0 ? done(undefined) : view.requestAnimationFrame(() => next(left - 1)));
    next(n);
  });

/** Asks before every frame; gives up after a minute. @template T @param {() => T | null | undefined | false} what @returns {Promise<T>} */
async function until(view, what, name) {
  const start = performance.now();
  for (;;) {
    const found = what();
    if (found) return found;
    if (performance.now() - start > 60_000) throw new Error(`waited a minute for ${name}`);
    await frames(view, 1);
  }
}

/** Finds an element through open shadow roots. */
function find(root, selector) {
  const here = root.querySelector(selector);
  if (here) return here;
  for (const element of root.querySelectorAll("*")) {
    const inside = element.shadowRoot && find(element.shadowRoot, selector);
    if (inside) return inside;
  }
  return null;
}

/** Opens a page in a frame, lets `use` work with its window, and closes it. */
async function within(src, use) {
  const frame = document.createElement("iframe");
  frame.src = src;
  const loaded = new Promise((done) => (frame.onload = done));
  document.body.append(frame);
  await loaded;
  try {
    return await use(frame.contentWindow);
  } finally {
    frame.remove();
  }
}

/** Our page with its field shown and its core loaded: as a reader finds it. */
async function ready(view) {
  await until(view, () => find(view.document, "textarea, [role=textbox]"), "the field");
  const core = () => view.performance.getEntriesByType("resource").some((entry) => entry.name.endsWith(".wasm") && entry.responseEnd > 0);
  await until(view, core, "the core");
  await new Promise((done) => setTimeout(done, 200));
}

async function timed(view, gesture, painted, name) {
  const start = performance.now();
  gesture();
  const shown = await until(view, painted, name);
  await frames(view, 2);
  return { time: performance.now() - start, shown };
}

/** The sentence of the verdict; null while there is none. */
function verdict(view) {
  return sentence(view.document.querySelector("inspector-page")?.shadowRoot?.querySelector("invocation-inspector")?.shadowRoot);
}

function sentence(viewer) {
  const head = viewer?.querySelector("[part~=head]");
  return (head && find(head, "[part~=sentence]")?.textContent.trim()) || null;
}

/** An event with data, also where the constructor does not take it. */
function event(view, type, Type, key, data) {
  const made = new Type(type, { [key]: data, bubbles: true, composed: true, cancelable: true });
  if (made[key] !== data) Object.defineProperty(made, key, { value: data });
  return made;
}

/** The editor, waiting as our page does, is given the text. It is painted when the first member's name is there. */
const editor = (mode, key) => ({ text, rest }) =>
  within(`/editor.html#${mode}`, async (view) => {
    await until(view, () => view.show, "the editor");
    await new Promise((done) => setTimeout(done, 200));
    await rest();
    const painted = () => [...view.document.querySelectorAll(key)].some((element) => element.textContent.includes("RequestId"));
    const { time } = await timed(view, () => view.show(text), painted, "the editor's answer");
    return { time };
  });

export const PAINTERS = {
  // Its default: the members of the outermost object, what is in them folded.
  "vanilla-jsoneditor": editor("tree", ".jse-key"),
  "vanilla-jsoneditor, text": editor("text", ".cm-line"),

  // What the frames alone take: a word is written into the page that the editor stands in.
  "a word": ({ rest }) =>
    within("/editor.html#tree", async (view) => {
      await until(view, () => view.show, "the page");
      await new Promise((done) => setTimeout(done, 200));
      const word = view.document.createElement("p");
      view.document.body.append(word);
      await rest();
      const { time } = await timed(view, () => (word.textContent = "Failed"), () => word.textContent, "the word");
      return { time };
    }),

  "ours, pasted": ({ text, rest }) =>
    within("/dist/index.html", async (view) => {
      await ready(view);
      const data = new view.DataTransfer();
      data.setData("text/plain", text);
      const paste = event(view, "paste", view.ClipboardEvent, "clipboardData", data);
      await rest();
      return timed(view, () => view.document.dispatchEvent(paste), () => verdict(view), "the verdict");
    }),

  // As a portal hands over what it has fetched: an element in a page that is ready.
  "ours, bytes given": ({ bytes, rest }) =>
    within("/dist/index.html", async (view) => {
      await ready(view);
      const viewer = view.document.createElement("invocation-inspector");
      view.document.body.replaceChildren(viewer);
      // Of the frame's own realm, over the same memory.
      const own = new view.Uint8Array(bytes.buffer);
      await rest();
      return timed(view, () => (viewer.response = own), () => sentence(viewer.shadowRoot), "the verdict");
    }),

  "ours, file dropped": ({ bytes, name, rest }) =>
    within("/dist/index.html", async (view) => {
      await ready(view);
      const data = new view.DataTransfer();
      data.items.add(new view.File([bytes], name));
      const drop = event(view, "drop", view.DragEvent, "dataTransfer", data);
      await rest();
      return timed(view, () => view.document.body.dispatchEvent(drop), () => verdict(view), "the verdict");
    }),

  "JSON.parse": async ({ bytes, rest }) => {
    await rest();
    const start = performance.now();
    const answer = JSON.parse(new TextDecoder().decode(bytes));
    const time = performance.now() - start;
    return { time, shown: answer.Invocation ? null : "no answer" };
  },
};
