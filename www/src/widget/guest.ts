// What the elements need in other people's pages: styles that hold whatever those say of them, a width of their own, and style in any document.
import { type CSSResultOrNative, css, html, ReactiveElement } from "lit";

/** In another page, that page says whether it is light or dark. */
export const guest = css`
  @media not print {
    :host {
      color-scheme: inherit;
    }
  }
`;

/**
 * What a page says of all its elements, such as that everything is unset or cannot be selected, ends at the host: this stands inside it. The box contains its
 * content, so that views ask how wide it is; the strut gives it a width where it is to fit its content, and gives way to any narrower place.
 */
export const box = css`
  .box {
    container: viewer / inline-size;
  }
  .box,
  .text {
    color: var(--ii-ink);
    font-size: var(--ii-size-text);
    font-style: normal;
    font-weight: 400;
    line-height: calc(1.25 * var(--ii-rem));
    letter-spacing: normal;
    word-spacing: normal;
    text-align: start;
    text-indent: 0;
    text-shadow: none;
    text-transform: none;
    white-space: normal;
    word-break: normal;
    overflow-wrap: anywhere;
    direction: ltr;
    cursor: auto;
    -webkit-user-select: text;
    user-select: text;
  }
  :host([theme="light"]) :is(.box, .text) {
    color-scheme: light;
  }
  :host([theme="dark"]) :is(.box, .text) {
    color-scheme: dark;
  }
  @media print {
    .box,
    .text {
      color-scheme: light;
    }
  }
  .strut {
    block-size: 0;
    overflow: hidden;
    white-space: normal;
    font-size: 0;
    line-height: 0;
  }
  .strut i {
    display: inline-block;
    inline-size: 160px;
  }
`;

/** So wide is what fits its content, in pieces of 160 pixels. */
export const strut = (pieces: 3 | 4): unknown => html`<div class="strut" aria-hidden="true"><i></i><i></i><i></i>${pieces === 4 ? html`<i></i>` : ""}</div>`;

// ------------------------------------------------------------------ documents

/** The sheets of other documents, by the style that each was made of: a sheet belongs to the document that made it. */
const sheets = new WeakMap<Document, Map<CSSResultOrNative, CSSStyleSheet>>();

function sheetIn(document: Document, style: CSSResultOrNative): CSSStyleSheet | null {
  const known = sheets.get(document) ?? new Map<CSSResultOrNative, CSSStyleSheet>();
  sheets.set(document, known);
  const { defaultView } = document;
  if (!("cssText" in style) || !defaultView) return null;
  const sheet = known.get(style) ?? new defaultView.CSSStyleSheet();
  if (!known.has(style)) sheet.replaceSync(style.cssText);
  known.set(style, sheet);
  return sheet;
}

/** Gives a root the sheets of the document that it stands in. */
function dress(element: ReactiveElement, root: ShadowRoot): void {
  const styles = (element.constructor as typeof ReactiveElement).elementStyles;
  root.adoptedStyleSheets = styles.map((style) => (element.ownerDocument === document && "styleSheet" in style ? (style.styleSheet ?? null) : sheetIn(element.ownerDocument, style))).filter((sheet) => sheet !== null);
}

/** What lit's base has of this. */
interface Base {
  createRenderRoot(): HTMLElement | DocumentFragment;
  adoptedCallback?(): void;
}

/** Elements that are moved into another document, such as a window that was opened for them, keep their style, and so do those that are made there. Before any is registered. */
export function dressAnywhere(): void {
  const base = ReactiveElement.prototype as unknown as Base;
  if (base.adoptedCallback || typeof document === "undefined") return;
  const { createRenderRoot } = base;
  base.createRenderRoot = function (this: ReactiveElement & Base) {
    if (this.ownerDocument === document) return createRenderRoot.call(this);
    const root = this.shadowRoot ?? this.attachShadow((this.constructor as typeof ReactiveElement).shadowRootOptions);
    dress(this, root);
    return root;
  };
  base.adoptedCallback = function (this: ReactiveElement & Base) {
    if (this.shadowRoot) dress(this, this.shadowRoot);
  };
}
