// What comes in, whatever the way: pasted, dropped, opened, a sample, an edit, a link, what the system shares. One thing after another is read, once; what was wanted last is shown.

export interface Job<R> {
  /** Reads it; ends early when the signal is aborted, by throwing its reason or in any other way. */
  read(signal: AbortSignal): Promise<R>;
  /** Receives what was read. `more`: a later input waits, so that this need not be shown. */
  done(result: R, more: boolean): void;
  /** It holds nothing of the reader's own (a sample), so that it is dropped when something else is wanted before it is there. */
  fleeting?: boolean;
}

interface Entry {
  job: Job<unknown>;
  stop: AbortController;
}

export class Queue {
  #entries: Entry[] = [];
  #working = false;

  /** `changed` is called when something begins or ends to be read. */
  constructor(private readonly changed: () => void = () => undefined) {}

  /** Whether something is being read or waits to be. */
  get busy(): boolean {
    return this.#entries.length > 0;
  }

  /** Whether something of the reader's own is being read or waits to be. */
  get holdsOwn(): boolean {
    return this.#entries.some(({ job, stop }) => !job.fleeting && !stop.signal.aborted);
  }

  add<R>(job: Job<R>): void {
    for (const { job: before, stop } of this.#entries) if (before.fleeting) stop.abort();
    this.#entries.push({ job: job as Job<unknown>, stop: new AbortController() });
    if (!this.#working) void this.#work();
  }

  /** Drops everything that is not read yet. */
  cancel(): void {
    for (const { stop } of this.#entries) stop.abort();
  }

  async #work(): Promise<void> {
    this.#working = true;
    this.changed();
    for (let entry = this.#entries[0]; entry; entry = this.#entries[0]) {
      const { job, stop } = entry;
      const result = stop.signal.aborted ? undefined : await read(job, stop.signal);
      this.#entries.shift();
      if (result && !stop.signal.aborted) job.done(result.value, this.#entries.some((other) => !other.stop.signal.aborted));
    }
    this.#working = false;
    this.changed();
  }
}

/** What was read; nothing where it was cancelled, at once then: a fetch that hangs delays nothing. */
async function read(job: Job<unknown>, signal: AbortSignal): Promise<{ value: unknown } | undefined> {
  const aborted = new Promise<undefined>((done) => signal.addEventListener("abort", () => done(undefined), { once: true }));
  const value = job.read(signal).then(
    (value) => ({ value }),
    (failure: unknown) => {
      // A fault of ours must be seen; the queue goes on.
      if (!signal.aborted) reportError(failure);
      return undefined;
    },
  );
  return Promise.race([value, aborted]);
}
