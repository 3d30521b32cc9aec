// All of it in one script, the modules' bytes inside; registers the elements.
export * from "./index.js";
