// What tools read about the package: the custom-elements manifest and VS Code's data, from the sources' JSDoc.
import type { Declared } from "./elements.ts";

/** Without what stands for the sources: where something is inherited from, and whatever of ours is undefined. */
const plain = <T extends object>({ inheritedFrom, values, className, resolveInitializer, ...kept }: T & { inheritedFrom?: unknown; values?: unknown; className?: unknown; resolveInitializer?: unknown }) => kept;

export function customElements({ elements, tokens }: Declared): unknown {
  const modules = [
    {
      kind: "javascript-module",
      path: "index.js",
      declarations: elements.map(({ tag, className, description, attributes, members, events, slots, parts }) => ({
        kind: "class",
        name: className,
        customElement: true,
        tagName: tag,
        description,
        superclass: { name: "HTMLElement" },
        attributes: attributes.map((attribute) => ({ ...plain(attribute), ...(attribute.values.length ? { type: { text: attribute.values.map((value) => `"${value}"`).join(" | ") } } : {}) })),
        members: members.map(plain),
        events: events.map(plain),
        slots: slots.map(plain),
        cssParts: parts.map(plain),
        cssProperties: tokens,
      })),
      exports: elements.map(({ className }) => ({ kind: "js", name: className, declaration: { name: className, module: "index.js" } })),
    },
    {
      kind: "javascript-module",
      path: "define.js",
      exports: elements.map(({ tag, className }) => ({ kind: "custom-element-definition", name: tag, declaration: { name: className, module: "index.js" } })),
    },
  ];
  return { schemaVersion: "1.0.0", readme: "README.md", modules };
}

/** Completion of tags and attributes in VS Code: the setting `html.customData`. */
export function vscodeData({ elements }: Declared): unknown {
  return {
    version: 1.1,
    tags: elements.map(({ tag, description, attributes }) => ({
      name: tag,
      description,
      attributes: attributes.map(({ name, description, type, values }) => ({
        name,
        description,
        ...(type?.text === "boolean" ? { valueSet: "v" } : {}),
        ...(values.length ? { values: values.map((value) => ({ name: value })) } : {}),
      })),
    })),
  };
}
