// What the runner asks of the page, by name: `bench.NAME(argument)` resolves with plain data.
import { CONTESTANTS, foundOurs, freshCore } from "./contestants.js";
import { PAINTERS } from "./paint.js";

/** @param {string} url */
async function load(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/** Between two turns, outside of what is timed: garbage is collected where the browser lets us, else it gets time to. */
async function rest() {
  globalThis.gc?.();
  await new Promise((done) => setTimeout(done, globalThis.gc ? 20 : 120));
}

/** What differs from what is in the data. Only what a contestant says is compared. */
function differences(found, wanted, who) {
  const wrong = [];
  for (const [key, value] of Object.entries(found)) {
    if (key === "diagnostics") {
      // A fault costs a note, or two; a reader that notes many more has lost its way.
      if (value < wanted.faults || value > 2 * wanted.faults) wrong.push(`${who}: ${value} notes for ${wanted.faults} faults`);
    } else if (value !== wanted[key]) wrong.push(`${who}: ${key} is ${value}, not ${wanted[key]}`);
  }
  return wrong;
}

/**
 * Times works in turns: every round lets each of them run once, each round another one first.
 * @param {{ works: { contestant: string, data: any }[], rounds: number, warm: number }} job
 */
async function interleave({ works, rounds, warm }) {
  const files = new Map();
  for (const { data } of works) if (!files.has(data.file)) files.set(data.file, await load(`/data/${data.file}`));
  const wrong = new Set();
  const times = works.map(() => /** @type {number[]} */ ([]));
  const ready = [];
  for (const { contestant } of works) ready.push(await CONTESTANTS[contestant].ready?.());

  const turn = async (at, check) => {
    const { contestant, data } = works[at];
    const { run, found } = CONTESTANTS[contestant];
    const bytes = files.get(data.file);
    await rest();
    const start = performance.now();
    let value = run(bytes, ready[at]);
    const time = performance.now() - start;
    if (check) for (const line of differences(found(value), data, `${contestant}, ${data.file}`)) wrong.add(line);
    value = null;
    return time;
  };

  for (let round = 0; round < warm; round += 1) for (let at = 0; at < works.length; at += 1) await turn(at, round === 0);
  for (let round = 0; round < rounds; round += 1) {
    for (let place = 0; place < works.length; place += 1) {
      const at = (place + round) % works.length;
      times[at].push(await turn(at, round === rounds - 1));
    }
  }
  return { times, wrong: [...wrong] };
}

/** The memory that the core has taken when it has answered, in an instance that has read nothing else. */
async function memory({ data }) {
  const bytes = await load(`/data/${data.file}`);
  const { inspect, memory } = await freshCore();
  const before = memory.buffer.byteLength;
  await rest();
  const start = performance.now();
  const inspection = inspect(bytes);
  const summary = inspection.summary();
  const time = performance.now() - start;
  // WebAssembly gives no memory back, so what it has now is the most it had.
  const peak = memory.buffer.byteLength;
  inspection.free();
  return { before, peak, time, wrong: differences(foundOurs(summary), data, `ours, ${data.file}`) };
}

/** Times to picture, in turns. */
async function paint({ painters, data, rounds, warm }) {
  const bytes = await load(`/data/${data.file}`);
  const text = data.bytes < 1e7 ? new TextDecoder().decode(bytes) : "";
  const times = painters.map(() => /** @type {number[]} */ ([]));
  const wrong = new Set();
  for (let round = 0; round < warm + rounds; round += 1) {
    for (let place = 0; place < painters.length; place += 1) {
      const at = (place + round) % painters.length;
      const { time, shown } = await PAINTERS[painters[at]]({ bytes, text, name: data.file, rest });
      if (round >= warm) times[at].push(time);
      const digits = shown?.replace(/(\d)[,.\s](?=\d)/g, "$1");
      if (digits && !digits.includes(String(data.failed))) wrong.add(`${painters[at]}: says "${shown}", and ${data.failed} failed`);
    }
  }
  return { times, wrong: [...wrong] };
}

/** One reading of an input of the largest size, by us and by `JSON.parse`: how it went. */
async function largest({ data }) {
  const bytes = await load(`/data/${data.file}`);
  const { inspect, memory } = await freshCore();
  const attempt = (work) => {
    const start = performance.now();
    try {
      const said = work();
      return { said, time: performance.now() - start };
    } catch (error) {
      return { failed: String(error), time: performance.now() - start };
    }
  };
  const ours = attempt(() => {
    const inspection = inspect(bytes);
    const summary = inspection.summary();
    inspection.free();
    return { headline: summary.headline, wrong: differences(foundOurs(summary), data, `ours, ${data.file}`) };
  });
  await rest();
  const parse = attempt(() => `${JSON.parse(new TextDecoder().decode(bytes)).Invocation.InvocationResults.InvocationResult.length} records`);
  return { ours, parse, peak: memory.buffer.byteLength };
}

globalThis.bench = { interleave, memory, paint, largest };
