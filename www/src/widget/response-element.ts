// What the smaller elements are given: a response and which invocation of it, a language, a theme.
import { LitElement } from "lit";
import { property } from "lit/decorators.js";
import { OPTIONAL_ATTRIBUTE } from "../ui/inherited.ts";
import { INTERNAL_EVENTS } from "./events.ts";
import type { DocumentsInput } from "./input.ts";

export abstract class ResponseElement extends LitElement {
  /**
   * What the service answered: text, bytes, an object, a `Blob`, a `Response` or a stream, a list of them in order, or a promise. As an attribute, a text. Wins over `src` and children.
   * @type {DocumentsInput | null | undefined}
   * @attr {string} response
   */
  @property() response: DocumentsInput | null | undefined = [];
  /** An address to fetch what the service answered from: of this origin, or one that allows it by CORS. Credentials go to this origin alone. */
  @property() src = "";
  /**
   * The language; where it is empty that of what is around the element, else the browser's.
   * @attr {"en" | "zh"} lang
   * @reflect
   */
  @property(OPTIONAL_ATTRIBUTE) override lang = "";
  /**
   * The colours: what the page's `color-scheme` says, unless light or dark.
   * @attr {"auto" | "light" | "dark"} theme
   * @reflect
   */
  @property(OPTIONAL_ATTRIBUTE) theme = "auto";
  /** The invocation to show; the worst where it is empty. */
  @property({ attribute: "invoke-id" }) invokeId = "";

  constructor() {
    super();
    for (const type of INTERNAL_EVENTS) this.addEventListener(type, (event) => event.stopPropagation());
  }
}
