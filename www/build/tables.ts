// The tables of the package's README, from the sources' JSDoc. In the README each stands between `<!-- name -->` and `<!-- /name -->`.
import type { Declared, Element } from "./elements.ts";

const code = (text: string): string => `\`${text}\``;
const cell = (text: string | undefined): string => (text ?? "").replaceAll("|", "\\|");
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const attributes = ({ attributes }: Element): string =>
  table(["attribute", "values", "what"], attributes.map(({ name, type, values, description }) => [code(name), values.length ? values.map(code).join(", ") : (type?.text ?? ""), cell(description)]));

const events = ({ events }: Element): string => table(["event", "class", "when"], events.map(({ name, className, description }) => [code(name), code(className), cell(description)]));

const properties = ({ members, attributes }: Element): string =>
  table(
    ["property or method", "what"],
    members.filter(({ name }) => !attributes.some(({ fieldName, name: own }) => (fieldName ?? own) === name)).map((member) => [code(member.kind === "method" ? `${member.name}()` : member.name), cell(member.description)]),
  );

const smaller = (elements: readonly Element[]): string => {
  const list = (named: readonly { name: string }[]): string => named.map(({ name }) => code(name)).join(", ");
  return table(["element", "what", "attributes", "events", "parts"], elements.map((one) => [code(`<${one.tag}>`), cell(one.description), list(one.attributes), list(one.events), list(one.parts)]));
};

const described = (head: string, named: readonly { name: string; description?: string }[]): string => table([head, "what"], named.map(({ name, description }) => [code(name), cell(description)]));

/** A README with its tables made anew. */
export function withTables(readme: string, { elements, tokens }: Declared): string {
  const inspector = elements.find(({ tag }) => tag === "invocation-inspector");
  if (!inspector) throw new Error("the sources declare no <invocation-inspector>");
  const tables: Record<string, string> = {
    attributes: attributes(inspector),
    properties: properties(inspector),
    events: events(inspector),
    slots: described("slot", inspector.slots),
    parts: described("part", inspector.parts),
    tokens: described("token", tokens),
    elements: smaller(elements.filter((element) => element !== inspector)),
  };
  return readme.replaceAll(/(<!-- (\w+) -->\n)[^]*?(<!-- \/\2 -->)/g, (whole, start: string, name: string, end: string) => (tables[name] ? `${start}\n${tables[name]}\n\n${end}` : whole));
}
