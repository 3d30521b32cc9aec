// The elements in templates of Svelte, as its tools see them.
import type {} from "invocation-inspector/svelte";
import type { SvelteHTMLElements } from "svelte/elements";

export const props: SvelteHTMLElements["invocation-inspector"] = {
  response: fetch("/answer"),
  view: "table",
  class: "portal",
  "has-aside": "",
  query: undefined,
  names: undefined,
  "onii-ready": ({ outcome }) => outcome?.length,
  "onii-selection": (event) => event.instanceId,
};
export const badge: SvelteHTMLElements["invocation-badge"] = { status: "Success", "invoke-id": "t-1" };
// @ts-expect-error: no such view
export const wrong: SvelteHTMLElements["invocation-inspector"] = { view: "picture" };
// @ts-expect-error: no such property
export const unknown: SvelteHTMLElements["invocation-badge"] = { statuses: "Success" };
