// What tools read about the package: package.json, the custom-elements manifest and VS Code's data, all from the lists here.
import { readFileSync } from "node:fs";

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");

interface Described {
  name: string;
  description: string;
}
interface Attribute extends Described {
  type: string;
  values?: string[];
}
interface Element {
  tag: string;
  className: string;
  description: string;
  attributes: Attribute[];
  properties: (Described & { type: string })[];
  methods: (Described & { returns: string })[];
  events: (Described & { type: string })[];
  slots: Described[];
  parts: Described[];
}

const LANG: Attribute = { name: "lang", type: "string", values: ["en", "zh"], description: "The language; that of what is around the element, else the browser's, where it is empty." };
const THEME: Attribute = { name: "theme", type: "string", values: ["auto", "light", "dark"], description: "The colours; what the page's color-scheme says, unless light or dark." };
const RESPONSE = { name: "response", type: "Given | readonly Given[] | null | undefined", description: "What the service answered: text, bytes or an object, or a list of them. Wins over children." };
const INVOKE: Attribute = { name: "invoke-id", type: "string", description: "The invocation to show; the worst where it is empty." };
const READY = { name: "ii-ready", type: "ReadyEvent", description: "What was given has been read, or cannot be." };
const SELECTION = { name: "ii-selection", type: "SelectionEvent", description: "Something else is looked at." };
const CONTENTS: Attribute = { name: "contents", type: "boolean", description: "Whether events carry what was copied or saved." };
const EXPORT = { name: "ii-export", type: "ExportEvent", description: "The reader has copied or saved something." };
const SLOT: Described = { name: "response", description: "Documents, where the property gives none; so do scripts of type application/json, application/xml, text/xml or text/plain." };
const OUTPUT: Described = { name: "output", description: "What a machine printed." };
const TOOLS: Described = { name: "tools", description: "Copying and saving of an output." };
const DIAGRAM: Described = { name: "diagram", description: "The drawing of the three levels." };

export const ELEMENTS: readonly Element[] = [
  {
    tag: "invocation-inspector",
    className: "InvocationInspector",
    description: "The whole inspector: verdict, diagram, table, outputs, diagnostics, sources. It fits the box it is given, from 320 pixels.",
    attributes: [
      LANG,
      THEME,
      { name: "view", type: "string", values: ["tree", "table", "outputs", "diagnostics"], description: "What the center shows first." },
      { name: "compact", type: "boolean", description: "The verdict and the first reason only, with the way to the rest." },
      { name: "editable", type: "boolean", description: "Whether the reader may change the documents' texts. Without it the inspector is read-only." },
      CONTENTS,
      { name: "guide", type: "string", description: "The folder of the guide, for links to its entries; without it there are none." },
      { name: "has-aside", type: "boolean", description: "Whether something stands in the slot aside." },
    ],
    properties: [
      RESPONSE,
      { name: "names", type: "readonly string[]", description: "Names for the documents, in the same order." },
      { name: "ready", type: "Promise<void>", description: "Resolves when what was given so far has been read." },
      { name: "summary", type: "Summary | null", description: "The answer in numbers and labels." },
      { name: "current", type: "View", description: "What is looked at." },
    ],
    methods: [
      { name: "add", returns: "void", description: "Adds a document to what is shown: a further page, or the other API's answer." },
      { name: "report", returns: "Report | null", description: "Everything, as plain data; null before there is an answer." },
      { name: "restore", returns: "void", description: "Shows what was looked at before." },
      { name: "showSource", returns: "void", description: "Opens the text of a document." },
      { name: "keepOpen", returns: "void", description: "Keeps a document's text open under the next answer." },
      { name: "back", returns: "void", description: "One step back." },
    ],
    events: [
      READY,
      SELECTION,
      { name: "ii-diagnostic", type: "DiagnosticEvent", description: "Something in what was given is odd: codes and places." },
      EXPORT,
      { name: "ii-view", type: "ViewEvent", description: "What is looked at, for a host that keeps the browser's history." },
      { name: "ii-back", type: "BackEvent", description: "One step back is asked for; a host that keeps the history prevents the default." },
      { name: "ii-edit", type: "EditEvent", description: "The reader has changed a document, which editable allows; carries its text. A host that owns the documents prevents the default." },
    ],
    slots: [SLOT, { name: "aside", description: "Stands above the list of invocations." }],
    parts: [
      { name: "side", description: "The list of invocations, with what stands in the slot aside." },
      { name: "run", description: "An invocation in that list." },
      { name: "head", description: "Verdict and doubts." },
      { name: "sentence", description: "The verdict in words." },
      { name: "bar", description: "The outcomes in proportion." },
      { name: "tabs", description: "The labels over the center." },
      { name: "center", description: "Diagram, table, outputs or diagnostics." },
      DIAGRAM,
      { name: "grid", description: "The table of the instances." },
      { name: "groups", description: "Outputs, grouped where they are equal." },
      { name: "note", description: "A diagnostic." },
      { name: "pane", description: "The chosen record, invocation or document." },
      { name: "record", description: "A record." },
      { name: "history", description: "The executions of a recurring command." },
      { name: "schedule", description: "When a command recurs." },
      OUTPUT,
      TOOLS,
      { name: "source", description: "A document's text in a plain field." },
      { name: "editor", description: "A document's text, marked." },
      { name: "next", description: "What to do next." },
      { name: "reason", description: "In the compact form: the worst instance and why." },
      { name: "fold", description: "In the compact form: the way to the rest and back." },
      { name: "waiting", description: "That the documents are being read." },
      { name: "broken", description: "Where the core cannot run: that and why, above the text." },
    ],
  },
  {
    tag: "invocation-badge",
    className: "InvocationBadge",
    description: "The outcome of an invocation: an icon and a word. Of a response, or of a status alone.",
    attributes: [LANG, THEME, INVOKE, { name: "status", type: "string", description: "A status of either vocabulary, in any casing, for a page that has its own list of them. Wins over a response." }],
    properties: [RESPONSE],
    methods: [],
    events: [READY],
    slots: [SLOT],
    parts: [{ name: "badge", description: "Icon and word." }],
  },
  {
    tag: "invocation-diagram",
    className: "InvocationDiagram",
    description: "The three levels of an invocation as a picture.",
    attributes: [LANG, THEME, INVOKE],
    properties: [RESPONSE],
    methods: [],
    events: [READY, SELECTION],
    slots: [SLOT],
    parts: [DIAGRAM],
  },
  {
    tag: "invocation-output",
    className: "InvocationOutput",
    description: "What one instance printed.",
    attributes: [LANG, THEME, INVOKE, { name: "instance-id", type: "string", description: "The instance; the worst where it is empty." }, CONTENTS],
    properties: [RESPONSE],
    methods: [],
    events: [READY, EXPORT],
    slots: [SLOT],
    parts: [OUTPUT, TOOLS],
  },
];

const TOKENS: readonly Described[] = [
  ["mono", "The face of code and output."],
  ["rem", "What sizes are counted in: the page's rem, 16 pixels at least."],
  ["size-small", "Small print."],
  ["size-text", "Text."],
  ["size-lead", "Text that leads."],
  ["size-title", "Titles."],
  ["size-verdict", "The verdict."],
  ["radius", "Corners."],
  ["ground", "The ground."],
  ["raised", "Fields and buttons."],
  ["sunken", "Outputs and sources."],
  ["line", "Lines between things."],
  ["edge", "Lines around fields."],
  ["ink", "Text."],
  ["muted", "Text that stands back."],
  ["accent", "Links, focus, the chosen."],
  ["on-accent", "Text on the accent."],
  ["accent-soft", "The ground of the chosen."],
  ["succeeded", "The tone of success."],
  ["failed", "The tone of failure, and of errors."],
  ["running", "The tone of what runs."],
  ["pending", "The tone of what waits, and of information."],
  ["stopped", "The tone of what was stopped, and of warnings."],
  ["finished", "The tone of an end that says nothing more."],
  ["unknown", "The tone of the unknown."],
].map(([name, description]) => ({ name: `--ii-${name}`, description: description ?? "" }));

export function customElements(): unknown {
  const modules = [
    {
      kind: "javascript-module",
      path: "index.js",
      declarations: ELEMENTS.map((element) => ({
        kind: "class",
        name: element.className,
        customElement: true,
        tagName: element.tag,
        description: element.description,
        superclass: { name: "HTMLElement" },
        attributes: element.attributes.map(({ name, type, values, description }) => ({
          name,
          description,
          type: { text: values ? values.map((value) => `"${value}"`).join(" | ") : type },
          fieldName: name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase()),
        })),
        members: [
          ...element.properties.map(({ name, type, description }) => ({ kind: "field", name, description, type: { text: type } })),
          ...element.methods.map(({ name, returns, description }) => ({ kind: "method", name, description, return: { type: { text: returns } } })),
        ],
        events: element.events.map(({ name, type, description }) => ({ name, description, type: { text: type } })),
        slots: element.slots,
        cssParts: element.parts,
        cssProperties: TOKENS,
      })),
      exports: ELEMENTS.map(({ className }) => ({ kind: "js", name: className, declaration: { name: className, module: "index.js" } })),
    },
    {
      kind: "javascript-module",
      path: "define.js",
      exports: ELEMENTS.map(({ tag, className }) => ({ kind: "custom-element-definition", name: tag, declaration: { name: className, module: "index.js" } })),
    },
  ];
  return { schemaVersion: "1.0.0", readme: "README.md", modules };
}

/** Completion of tags and attributes in VS Code: the setting `html.customData`. */
export function vscodeData(): unknown {
  return {
    version: 1.1,
    tags: ELEMENTS.map(({ tag, description, attributes }) => ({
      name: tag,
      description,
      attributes: attributes.map(({ name, description, type, values }) => ({
        name,
        description,
        ...(type === "boolean" ? { valueSet: "v" } : {}),
        ...(values ? { values: values.map((value) => ({ name: value })) } : {}),
      })),
    })),
  };
}

/** The version is the core's. */
export function packageJson(): unknown {
  const version = /^version *= *"(.*)"/m.exec(read("../../Cargo.toml"))?.[1] ?? "0.0.0";
  const entry = (name: string) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
  return {
    name: "invocation-inspector",
    version,
    description: "Reads what DescribeInvocations and DescribeInvocationResults of Alibaba Cloud ECS answered, and shows it: custom elements over a WebAssembly core.",
    keywords: ["alibaba-cloud", "ecs", "cloud-assistant", "web-components", "custom-elements", "wasm"],
    license: "MIT OR Apache-2.0",
    type: "module",
    sideEffects: ["./define.js", "./inline.js", "./core.node.js", "./part-*.js"],
    main: "./index.js",
    types: "./index.d.ts",
    customElements: "./custom-elements.json",
    exports: {
      ".": entry("index"),
      "./define": entry("define"),
      "./core": { types: "./core.d.ts", node: "./core.node.js", default: "./core.js" },
      "./inline": entry("inline"),
      "./react": entry("react"),
      "./core.wasm": "./core.wasm",
      "./outputs.wasm": "./outputs.wasm",
      "./custom-elements.json": "./custom-elements.json",
      "./vscode.html-custom-data.json": "./vscode.html-custom-data.json",
      "./package.json": "./package.json",
    },
    files: ["*.js", "*.d.ts", "*.wasm", "*.json", "LICENSE-*", "third-party-notices.txt"],
    engines: { node: ">=20.19" },
  };
}
