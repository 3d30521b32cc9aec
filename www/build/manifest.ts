// What tools read about the package: the custom-elements manifest, VS Code's data, web-types of JetBrains, and llms.txt, from the sources' JSDoc.
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

/** Completion of tags, attributes, events and tokens in editors of JetBrains (the schema of web-types 2.8). */
export function webTypes({ elements, tokens }: Declared, version: string): unknown {
  const named = (all: readonly { name: string; description?: string }[]) => all.map(({ name, description }) => ({ name, description }));
  return {
    $schema: "https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json",
    name: "invocation-inspector",
    version,
    "description-markup": "markdown",
    contributions: {
      html: {
        elements: elements.map(({ tag, description, attributes, members, events, slots, parts }) => ({
          name: tag,
          description,
          attributes: attributes.map(({ name, description, type, values }) => ({
            name,
            description,
            value: type?.text === "boolean" ? { kind: "no-value" } : { type: values.length ? values.map((value) => `"${value}"`) : "string" },
          })),
          slots: named(slots),
          js: { properties: named(members.filter(({ kind }) => kind === "field")), events: named(events) },
          css: { parts: named(parts), properties: named(tokens) },
        })),
      },
    },
  };
}

/** What a language model reads of the package first (llmstxt.org): what there is, by name, and where the rest stands. */
export function llmsText({ elements }: Declared): string {
  const names = (all: readonly { name: string }[]) => all.map(({ name }) => `\`${name}\``).join(", ") || "none";
  const list = elements.map(({ tag, description, attributes, members, events, slots }) => {
    const rest = members.filter(({ name }) => !attributes.some(({ fieldName, name: own }) => (fieldName ?? own) === name));
    return `### <${tag}>\n\n${description}\n\n- Attributes: ${names(attributes)}\n- Properties and methods besides: ${names(rest)}\n- Events: ${names(events)}\n- Slots: ${names(slots)}\n`;
  });
  return `# invocation-inspector

> Custom elements that read what DescribeInvocations and DescribeInvocationResults of Alibaba Cloud ECS (Cloud Assistant) answered, and show it. Nothing is sent anywhere.

\`import "invocation-inspector/define"\` registers the elements; set \`response\` to a text, bytes, an object, a \`Response\`, a stream or a promise of one. \`invocation-inspector/core\` reads without a DOM.

- [README.md](README.md): recipes for bundlers, frameworks, policies, polling, state, theming
- [custom-elements.json](custom-elements.json): every attribute, property, method, event, slot, part and token with its description
- [CHANGELOG.md](CHANGELOG.md): what changed

## Elements

${list.join("\n")}`;
}
