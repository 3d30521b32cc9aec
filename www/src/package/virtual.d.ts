// What build/wasm.ts puts in: a module's bytes, compressed, in Base64.
declare module "virtual:*.wasm" {
  const packed: string;
  export default packed;
}
// What build/statuses.ts puts in: each spelling of a status, in lower case, with its badge: label, outcome, kind and entry.
declare module "virtual:statuses" {
  const statuses: { readonly [spelling: string]: readonly [label: string, outcome: import("../core/core.ts").Outcome, kind: import("../core/core.ts").Badge["kind"], entry: string] | undefined };
  export default statuses;
}
// What stands beside in the package: made of inline.ts (vite.package.ts).
declare module "*/inline.module.js" {
  export const inlined: typeof import("./inlined.ts").inlined;
}
