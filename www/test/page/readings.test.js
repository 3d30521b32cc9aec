// @ts-check
// A field that may be Base64 or plain text: the likelier reading is shown, and the other is one click away.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { hand, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let browser;
before(async () => {
  browser = await start();
});
after(() => browser?.stop());

/** A list as PowerShell prints it. @param {string} output */
const list = (output) => `InvokeId         : t-1\nInstanceId       : i-1\nInvocationStatus : Success\nExitCode         : 0\nOutput           : ${output}\n`;

test("the other reading of a field is one click away, and so is the way back", async () => {
  const { page, faults } = await browser.visit();
  await hand(page, list("dGVz"));
  const output = page.locator("[part~=output]").first();
  await output.getByText("tes", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Read as plain text" }).click();
  await output.getByText("dGVz", { exact: true }).waitFor();
  await page.getByRole("button", { name: "Read as Base64" }).click();
  await output.getByText("tes", { exact: true }).waitFor();
  assert.deepEqual(faults, []);
});

test("where a field is one of them for certain, nothing is offered", async () => {
  const { page } = await browser.visit();
  await hand(page, list("aGVsbG8gd29ybGQsIHRoaXMgaXMgYSBsaW5lCg=="));
  await page.locator("[part~=output]").first().getByText("hello world, this is a line").waitFor();
  assert.equal(await page.getByRole("button", { name: /Read as/ }).count(), 0);
});
