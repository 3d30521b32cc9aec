// What a message of the host page may hold: each member by its type, after the browser has cloned it.
import { faultInActions, faultInLinks } from "../state/hooks.ts";
import { THEMES } from "../state/preferences.ts";
import { faultInState } from "../state/viewer-state.ts";
import { tabNamed } from "../views/list.ts";
import { isDocument, isList } from "../widget/input.ts";
import { TAGS } from "../words/languages.ts";
import { type HostMessage, QUESTIONS, type Settings } from "./protocol.ts";

type Fits = (value: unknown) => boolean;

const isText: Fits = (value) => typeof value === "string";
const isFlag: Fits = (value) => typeof value === "boolean";
const matches =
  (pattern: RegExp): Fits =>
  (value) =>
    typeof value === "string" && value.length <= 2_000 && pattern.test(value);

const areNames: Fits = (value) => isText(value) || isList(value, isText);

export const SETTINGS: { [name in keyof Settings]-?: Fits } = {
  language: matches(new RegExp(`^(${TAGS.join("|")})\\b`)),
  theme: (value) => THEMES.some((theme) => theme === value),
  view: (value) => typeof value === "string" && tabNamed(value) !== null,
  compact: isFlag,
  editable: isFlag,
  contents: isFlag,
  guide: matches(/^$|^https?:\/\/[^\s]+\/$/),
  query: isText,
  actions: (value) => faultInActions(value) === null,
  links: (value) => faultInLinks(value) === null,
  tabs: areNames,
  hide: areNames,
  density: matches(/^(|comfortable|dense)$/),
};

const isId: Fits = (value) => isText(value) || typeof value === "number";
/** As a member of a state. */
const inState =
  (name: string): Fits =>
  (value) =>
    faultInState({ [name]: value }) === null;

/** Required members and optional ones. Settings are checked one by one: one that does not fit does not make the message wrong. */
const MESSAGES: { [type in HostMessage["type"]]: { must: Record<string, Fits>; may: Record<string, Fits> } } = {
  connect: { must: {}, may: {} },
  set: { must: {}, may: {} },
  show: { must: { documents: (value) => (Array.isArray(value) ? isList(value, isDocument) : isDocument(value)) }, may: { names: (value) => isList(value, isText) } },
  add: { must: { document: isDocument }, may: {} },
  report: { must: { id: isId }, may: {} },
  state: { must: { state: (value) => faultInState(value) === null }, may: {} },
  select: { must: {}, may: { invokeId: inState("invokeId"), instanceId: inState("instanceId"), execution: inState("execution") } },
  ask: { must: { id: isId, what: (value) => QUESTIONS.some((question) => question === value) }, may: { arguments: (value) => isList(value, () => true) } },
};

/** Members that are missing or of a wrong type; null where the type of the message is unknown. */
export function misfits(message: Record<string, unknown>): string[] | null {
  const { type } = message;
  if (typeof type !== "string" || !Object.hasOwn(MESSAGES, type)) return null;
  const { must, may } = MESSAGES[type as HostMessage["type"]];
  const misfitting = Object.keys(must).filter((name) => !must[name]?.(message[name])).map((name) => (name === "state" ? ["state", faultInState(message[name])].filter(Boolean).join(".") : name));
  return [...misfitting, ...Object.keys(may).filter((name) => message[name] !== undefined && !may[name]?.(message[name]))];
}
