// @ts-check
// A job done as a person does it, by pointer or by keyboard alone, and how many steps that takes. A step is a control that is operated (a click, or the
// keys that lead to it and the one that presses it), a text that is typed into the field that has the keyboard, or a key that does something by itself.
import { until } from "./harness.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Locator} Locator */
/** @typedef {"pointer" | "keyboard"} Way */

/** Keys that may lead from one control to another: more is no way. */
const FARTHEST = 60;

/**
 * How the keyboard gets to an element from where it is: null where it is there.
 * @param {Element} wanted @returns {string | null}
 */
function leads(wanted) {
  let active = /** @type {Element} */ (document.activeElement ?? document.body);
  while (active.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  if (active === wanted) return null;
  /** @param {Node} node */
  const around = (node) => {
    /** @type {Node[]} */
    const all = [];
    for (let one = /** @type {any} */ (node); one; one = one.assignedSlot ?? one.parentNode ?? one.host) all.unshift(one);
    return all;
  };
  const [from, to] = [around(active), around(wanted)];
  const apart = from.findIndex((node, i) => node !== to[i]);
  const [here, there] = [from[apart], to[apart]];
  const isAfter = !here || !there || (here.compareDocumentPosition(there) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  // Tabs and radio buttons are one stop, in which arrows lead on.
  const isOneStop =
    active.getRootNode() === wanted.getRootNode() &&
    (active.matches("[role=tab]") ? active.parentElement === wanted.parentElement : active.matches("[type=radio]") && active.getAttribute("name") === wanted.getAttribute("name"));
  if (isOneStop) return isAfter ? "ArrowRight" : "ArrowLeft";
  return isAfter ? "Tab" : "Shift+Tab";
}

export class Steps {
  count = 0;
  /** @param {Page} page @param {Way} way */
  constructor(page, way) {
    this.page = page;
    this.way = way;
  }

  /** Operates a control. @param {Locator} control */
  async use(control) {
    this.count += 1;
    await control.waitFor();
    if (this.way === "pointer") return control.click();
    const chosenByArrow = await this.#walk(control);
    if (!chosenByArrow) await this.page.keyboard.press((await control.getAttribute("type")) === "checkbox" ? "Space" : "Enter");
  }

  /** Puts the keyboard on it; whether what led there has chosen it already. @param {Locator} control */
  async #walk(control) {
    let key = "";
    for (let pressed = 0; pressed < FARTHEST; pressed += 1) {
      const next = await control.evaluate(leads);
      if (next === null) return key.startsWith("Arrow");
      key = next;
      await this.page.keyboard.press(key);
    }
    throw new Error(`${FARTHEST} keys do not lead to ${control}`);
  }

  /** Types a text into the field that has the keyboard, in place of what stands there. @param {Locator} field @param {string} text */
  async type(field, text) {
    this.count += 1;
    await until(this.page, async () => {
      let active = document.activeElement;
      while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
      return active?.matches("input") ?? false;
    }, null);
    await this.page.keyboard.press("ControlOrMeta+A");
    await this.page.keyboard.insertText(text);
    if ((await field.inputValue()) !== text) throw new Error(`${text} was not typed into the field`);
  }

  /** Presses a key that does something by itself. @param {string} key */
  async press(key) {
    this.count += 1;
    await this.page.keyboard.press(key);
  }
}
