// The lines of an output that are drawn: a window that grows to either side as it is scrolled or asked for.

/** Lines, or rows of bytes, drawn at a time. */
const CHUNK = 400;

/** Makes an element of the lines from one to before another. */
export type MakeChunk = (from: number, to: number) => HTMLElement;

export class LineWindow {
  #body: HTMLElement | null = null;
  #make: MakeChunk = () => document.createElement("div");
  #from = 0;
  #to = 0;
  #count = 0;
  #observer: IntersectionObserver;

  /** `attempt` runs what draws while it is scrolled; `changed` is told of each chunk that is drawn. */
  constructor(
    attempt: (act: () => void) => void,
    private readonly changed: (chunk: HTMLElement) => void,
  ) {
    this.#observer = new IntersectionObserver((seen) => seen.some((entry) => entry.isIntersecting) && attempt(() => this.more()), { rootMargin: "600px" });
  }

  /** The first line that is drawn. */
  get from(): number {
    return this.#from;
  }

  /** The line after the last that is drawn. */
  get to(): number {
    return this.#to;
  }

  get count(): number {
    return this.#count;
  }

  /** Draws `count` lines into an element, from line `at` on. */
  open(body: HTMLElement, count: number, make: MakeChunk, at = 0): void {
    this.close();
    this.#body = body;
    this.#make = make;
    this.#count = count;
    this.#from = this.#to = Math.min(count, Math.max(0, at));
    this.more();
  }

  /** Draws the next lines, up to `until` if that is further. */
  more(until = 0): void {
    if (this.#to >= this.#count) return;
    const to = Math.min(this.#count, Math.max(until, this.#to + CHUNK));
    const chunk = this.#chunk(this.#to, to);
    this.#to = to;
    this.#body?.append(chunk);
    this.changed(chunk);
    this.#observer.disconnect();
    if (to < this.#count) this.#observer.observe(chunk);
  }

  /** Draws lines before those that are drawn. */
  earlier(): void {
    const from = Math.max(0, this.#from - CHUNK);
    const chunk = this.#chunk(from, this.#from);
    this.#from = from;
    this.#body?.prepend(chunk);
    this.changed(chunk);
  }

  /** Draws the same lines of another text; those that are equal stay as they are. */
  renew(count: number, make: MakeChunk): void {
    const body = this.#body;
    if (!body) return;
    const wasAll = this.#to >= this.#count;
    this.#make = make;
    this.#count = count;
    this.#from = Math.min(this.#from, count);
    const to = Math.min(this.#to, count);
    const drawn = [...body.querySelectorAll(".line")];
    const fresh = to > this.#from ? [...make(this.#from, to).querySelectorAll(".line")] : [];
    for (const [i, line] of drawn.entries()) {
      const next = fresh[i];
      if (!next) line.remove();
      else if (!line.isEqualNode(next)) line.replaceWith(next);
    }
    this.#to = to;
    // Whoever saw the end sees it grow.
    if (wasAll) this.more();
  }

  /** Takes away the first lines that are drawn, but for as many, while the last ends below this place in the window. */
  fit(below: number, least: number): void {
    const lines = [...(this.#body?.querySelectorAll(".line") ?? [])];
    const end = lines.at(-1)?.getBoundingClientRect().bottom ?? 0;
    const over = end - below;
    const [first] = lines;
    if (!first || over <= 0) return;
    const top = first.getBoundingClientRect().top;
    const at = lines.findIndex((line) => line.getBoundingClientRect().top - top >= over);
    const gone = Math.max(0, Math.min(at < 0 ? lines.length : at, lines.length - least));
    for (const line of lines.slice(0, gone)) line.remove();
    this.#from += gone;
  }

  /** The element of a line that is drawn; undefined in what is not drawn by lines. */
  lineAt(at: number): Element | undefined {
    return this.#body?.querySelectorAll(".line")[at - this.#from];
  }

  /** Draws nothing any more. */
  close(): void {
    this.#observer.disconnect();
    this.#body = null;
    this.#from = this.#to = this.#count = 0;
  }

  #chunk(from: number, to: number): HTMLElement {
    const chunk = this.#make(from, to);
    chunk.classList.add("chunk");
    return chunk;
  }
}
