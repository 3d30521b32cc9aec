// What is found out once for all that it hangs on.

/** One value, found out anew only where something that it hangs on is another than last time. */
export class Once<T> {
  #of: readonly unknown[] | null = null;
  #value!: T;

  /** Whether it is known. `of`: what it hangs on, as many things each time, compared by identity. */
  has(of: readonly unknown[]): boolean {
    return this.#of !== null && of.every((one, i) => one === this.#of![i]);
  }

  get(of: readonly unknown[], find: () => T): T {
    if (!this.has(of)) {
      this.#value = find();
      this.#of = of;
    }
    return this.#value;
  }
}
