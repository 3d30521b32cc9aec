// The module of the core, with everything. The build of the page puts `glue.first.ts` in its place.
export * from "../../pkg/invocation_inspector.js";
export { default } from "../../pkg/invocation_inspector.js";
