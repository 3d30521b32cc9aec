// What a host puts into the inspector, as data: buttons of its own and links into its own pages; and what it takes away. What is none of that is told by its member.

/** A button of the host's. */
export interface Action {
  /** By which `ii-action` names it. */
  id: string;
  /** Its words, in the host's language. */
  label: string;
  /** A sign before them. */
  icon?: "copy" | "save" | "add" | "open" | "list" | "source";
  /** For which instances it is there: a query in the language of the table; absent: all. */
  when?: string;
  /** Whether it also stands at what is selected, and over all instances of the invocation. */
  bulk?: boolean;
}

const ACTION_ICONS: readonly unknown[] = ["copy", "save", "add", "open", "list", "source"] satisfies Action["icon"][];

/** Addresses in the host's pages: `https:`, with `{instanceId}`, `{invokeId}` and `{commandId}` in their path, query or fragment. */
export interface Links {
  instance?: string;
  invocation?: string;
  command?: string;
}

/** Pieces that can be left out, besides the views under labels. */
export const PIECES = ["export", "next", "aside", "selection"] as const;

/** What a host has put in and taken away. */
export interface Hooks {
  actions: readonly Action[];
  links: Links;
  /** Views under labels, in order; empty: all. */
  tabs: readonly string[];
  /** Views and pieces that are left out. */
  hide: readonly string[];
  dense: boolean;
}

const PLACEHOLDERS = ["instanceId", "invokeId", "commandId"] as const;
export type Ids = { [name in (typeof PLACEHOLDERS)[number]]?: string | null };
const PLACEHOLDER = /\{([^{}]*)\}/g;

const isText = (value: unknown): value is string => typeof value === "string" && value.trim() !== "";

/** What no action can be so, by its place and member: "0.id"; null: all can. */
export function faultInActions(list: unknown): string | null {
  if (!Array.isArray(list)) return "actions";
  for (const [at, one] of list.entries()) {
    const action = (typeof one === "object" && one !== null ? one : {}) as { [name: string]: unknown };
    const wrong = [
      ["id", isText(action["id"])],
      ["label", isText(action["label"])],
      ["icon", action["icon"] === undefined || ACTION_ICONS.includes(action["icon"])],
      ["when", action["when"] === undefined || typeof action["when"] === "string"],
      ["bulk", action["bulk"] === undefined || typeof action["bulk"] === "boolean"],
    ].find(([, fits]) => !fits);
    if (wrong) return `${at}.${wrong[0]}`;
    if (list.some((other, i) => i < at && (other as Action).id === action["id"])) return `${at}.id`;
  }
  return null;
}

/** Whether an address leads to one place of the host's, whatever stands for its placeholders. */
function isLink(template: unknown): boolean {
  if (typeof template !== "string" || [...template.matchAll(PLACEHOLDER)].some(([, name]) => !PLACEHOLDERS.some((known) => known === name))) return false;
  const [one, other] = ["a", "b"].map((value) => address(template.replace(PLACEHOLDER, value)));
  return one?.protocol === "https:" && one.origin === other?.origin && one.username === other.username && one.password === "" && !/[{}]/.test(template.replace(PLACEHOLDER, ""));
}

function address(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}

/** The link that cannot be so; null: all can. */
export function faultInLinks(links: unknown): string | null {
  if (typeof links !== "object" || links === null || Array.isArray(links)) return "links";
  const known = ["instance", "invocation", "command"];
  return Object.entries(links).find(([name, template]) => !known.includes(name) || (template !== undefined && !isLink(template)))?.[0] ?? null;
}

/** An address with its ids in place, each as one piece; null where one is missing, or would be no name of a thing but a way. */
export function linkTo(template: string | undefined, ids: Ids): string | null {
  if (!template) return null;
  let whole = true;
  const link = template.replace(PLACEHOLDER, (_, name: keyof Ids) => {
    const id = ids[name] ?? "";
    if (!/^[\w.:-]{1,200}$/.test(id) || /^\.+$/.test(id)) whole = false;
    return encodeURIComponent(id);
  });
  return whole ? link : null;
}

/** Names out of a list that a host gives as a text or as a list. */
export function namesIn(given: unknown): string[] {
  const text = Array.isArray(given) ? given.join(" ") : String(given ?? "");
  return text.toLowerCase().split(/[\s,]+/).filter(Boolean);
}
