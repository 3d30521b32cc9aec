// What the manifest lists of an element, a row each: its name, which is a link to the row, what it does, and how it is tried.
import { html, nothing, type TemplateResult } from "lit";
import statuses from "virtual:statuses";
import type { Words } from "../words/words.ts";
import { type Attribute, type Member, type Named, signature, valuesOf } from "./declared.ts";
import { idsOf, RESPONSE, type Stage } from "./stage.ts";

/** What rows are drawn with. */
export interface Context {
  words: Words;
  stage: Stage;
  /** The row that the address names. */
  chosen: string;
  /** The part that is marked, and whether it is drawn. */
  marked: { part: string; drawn: boolean } | null;
  /** A part is pointed at or focused; null: no longer. */
  point(part: string | null): void;
}
interface Row {
  kind: string;
  name: string;
  /** Where another text than the name stands for it. */
  shown?: string;
  control?: unknown;
  /** Type, class or signature. */
  type?: string;
  default?: string;
}

/** Text with code between backticks. */
const described = (text = ""): unknown => text.split("`").map((piece, i) => (i % 2 ? html`<code>${piece}</code>` : piece));

/** What may stand in an attribute whose values are not few. */
const SUGGESTED: { [attribute: string]: () => readonly string[] } = {
  "invoke-id": () => idsOf("t"),
  "instance-id": () => idsOf("i"),
  status: () => [...new Set(Object.values(statuses).map((badge) => badge?.[0] ?? ""))],
  query: () => ["outcome:failed", "exit:127", "duration:>1s"],
  tabs: () => ["tree table", "outputs diagnostics"],
  hide: () => ["next", "export", "compare", "aside"],
  guide: () => ["guide/"],
};

/** What a property that no attribute sets may be given. */
const examples = (words: Words): { [property: string]: unknown } => ({
  actions: [{ id: "ticket", label: words.t("elements.action"), icon: "open", bulk: true }],
  links: { instance: "https://portal.example/ecs/{instanceId}" },
  names: ["answer.json"],
});

export const rowId = (kind: string, name: string): string => `${kind}-${name}`;

function row({ words, stage, chosen }: Context, { kind, name, shown = name, control = nothing, type, default: otherwise }: Row, description: string | undefined): TemplateResult {
  const id = rowId(kind, name);
  return html`<a class="name" href="#${stage.declared.tagName}/${id}" aria-current=${chosen === id ? "true" : nothing}><code translate="no">${shown}</code></a>
    <div class="control">${control}</div>
    <p lang="en">${described(description)}</p>
    ${type ? html`<p class="meta"><code translate="no">${type}</code>${otherwise === undefined ? nothing : html`<span>${words.t("elements.default")} <code translate="no">${otherwise}</code></span>`}</p>` : nothing}`;
}

const item = (context: Context, one: Row, description: string | undefined): TemplateResult => html`<li id=${rowId(one.kind, one.name)} class=${context.chosen === rowId(one.kind, one.name) ? "chosen" : ""}>${row(context, one, description)}</li>`;

function field(name: string, value: string, suggested: readonly string[], set: (value: string | null) => void): TemplateResult {
  const list = suggested.length ? `suggested-${name}` : nothing;
  return html`<input type="text" aria-label=${name} autocomplete="off" spellcheck="false" translate="no" list=${list} .value=${value} @change=${(event: Event) => set((event.target as HTMLInputElement).value || null)} />
    ${suggested.length ? html`<datalist id="suggested-${name}">${suggested.map((one) => html`<option value=${one}></option>`)}</datalist>` : nothing}`;
}

const check = (label: string, name: string, checked: boolean, set: (checked: boolean) => void): TemplateResult =>
  html`<label class="small"><input type="checkbox" aria-label=${label === name ? name : `${label}: ${name}`} .checked=${checked} @change=${(event: Event) => set((event.target as HTMLInputElement).checked)} />${label === name ? nothing : label}</label>`;

/** The control that fits an attribute's values. */
function control({ stage, words }: Context, attribute: Attribute): TemplateResult {
  const { name, type } = attribute;
  const values = valuesOf(attribute);
  const value = stage.attributes.get(name);
  if (type.text === "boolean") return check(name, name, value !== undefined, (on) => stage.set(name, on ? "" : null));
  if (values.length === 0) return field(name, value ?? "", SUGGESTED[name]?.() ?? [], (given) => stage.set(name, given));
  return html`<select aria-label=${name} @change=${(event: Event) => stage.set(name, (event.target as HTMLSelectElement).value || null)}>
    <option value="" ?selected=${value === undefined}>${words.t("elements.unset")}</option>
    ${values.map((one) => html`<option ?selected=${value === one} translate="no">${one}</option>`)}
  </select>`;
}

export const attributeRow = (context: Context, attribute: Attribute): TemplateResult =>
  item(context, { kind: "attribute", name: attribute.name, control: control(context, attribute), type: attribute.type.text, default: attribute.default }, attribute.description);

export function propertyRow(context: Context, member: Member): TemplateResult {
  const { stage, words } = context;
  const { name, type, readonly = false } = member;
  const example = examples(words)[name];
  const before: unknown = JSON.parse(member.default ?? "null");
  const tried = example === undefined ? nothing : check(words.t("elements.example"), name, stage.properties.has(name), (on) => stage.give(name, on ? example : undefined, before));
  const shown = readonly ? html`<span class="small muted">${words.t("elements.readonly")}</span>` : tried;
  return item(context, { kind: "property", name, control: shown, type: type?.text, default: member.default }, member.description);
}

export const methodRow = (context: Context, member: Member): TemplateResult =>
  item(context, { kind: "method", name: member.name, shown: `${member.name}()`, type: signature(member) }, member.description);

export function eventRow(context: Context, { name, type, description }: Named & { type: { text: string } }): TemplateResult {
  const { stage, words } = context;
  const n = stage.counts.get(name);
  return item(context, { kind: "event", name, control: n ? html`<span class="small sent">${words.t("elements.sent", { n })}</span>` : nothing, type: type.text }, description);
}

export function slotRow(context: Context, { name, description }: Named): TemplateResult {
  const { stage, words } = context;
  const text = words.t("elements.filled", { slot: name }).replaceAll("`", "");
  const filled = check(words.t("elements.fill"), name, stage.slots.has(name), (on) => (name === RESPONSE ? stage.answer(on) : stage.fill(name, on ? text : null)));
  return item(context, { kind: "slot", name, control: filled }, description);
}

/** Pointed at anywhere, or its link focused, a part is marked. */
export function partRow(context: Context, { name, description }: Named): TemplateResult {
  const { marked, words, point } = context;
  const isMarked = marked?.part === name;
  const absent = html`<span class="small absent" role="status">${isMarked && !marked.drawn ? words.t("elements.absent") : nothing}</span>`;
  return html`<li
    id=${rowId("part", name)}
    class=${isMarked ? "marked" : ""}
    @pointerenter=${() => point(name)}
    @pointerleave=${() => point(null)}
    @focusin=${() => point(name)}
    @focusout=${() => point(null)}
  >
    ${row(context, { kind: "part", name, control: absent }, description)}
  </li>`;
}

export function tokenRow(context: Context, { name, description }: Named): TemplateResult {
  const { stage } = context;
  return item(context, { kind: "token", name, control: field(name, stage.tokens.get(name) ?? "", [], (value) => stage.dress(name, value)) }, description);
}
