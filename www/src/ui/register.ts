// Registers custom elements under their names.

export type Elements = readonly (readonly [string, CustomElementConstructor])[];

/** A name that is taken stays with its element. Where there is no DOM, as on a server, it does nothing. */
export function register(elements: Elements): void {
  if (typeof customElements === "undefined") return;
  for (const [name, element] of elements) if (!customElements.get(name)) customElements.define(name, element);
}
