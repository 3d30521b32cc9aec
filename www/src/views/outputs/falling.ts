// A view of outputs that may be too much for its module: an instance that traps is renewed, and an event lets the element around, which has the text, show that.
import { AnswerElement } from "../../state/context.ts";
import { renew } from "./module.ts";

/** The view cannot be had; it stays inside the element that holds it. */
export class ViewFailedEvent extends Event {
  constructor() {
    super("ii-failed", { bubbles: true });
  }
}

export abstract class FallibleView extends AnswerElement {
  /** What is drawn is drawn here, from the first property that changed to the last line. */
  protected override performUpdate(): void {
    this.attempt(() => super.performUpdate());
  }

  protected attempt(act: () => void): void {
    try {
      act();
    } catch (failure) {
      this.fall(failure);
    }
  }

  protected fall(failure: unknown): void {
    console.warn(failure);
    renew();
    this.dispatchEvent(new ViewFailedEvent());
  }
}
