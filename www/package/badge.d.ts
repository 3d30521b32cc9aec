// Registers <invocation-badge> alone.
export { InvocationBadge } from "./index.js";
