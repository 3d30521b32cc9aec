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

/** A property as React gives it: null takes an attribute away. */
function propText(element: Element, member: Element["members"][number]): string {
  const attribute = element.attributes.find(({ fieldName, name }) => (fieldName ?? name) === member.name);
  const type = member.kind === "field" ? (member.type?.text ?? "unknown") : "";
  const given = attribute?.values.length && type === "string" ? quoted(attribute.values) : type;
  return `${member.name}?: ${!attribute || type === "boolean" ? given : `${given} | null`};`;
}

/** The elements in JSX of React 19. */
export function reactTypes({ elements }: Declared): string {
  const propsOf = (element: Element): string => {
    const fields = element.members.filter((member) => member.kind === "field" && !("readonly" in member && member.readonly) && !INHERITED.includes(member.name));
    return [...fields.map((member) => propText(element, member)), ...element.events.map(({ name, className }) => `"on${name}"?: (event: ${className}) => void;`)].join("\n");
  };
  const tags = elements.map((element) => `"${element.tag}": DetailedHTMLProps<HTMLAttributes<${element.className}>, ${element.className}> & {\n${indented(propsOf(element))}\n};`).join("\n");
  const names = [...new Set(elements.flatMap((element) => [element.className, ...(propsOf(element).match(/\b[A-Z]\w+\b/g) ?? [])]))].sort();
  return `${HEAD}// The elements in JSX of React 19: import type {} from "invocation-inspector/react".
import type { DetailedHTMLProps, HTMLAttributes } from "react";
import type { ${names.join(", ")} } from "./index.js";

declare module "react" {
  namespace JSX {
    interface IntrinsicElements {
${indented(indented(indented(tags)))}
    }
  }
}
`;
}
