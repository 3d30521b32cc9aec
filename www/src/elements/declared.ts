// The elements as the package's manifest has them (custom-elements.json), put in by build/documented.ts.

/** Whatever has a name and a description: a slot, a part, a token. */
export interface Named {
  name: string;
  description?: string;
}
export interface Attribute extends Named {
  type: { text: string };
  /** As the source has it: `""`, `false`. */
  default?: string;
}
export interface Member extends Named {
  kind: "field" | "method";
  type?: { text: string };
  default?: string;
  /** The attribute that sets it, where there is one. */
  attribute?: string;
  readonly?: boolean;
  parameters?: { name: string; optional?: boolean; default?: string; type?: { text: string } }[];
  return?: { type: { text: string } };
}
export interface Declared {
  tagName: string;
  description: string;
  attributes: Attribute[];
  members: Member[];
  events: (Named & { type: { text: string } })[];
  slots: Named[];
  cssParts: Named[];
  cssProperties: Named[];
}

/** The values of an attribute that has few: `"en" | "zh"`. */
export const valuesOf = ({ type }: Attribute): string[] => [...type.text.matchAll(/"([^"]*)"/g)].map(([, value = ""]) => value);

/** A method as its types have it: `select(place: …): void`. */
export function signature({ name, parameters = [], return: gives }: Member): string {
  const given = parameters.map(({ name, optional, default: otherwise, type }) => `${name}${optional ? "?" : ""}${type ? `: ${type.text}` : otherwise ? ` = ${otherwise}` : ""}`);
  return `${name}(${given.join(", ")})${gives ? `: ${gives.type.text}` : ""}`;
}
