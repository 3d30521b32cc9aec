"use strict";
// Shows the rows of the report. What a response said is only ever set as text.
(async () => {
  const at = (id) => document.getElementById(id);

  /** Bytes that stand deflated and in Base64 in the page. */
  const unpack = async (id) => {
    const text = atob(at(id).textContent);
    const packed = new Uint8Array(text.length);
    for (let byte = 0; byte < text.length; byte += 1) packed[byte] = text.charCodeAt(byte);
    const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  };

  const STEP = 200;
  const { words, rows: count, columns, outputs } = JSON.parse(new TextDecoder().decode(await unpack("rows")));

  // Where each output stands: blocks hold them one after the other.
  const places = [];
  for (let block = -1, start = 0, number = 0; number < outputs.length.length; number += 1) {
    if (outputs.first[block + 1] === number) [block, start] = [block + 1, 0];
    places.push([block, start, outputs.length[number]]);
    start += outputs.length[number];
  }

  /** The value of a column in a row. */
  const value = (name, row) => {
    const { each, of } = columns[name];
    return each === undefined ? columns[name].one : each[of === undefined ? row : of[row]];
  };

  const filled = (word, numbers) => words[word].replace(/\{(\w+)\}/g, (_, name) => Number(numbers[name]).toLocaleString(document.documentElement.lang));

  const make = (tag, text, className) => {
    const element = document.createElement(tag);
    if (text !== undefined) element.textContent = text;
    if (className) element.className = className;
    return element;
  };

  /** Signs for what is not seen, and for what would turn the text around it. */
  const visible = (text) => text
    .replace(/\r\n/g, "\n")
    .replace(/[\0-\x08\x0b-\x1f]/g, (char) => String.fromCharCode(0x2400 + char.charCodeAt(0)))
    .replace(/[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g, (char) => "[U+" + char.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0") + "]");

  const blocks = new Map();
  const output = async (number) => {
    const [block, start, length] = places[number];
    if (!blocks.has(block)) blocks.set(block, unpack("block-" + block));
    return new TextDecoder().decode((await blocks.get(block)).subarray(start, start + length));
  };

  const meanings = Object.fromEntries(words.columns);
  const several = columns.invokeId.one === undefined;
  const SHOWN = [
    ["outcome", ""], ...(columns.change ? [["change", ""]] : []), ["instanceId", "id"], ...(several ? [["invokeId", "id less"]] : []), ["status", "less"], ["reason", ""],
    ["startTime", "time less"], ["durationSeconds", "number less"],
  ];

  // What the filter looks through: made when first asked for, a line a row.
  let lines;
  const line = (row) => ["instanceId", "invokeId", "commandName", "status", "reason", "exitCode", "errorCode", "errorInfo"]
    .map((name) => value(name, row) ?? "").join("\n").toLowerCase();
  const haystack = () => (lines ??= Array.from({ length: count }, (_, row) => line(row)));

  const body = at("body");
  let chosen = [];
  let drawn = 0;

  const facts = (row) => {
    const list = make("dl");
    for (const [name, meaning] of words.columns) {
      const fact = name === "output" ? null : value(name, row);
      if (fact === null) continue;
      const term = make("dt", name);
      term.title = meaning;
      list.append(term, make("dd", visible(String(fact))));
    }
    return list;
  };

  const copyButton = (text) => {
    const copy = make("button", words.copy);
    copy.type = "button";
    copy.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      copy.textContent = words.copied;
    });
    return copy;
  };

  const open = async (row, button, line) => {
    if (button.getAttribute("aria-expanded") === "true") {
      line.nextElementSibling.remove();
      button.setAttribute("aria-expanded", "false");
      return;
    }
    button.setAttribute("aria-expanded", "true");
    const detail = make("tr", undefined, "detail");
    const cell = make("td");
    cell.colSpan = SHOWN.length + 1;
    detail.append(cell);
    line.after(detail);
    const number = value("output", row);
    if (number === null) {
      cell.append(make("p", value("outputBytes", row) > 0 ? words.binary : words.none, "soft"));
    } else {
      const text = await output(number);
      const shown = make("pre", visible(text));
      shown.tabIndex = 0;
      cell.append(shown);
      if (navigator.clipboard) cell.append(copyButton(text));
    }
    const dropped = value("dropped", row);
    if (dropped > 0) cell.append(make("p", filled("dropped", { n: dropped }), "soft"));
    cell.append(facts(row));
  };

  const draw = () => {
    const part = document.createDocumentFragment();
    for (const row of chosen.slice(drawn, drawn + STEP)) {
      const line = make("tr");
      const button = make("button", words.open);
      button.type = "button";
      button.setAttribute("aria-expanded", "false");
      button.setAttribute("aria-label", words.open + " " + (value("instanceId", row) ?? ""));
      button.addEventListener("click", () => open(row, button, line));
      for (const [name, className] of SHOWN) {
        const cell = make("td", undefined, className);
        const text = value(name, row);
        if (name === "change") cell.textContent = words.changes[text] ?? "";
        else if (name === "outcome") cell.append(make("span", words.outcomes[text], "outcome " + text));
        else if (text !== null) cell.textContent = visible(String(text));
        line.append(cell);
      }
      const last = make("td");
      last.append(button);
      line.append(last);
      part.append(line);
    }
    drawn = Math.min(drawn + STEP, chosen.length);
    body.append(part);
    at("more").hidden = drawn === chosen.length;
    at("count").textContent = filled("count", { n: chosen.length, of: count });
  };

  const filter = () => {
    const wanted = at("filter").value.toLowerCase().split(/\s+/).filter(Boolean);
    const pressed = [...document.querySelectorAll("[data-reason][aria-pressed=true]")];
    const reasons = new Set(pressed.map((button) => button.dataset.reason + "\n" + button.dataset.outcome + "\n" + button.dataset.invocation));
    const changes = new Set([...document.querySelectorAll("[data-change][aria-pressed=true]")].map((button) => button.dataset.change));
    chosen = [];
    for (let row = 0; row < count; row += 1) {
      const reason = () => value("reason", row) + "\n" + value("outcome", row) + "\n" + value("invocation", row);
      const became = changes.size === 0 || changes.has(value("change", row));
      if (became && wanted.every((word) => haystack()[row].includes(word)) && (reasons.size === 0 || reasons.has(reason()))) chosen.push(row);
    }
    body.replaceChildren();
    drawn = 0;
    draw();
  };

  const heading = at("heading");
  for (const [name, className] of SHOWN) {
    const cell = make("th", words.headings[name], className.replace("id", ""));
    cell.scope = "col";
    cell.title = meanings[name];
    heading.append(cell);
  }
  heading.append(make("td"));
  for (const button of document.querySelectorAll("[data-reason], [data-change]")) {
    button.disabled = false;
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      filter();
    });
  }
  at("filter").addEventListener("input", filter);
  at("search").addEventListener("submit", (event) => event.preventDefault());
  at("more").addEventListener("click", draw);
  filter();
  at("search").hidden = false;
  document.body.dataset.ready = "true";
})().catch((error) => {
  document.getElementById("fault").hidden = false;
  throw error;
});
