// The elements in templates of Vue, as its tools see them.
import type {} from "invocation-inspector/vue";
import type { GlobalComponents } from "vue";

type Inspector = InstanceType<GlobalComponents["invocation-inspector"]>;
type Badge = InstanceType<GlobalComponents["invocation-badge"]>;

export const props: Inspector["$props"] = {
  response: fetch("/answer"),
  view: "table",
  compact: true,
  "has-aside": "",
  hasAside: true,
  class: ["portal", { wide: true }],
  state: { tab: "table" },
  key: "one",
  query: undefined,
  names: undefined,
  onIiReady: ({ outcome }) => outcome?.length,
  onIiSelection: (event) => event.instanceId,
};
export const badge: Badge["$props"] = { status: "Success", "invoke-id": "t-1" };
// @ts-expect-error: no such view
export const wrong: Inspector["$props"] = { view: "picture" };
// @ts-expect-error: no such property
export const unknown: Badge["$props"] = { statuses: "Success" };

declare const inspector: Inspector;
inspector.$emit("ii-ready", null as never);
// @ts-expect-error: no such event
inspector.$emit("ii-none", null as never);
export const report = inspector.report();
