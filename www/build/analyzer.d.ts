// The analyzer's part for Lit, which has no types of its own.
declare module "@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js" {
  export function litPlugin(): import("@custom-elements-manifest/analyzer").Plugin[];
}
