// Where an element is lower than its content, the content scrolls inside it and does not cover what follows.

export class Box {
  #observer: ResizeObserver | undefined;
  #outer: HTMLElement | null = null;

  constructor(private readonly host: HTMLElement) {}

  /** Follows the host and its content; `outer` is what scrolls, its only child the content. */
  watch(outer: HTMLElement | null): void {
    if (outer === this.#outer) return;
    this.stop();
    this.#outer = outer;
    const inner = outer?.firstElementChild;
    if (!inner) return;
    this.#observer = new ResizeObserver(() => this.#fit());
    this.#observer.observe(this.host);
    this.#observer.observe(inner);
  }

  stop(): void {
    this.#observer?.disconnect();
    this.#outer = null;
  }

  #fit(): void {
    const outer = this.#outer;
    const inner = outer?.firstElementChild;
    if (!outer || !(inner instanceof HTMLElement)) return;
    const at = outer.scrollTop;
    // The height that the page gives is measured without our own limit.
    outer.classList.remove("limited");
    const { paddingBlockStart, paddingBlockEnd } = getComputedStyle(this.host);
    const room = this.host.clientHeight - parseFloat(paddingBlockStart) - parseFloat(paddingBlockEnd);
    if (inner.offsetHeight <= room + 1 || room <= 0) return;
    outer.style.setProperty("--box", `${room}px`);
    outer.classList.add("limited");
    outer.scrollTop = at;
  }
}
