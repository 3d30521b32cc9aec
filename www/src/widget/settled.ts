// Whether what a host gave last has been read, and who waits for that.

export class Settled {
  #is = true;
  /** Whether something was given that is not being read yet. */
  #asked = false;
  #waiting: (() => void)[] = [];

  get is(): boolean {
    return this.#is;
  }

  /** Something was given. */
  ask(): void {
    this.#is = false;
    this.#asked = true;
  }

  /** It is being read now. */
  begin(): void {
    this.#asked = false;
  }

  /** What was given has been read, unless more was given since. */
  end(): void {
    this.#is = !this.#asked;
  }

  /** Those who wait hear of it. */
  tell(): void {
    if (this.#asked) return;
    this.#is = true;
    for (const done of this.#waiting.splice(0)) done();
  }

  wait(): Promise<void> {
    return new Promise((done) => this.#waiting.push(done));
  }
}
