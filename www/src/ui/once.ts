// What is found out once for all that it hangs on.

/** One value, found out anew only where something that it hangs on is another than last time. */
export class Once<T> {
  #of: readonly unknown[] | null = null;
  #value!: T;

  /** `of`: what it hangs on, as many things each time, compared by identity. */
  get(of: readonly unknown[], find: () => T): T {
    if (this.#of === null || of.some((one, i) => one !== this.#of![i])) {
      this.#value = find();
      this.#of = of;
    }
    return this.#value;
  }
}
