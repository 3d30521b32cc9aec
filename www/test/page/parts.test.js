// @ts-check
// The core in two parts: the first is enough for a first answer; the rest comes when the reader does something, or on the spot, and a page that
// cannot have it says so and keeps the text.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { FORTY, hand, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

/** Cut off in the middle of a row. */
const CUT = FORTY.slice(0, FORTY.length / 2);

/** Opens the page with the clock of its timers stopped, so that nothing comes by itself; `asked` are the parts that were asked for. */
async function still() {
  const visit = await site.visit({
    before: () => {
      const later = setTimeout;
      globalThis.setTimeout = /** @type {any} */ ((/** @type {() => void} */ then, /** @type {number} */ time) => (time >= 2_000 ? 0 : later(then, time)));
    },
  });
  const asked = () =>
    visit.page.evaluate(() => performance.getEntriesByType("resource").flatMap(({ name }) => /\/assets\/(first|rest|more|sample-texts)-/.exec(name)?.[1] ?? []));
  return { ...visit, asked };
}

test("a first answer needs the first part, and the first key brings the rest", async () => {
  const { page, context, asked, faults } = await still();
  assert.deepEqual(await asked(), ["first"]);
  await hand(page, FORTY);
  await page.getByRole("heading", { name: /of 40 instances failed/ }).waitFor();
  // What stands behind the other tabs comes with the answer.
  assert.deepEqual((await asked()).filter((part) => part !== "more"), ["first"]);
  await page.keyboard.press("Shift");
  await page.waitForFunction(() => performance.getEntriesByType("resource").some(({ name }) => name.includes("/assets/rest-")));
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.getByRole("grid").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("a damaged response is read, though the rest is not there yet", async () => {
  const { page, context, asked, faults, violations } = await still();
  assert.deepEqual(await asked(), ["first"]);
  await hand(page, CUT);
  await page.getByRole("tab", { name: /Notes/ }).waitFor();
  assert.ok((await asked()).includes("rest"));
  assert.deepEqual(faults, []);
  assert.deepEqual(await violations(), []);
  await context.close();
});

test("without what stands behind the first picture and without a network the answer stands and it is said", async () => {
  const { page, context } = await still();
  await context.setOffline(true);
  await hand(page, FORTY);
  await page.getByRole("heading", { name: /of 40 instances failed/ }).waitFor();
  await page.getByText("could not be loaded").waitFor();
  // It is tried again when it is wanted.
  await context.setOffline(false);
  await page.getByRole("tab", { name: /Table/ }).click();
  await page.getByRole("grid").waitFor();
  await context.close();
});

test("without the rest and without a network the text is kept and it is said", async () => {
  const { page, context, asked } = await still();
  assert.deepEqual(await asked(), ["first"]);
  await context.setOffline(true);
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, composed: true }));
  }, CUT);
  await page.getByRole("alert").getByText("could not be loaded").waitFor();
  assert.equal((await page.getByRole("region", { name: "Your text" }).textContent())?.trim(), CUT.trim());
  // It is tried again.
  await context.setOffline(false);
  await hand(page, CUT);
  await page.getByRole("tab", { name: /Notes/ }).waitFor();
  await context.close();
});
