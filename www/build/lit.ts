// lit without what it leaves on the global object: versions, a register for decorators of another kind, stand-ins for the DOM.
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { replaced } from "./replaced.ts";

const NO_DOM = fileURLToPath(new URL("no-dom.ts", import.meta.url));

export function quietLit(): Plugin {
  return {
    name: "quiet-lit",
    enforce: "pre",
    resolveId: (id) => (id === "@lit-labs/ssr-dom-shim" ? NO_DOM : null),
    transform: (code, id) =>
      /\/node_modules\/(@lit|lit|lit-html|lit-element)\//.test(id)
        ? replaced(
            code,
            [/\(\w+\.\w+Versions\?\?=\[\]\)\.push\("[^"]*"\)/g, "void 0"],
            [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, "const litPropertyMetadata=new WeakMap;"],
            [/\w+\.customElements\?\?=\w+;/, ""],
            // A page with a lit of its own has a policy of that name, which it may not allow twice. Where it allows neither name, what is drawn says so (src/widget/forbidden.ts).
            [/(\w+)\.createPolicy\("lit-html",(\{[^}]*\})\)/, "((types,rules)=>{for(const name of[\"lit-html\",\"invocation-inspector\"])try{return types.createPolicy(name,rules)}catch{}})($1,$2)"],
          )
        : null,
  };
}
