// The package's types: index.d.ts and react.d.ts, from the sources' JSDoc; those of the core are the core's own (pkg).
import { comment, type Declared, type Element, type EventClass } from "./elements.ts";

const HEAD = "// Made by the build from the sources; the comments are theirs.\n";
const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, "  ");
const quoted = (values: readonly string[]): string => values.map((value) => `"${value}"`).join(" | ");
/** What HTMLElement has already. */
const INHERITED = ["lang"];

function memberText(member: Element["members"][number]): string {
  if (member.kind !== "method") return `${comment(member.description)}${"readonly" in member && member.readonly ? "readonly " : ""}${member.name}: ${member.type?.text ?? "unknown"};`;
  const parameters = (member.parameters ?? []).map((one) => {
    const type = one.type?.text ?? (/^(true|false)$/.test(one.default ?? "") ? "boolean" : "unknown");
    return `${one.name}${one.default === undefined && !one.optional ? "" : "?"}: ${type}`;
  });
  return `${comment(member.description)}${member.name}(${parameters.join(", ")}): ${member.return?.type?.text ?? "void"};`;
}

function elementText({ className, description, members }: Element): string {
  const own = members.filter(({ name }) => !INHERITED.includes(name));
  return `${comment(description)}export class ${className} extends HTMLElement {\n${indented(own.map(memberText).join("\n"))}\n}`;
}

/** Only the package makes its events: a host cannot. Those that it does not export are known by their fields alone. */
function eventText({ name, type, description, fields }: EventClass, exported: boolean): string {
  const head = exported ? `export class ${name} extends Event {\n  static readonly type: "${type}";\n  private constructor();` : `export interface ${name} extends Event {`;
  return `${comment(description)}${head}\n${indented(fields.join("\n"))}\n}`;
}

/** Types that are named in a text and in what they name themselves, each once. */
function named(text: string, types: Declared["types"], found = new Set<string>()): Set<string> {
  // Not the words of comments.
  for (const name of text.replaceAll(/\/\*\*[^]*?\*\//g, "").match(/\b[A-Z]\w+\b/g) ?? []) {
    const declaration = types.get(name);
    if (declaration === undefined || found.has(name)) continue;
    found.add(name);
    named(declaration, types, found);
  }
  return found;
}

const namesOf = (core: string): string[] => [...core.matchAll(/^export (?:interface|type|class) (\w+)/gm)].map(([, name = ""]) => name);

/** `core`: the core's types, whose names come from there. `entry`: the source of the package's entry, which says what is exported. */
export function indexTypes(declared: Declared, core: string, entry: string): string {
  const sent = declared.events.filter(({ name }) => declared.elements.some(({ events }) => events.some(({ className }) => className === name)));
  const exported = (name: string): boolean => new RegExp(`export \\{[^}]*\\b${name}\\b[^}]*\\} from`).test(entry);
  const functions = ["setWasm", "define"].map((name) => declared.functions.get(name) ?? "");
  const body = [...functions, ...declared.elements.map(elementText), ...sent.map((event) => eventText(event, exported(event.name)))].join("\n\n");
  const fromCore = namesOf(core);
  const own = new Map([...declared.types].filter(([name]) => !fromCore.includes(name)));
  const types = [...named(body, own)].map((name) => own.get(name) ?? "").join("\n\n");
  const imported = fromCore.filter((name) => new RegExp(`\\b${name}\\b`).test(`${types}${body}`)).sort();
  const tags = declared.elements.map(({ tag, className }) => `"${tag}": ${className};`).join("\n");
  const events = sent.map(({ name, type }) => `"${type}": ${name};`).join("\n");
  return `${HEAD}import type { ${imported.join(", ")} } from "./report.js";

export type * from "./report.js";

${types}

${body}

declare global {
  interface HTMLElementTagNameMap {
${indented(indented(tags))}
  }
  interface GlobalEventHandlersEventMap {
${indented(indented(events))}
  }
}
`;
}

/** A property as a framework gives it: null takes an attribute away. */
function propText(element: Element, member: Element["members"][number]): string {
  const attribute = element.attributes.find(({ fieldName, name }) => (fieldName ?? name) === member.name);
  const type = member.kind === "field" ? (member.type?.text ?? "unknown") : "";
  const given = attribute?.values.length && type === "string" ? quoted(attribute.values) : type;
  const nullable = !attribute || type === "boolean" || /\bnull\b/.test(given) ? given : `${given} | null`;
  // As frameworks type their own attributes: undefined is as if it were not there, also for programs that tell the two apart.
  const value = /\bundefined\b/.test(nullable) ? nullable : `${nullable} | undefined`;
  // As an attribute, where that has another name.
  const spelt = attribute && attribute.name !== member.name ? `\n"${attribute.name}"?: ${type === "boolean" ? 'boolean | "" | undefined' : value};` : "";
  return `${comment(member.description)}${member.name}?: ${value};${spelt}`;
}

/** What an element may be given: its properties, without what it only tells. */
const propsOf = (element: Element): string =>
  element.members
    .filter((member) => member.kind === "field" && !("readonly" in member && member.readonly) && !INHERITED.includes(member.name))
    .map((member) => propText(element, member))
    .join("\n");

const listenersOf = (element: Element): string => element.events.map(({ name, className }) => `"on${name}"?: ((event: ${className}) => void) | undefined;`).join("\n");

/** What of index.d.ts a text names. */
const importOf = (text: string, { elements, events, types }: Declared): string => {
  const known = [...elements.map(({ className }) => className), ...events.map(({ name }) => name), ...types.keys()];
  const code = text.replaceAll(/\/\*\*[^]*?\*\//g, "");
  return `import type { ${known.filter((name) => new RegExp(`\\b${name}\\b`).test(code)).sort().join(", ")} } from "./index.js";`;
};

const propsName = (element: Element): string => `${element.className}Props`;
const interfaces = (elements: readonly Element[], body: (element: Element) => string): string => elements.map((element) => `export interface ${propsName(element)} {\n${indented(body(element))}\n}`).join("\n");

/** The elements in JSX of React: of 19, and of those before, whose JSX is global and which set attributes alone. */
export function reactTypes(declared: Declared): string {
  const { elements } = declared;
  const props = interfaces(elements, (element) => `${propsOf(element)}\n${listenersOf(element)}\nclass?: string | undefined;`);
  const tags = elements.map((element) => `"${element.tag}": DetailedHTMLProps<HTMLAttributes<${element.className}>, ${element.className}> & ${propsName(element)};`).join("\n");
  return `${HEAD}// The elements in JSX of React: import type {} from "invocation-inspector/react".
import type { DetailedHTMLProps, HTMLAttributes } from "react";
${importOf(`${props}${tags}`, declared)}

${props}

interface Elements {
${indented(tags)}
}

declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
declare global {
  namespace JSX {
    interface IntrinsicElements extends Elements {}
  }
}
`;
}

/** The elements in templates of Vue, which listen by `@ii-ready`. */
export function vueTypes(declared: Declared): string {
  const { elements } = declared;
  const props = interfaces(elements, propsOf);
  const types = elements.map((element) => {
    const emits = element.events.map(({ name, className }) => `(name: "${name}", event: ${className}): void;`).join(" ");
    // As its templates write them: @ii-ready is onIiReady.
    const listeners = element.events.map(({ name, className }) => `on${`-${name}`.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase())}?: ((event: ${className}) => void) | undefined;`).join(" ");
    return `"${element.tag}": new () => ${element.className} & { $props: ${propsName(element)} & Omit<HTMLAttributes, keyof ${propsName(element)}> & ReservedProps & { ${listeners} }; $emit: { ${emits} } };`;
  });
  return `${HEAD}// The elements in templates of Vue: import type {} from "invocation-inspector/vue".
import type { HTMLAttributes, ReservedProps } from "vue";
${importOf(`${props}${types.join()}`, declared)}

${props}

declare module "vue" {
  interface GlobalComponents {
${indented(indented(types.join("\n")))}
  }
}
`;
}

/** The elements in Svelte's templates. */
export function svelteTypes(declared: Declared): string {
  const { elements } = declared;
  const props = interfaces(elements, (element) => `${propsOf(element)}\n${listenersOf(element)}`);
  const tags = elements.map((element) => `"${element.tag}": Omit<HTMLAttributes<${element.className}>, keyof ${propsName(element)}> & ${propsName(element)};`).join("\n");
  return `${HEAD}// The elements in templates of Svelte: import type {} from "invocation-inspector/svelte".
import type { HTMLAttributes } from "svelte/elements";
${importOf(`${props}${tags}`, declared)}

${props}

declare module "svelte/elements" {
  interface SvelteHTMLElements {
${indented(indented(tags))}
  }
}
`;
}
