// Whether inputs that were added have brought anything, by how much the answer holds.
import type { Summary } from "../core/core.ts";

export class Growth {
  #counts = "";
  #errors = 0;

  /** A key of words: why what was added has brought nothing, where that is so. */
  why(summary: Summary | null, added: boolean): "toast.notRead" | "toast.noRows" | null {
    const [counts, errors] = [this.#counts, this.#errors];
    this.#counts = summary ? JSON.stringify(summary.counts) : "";
    this.#errors = summary?.diagnostics.error ?? 0;
    if (!added || counts !== this.#counts) return null;
    return this.#errors > errors ? "toast.notRead" : "toast.noRows";
  }
}
