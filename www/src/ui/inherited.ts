// What an element inherits from the document around it.

/** A property that shows as an attribute where a choice was made, and nowhere else: `lang=""` would cut what is inherited. */
export const OPTIONAL_ATTRIBUTE = { reflect: true, converter: { toAttribute: (value: unknown) => (value && value !== "auto" ? String(value) : null) } };

/** The language tag that holds for an element: its own, that of what is around it, else the browser's. */
export function inheritedLanguage(element: Element): string {
  for (let at: Element | null = element; at; ) {
    const { lang } = at.closest<HTMLElement>("[lang]") ?? {};
    if (lang) return lang;
    const root: Node = at.getRootNode();
    at = root instanceof ShadowRoot ? root.host : null;
  }
  return document.documentElement.lang || navigator.language;
}
