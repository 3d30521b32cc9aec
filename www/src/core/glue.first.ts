// The module of the core that the page loads first: without what is asked for after the first answer.
export * from "../../pkg/first/first.js";
export { default } from "../../pkg/first/first.js";
