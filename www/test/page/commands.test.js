// @ts-check
// What is offered to be copied, as a person sees it: signs in a response make neither code nor commands.
import assert from "node:assert/strict";
import test, { after, before } from "node:test";
import { caseText, paste, results, row, start } from "./harness.js";

/** @type {Awaited<ReturnType<typeof start>>} */
let site;
before(async () => {
  site = await start();
});
after(() => site.stop());

const HOSTILE = "t-1`; touch x; `aliyun ecs StopInvocation --InvokeId t-2` -";
/** @param {string} text */
async function advised(text) {
  const { page, context } = await site.visit();
  await page.getByRole("textbox", { name: "The response" }).focus();
  await paste(page, text);
  const advice = page.getByRole("region", { name: "Next", exact: true });
  await advice.waitFor();
  return { page, context, advice, code: await advice.locator("code").allTextContents(), buttons: advice.getByRole("button", { name: "Copy the command" }) };
}

test("an id with backticks is one piece of code, and no command is offered", async () => {
  const { page, context, code, buttons } = await advised(results([row(1, "Running", { InvokeId: HOSTILE, ExitCode: "" })]));
  assert.deepEqual(code, [`${HOSTILE.slice(0, 60)}${HOSTILE.length > 60 ? "…" : ""}`]);
  assert.equal(await buttons.count(), 0);
  // Nowhere else on the page does a piece of it stand as code of its own.
  const pieces = await page.locator("code").allTextContents();
  assert.ok(pieces.every((piece) => !piece.includes("touch") || piece.startsWith("t-1`")), pieces.join("\n"));
  await context.close();
});

test("a token with backticks makes no second command", async () => {
  const answer = JSON.parse(results([row(1, "Success"), row(2, "Success")]));
  answer.Invocation.TotalCount = 0;
  answer.NextToken = "a` `aliyun ecs StopInvocation --InvokeId t-2` `b";
  const { context, code, buttons } = await advised(JSON.stringify(answer));
  assert.ok(code.includes(answer.NextToken), code.join("\n"));
  assert.ok(code.every((piece) => piece === answer.NextToken || !piece.includes("StopInvocation")), code.join("\n"));
  assert.equal(await buttons.count(), code.filter((piece) => piece.startsWith("aliyun ecs Describe")).length);
  await context.close();
});

test("a status with backticks is one piece of code in the note about it", async () => {
  const { page, context } = await advised(results([row(1, "odd`x`y")]));
  await page.getByRole("tab", { name: /Diagnostics/ }).click();
  const note = page.getByRole("button", { name: /expected a status/ });
  assert.deepEqual(await note.locator(".message code").allTextContents(), ["odd`x`y"]);
  await context.close();
});

test("a command is copied as it stands, and masked ids are left out and said to be masked", async () => {
  const { page, context, advice, buttons } = await advised(caseText("history_page.json"));
  await buttons.first().click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await advice.locator("code").first().textContent());
  await context.close();
  const other = await advised(results([row(1, "Failed"), row(2, "Failed", { InstanceId: "i-bp1****" })]));
  await other.advice.getByText("Copy the ID of the failed instance:").waitFor();
  await other.advice.getByText("1 ID is masked and matches nothing: left out.").waitFor();
  await other.context.close();
});
