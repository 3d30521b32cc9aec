// What the sources' JSDoc says of the package's elements: the one place from which its manifest, its types and its README's tables are made.
import { readdirSync, readFileSync } from "node:fs";
import { type AnalyzePhaseParams, create, type Plugin, ts } from "@custom-elements-manifest/analyzer";
import { litPlugin } from "@custom-elements-manifest/analyzer/src/features/framework-plugins/lit/lit.js";
import type * as schema from "custom-elements-manifest/schema";

declare module "@custom-elements-manifest/analyzer" {
  // It exports these two without declaring them.
  export function create(given: { modules: unknown[]; plugins: Plugin[] }): schema.Package;
  export const ts: AnalyzePhaseParams["ts"];
}

type Node = AnalyzePhaseParams["node"];

export interface Attribute extends schema.Attribute {
  /** The values it may have, where they are few. */
  values: string[];
}
/** A public element: what its class and the classes above it declare. */
export interface Element {
  tag: string;
  className: string;
  description: string;
  attributes: Attribute[];
  members: schema.ClassMember[];
  events: (schema.Event & { className: string })[];
  slots: schema.Slot[];
  parts: schema.CssPart[];
}
/** A class of events: its fields are the parameters of its constructor. */
export interface EventClass {
  name: string;
  type: string;
  description: string;
  fields: string[];
}
/** Everything that the package declares. */
export interface Declared {
  elements: Element[];
  events: EventClass[];
  tokens: schema.CssCustomProperty[];
  /** Exported types and functions by name, as declarations of a `.d.ts`. */
  types: Map<string, string>;
  functions: Map<string, string>;
}

const SOURCES = new URL("../src/", import.meta.url);
/** Folders that hold what the package exports, and the elements inside. */
const FOLDERS = /^(core|package|state|ui|viewer|views|widget)\/.*\.ts$/;

/** The description that stands above something, as a comment of one line; "" where there is none. */
export const comment = (description: string | undefined): string => (description ? `/** ${description} */\n` : "");

/** What stands above a node, whatever its form. */
const jsDoc = (node: Node): string => ts.getJSDocCommentsAndTags(node).map((one) => one.getText()).join("\n");
const descriptionOf = (node: Node): string => ts.getJSDocCommentsAndTags(node).map((one) => (typeof one.comment === "string" ? one.comment : "")).join("").replaceAll(/\s+/g, " ");

/** An interface without its internal members: whatever else an object holds is unknown outside. */
function interfaceText(node: Node): string {
  if (!ts.isInterfaceDeclaration(node)) return node.getText();
  const hidden = node.members.filter((member) => /@internal/.test(jsDoc(member)));
  const shown = node.members.filter((member) => !hidden.includes(member)).map((member) => `  ${member.getFullText().trim()}`);
  return `export interface ${node.name.text} {\n${[...shown, ...(hidden.length ? ["  readonly [more: string]: unknown;"] : [])].join("\n")}\n}`;
}

function eventOf(node: Node): EventClass | null {
  if (!ts.isClassDeclaration(node) || !/\bextends Event\b/.test(node.heritageClauses?.map((clause) => clause.getText()).join() ?? "")) return null;
  const [, type = ""] = /(?:static readonly type = |super\()"(ii-[a-z]+)"/.exec(node.getText()) ?? [];
  const parameters = node.members.filter(ts.isConstructorDeclaration).flatMap((made) => [...made.parameters]);
  const fields = parameters.map((field) => {
    const inferred = field.initializer && /^(true|false)$/.test(field.initializer.getText()) ? "boolean" : "unknown";
    return `${comment(descriptionOf(field))}readonly ${field.name.getText()}: ${field.type?.getText() ?? inferred};`;
  });
  return { name: node.name?.text ?? "", type, description: descriptionOf(node), fields };
}

/** Collects what the analyzer does not: types, events, functions, tokens, and the types of attributes where they differ from their fields'. */
function collector(declared: Declared, attributeTypes: Map<string, string>): Plugin {
  return {
    name: "declared",
    analyzePhase({ node }) {
      if ((ts.isTypeAliasDeclaration(node) || ts.isInterfaceDeclaration(node)) && !/@internal/.test(jsDoc(node))) declared.types.set(node.name.text, `${comment(descriptionOf(node))}${interfaceText(node)}`);
      if (ts.isFunctionDeclaration(node) && node.name && node.body) {
        declared.functions.set(node.name.text, `${comment(descriptionOf(node))}${node.getText().slice(0, node.body.getStart() - node.getStart()).trim()};`);
      }
      const event = eventOf(node);
      if (event) declared.events.push(event);
      if (ts.isVariableStatement(node)) {
        for (const [, name = "", description = ""] of jsDoc(node).matchAll(/@cssprop (--ii-[\w-]+) - (.*)/g)) declared.tokens.push({ name, description });
      }
      if (ts.isPropertyDeclaration(node)) {
        const [, type, name] = /@attr \{(.+)\} ([\w-]+)/.exec(jsDoc(node)) ?? [];
        if (type && name) attributeTypes.set(name, type);
      }
    },
  };
}

/** The words of a union, through the names of types. */
function valuesOf(type: string, types: Map<string, string>): string[] {
  const written = type.replaceAll(/\b[A-Z]\w+\b/g, (name) => /= (.*);$/.exec(types.get(name) ?? "")?.[1] ?? name);
  return [...written.matchAll(/"([^"]+)"/g)].map(([, value = ""]) => value);
}

const isPublic = ({ privacy, ...member }: schema.ClassMember): boolean => (privacy ?? "public") === "public" && !("static" in member && member.static);

/** Reads the sources. */
export function declarations(): Declared {
  const declared: Declared = { elements: [], events: [], tokens: [], types: new Map(), functions: new Map() };
  const attributeTypes = new Map<string, string>();
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).map((file) => file.replaceAll("\\", "/")).filter((file) => FOLDERS.test(file)).sort();
  const modules = files.map((file) => ts.createSourceFile(`src/${file}`, readFileSync(new URL(file, SOURCES), "utf8"), ts.ScriptTarget.ES2022, true));
  const manifest = create({ modules, plugins: [...litPlugin(), collector(declared, attributeTypes)] });

  const classes = manifest.modules.flatMap((module) => (module.declarations ?? []).filter((one): one is schema.ClassDeclaration & schema.CustomElement => one.kind === "class"));
  const tagged = classes.filter(({ tagName }) => tagName?.startsWith("invocation-"));
  // The inspector is made of the others, and hands their parts on.
  const inside = classes.filter((one) => !tagged.includes(one)).flatMap(({ cssParts }) => cssParts ?? []);
  for (const made of tagged) {
    const own = made.cssParts ?? [];
    const whole = made.tagName === "invocation-inspector" ? [...own, ...inside] : own;
    declared.elements.push({
      tag: made.tagName ?? "",
      className: made.name,
      description: made.description ?? "",
      attributes: (made.attributes ?? []).map((attribute) => {
        const type = attributeTypes.get(attribute.name) ?? attribute.type?.text ?? "string";
        return { ...attribute, type: { text: type }, values: valuesOf(type, declared.types) };
      }),
      // Fields first.
      members: (made.members ?? []).filter(isPublic).toSorted((one, other) => one.kind.localeCompare(other.kind)),
      events: (made.events ?? []).flatMap((event) => {
        const found = declared.events.find(({ type }) => type === event.name);
        return found ? [{ ...event, type: { text: found.name }, className: found.name }] : [];
      }),
      slots: made.slots ?? [],
      parts: whole.filter(({ name }, i) => whole.findIndex((other) => other.name === name) === i),
    });
  }
  return declared;
}
