// Where the wasm modules come from: from the files beside the scripts, unless a host hands them in.

/** A module, compiled or as bytes, or where to fetch it. */
export type WasmSource = string | URL | Response | BufferSource | WebAssembly.Module;
/** A function is called when the module is needed. */
export type WasmInput = WasmSource | Promise<WasmSource> | (() => WasmSource | Promise<WasmSource>);

/** What was handed in: for the core, and for the views of outputs. */
export const wasm: { core?: WasmInput | undefined; outputs?: WasmInput | undefined } = {};

/** Starts a module from what was handed in for it, if anything was. */
export async function load(init: (from?: { module_or_path: WasmSource }) => Promise<unknown>, input: WasmInput | undefined): Promise<unknown> {
  const from = await (typeof input === "function" ? input() : input);
  return init(from === undefined ? from : { module_or_path: from });
}

/** Why there is no answer: a file of the module was not reached, it was too much for the memory, a document could not be read, or something else. */
export type Why = "unreached" | "memory" | "unread" | "other";

/** What stands where a file should: the page of a login, of an error, nothing at all. */
const NO_MODULE = /magic|doesn't start with|does not start with|failed to fetch wasm|mime type/i;

/** Of a failure in loading a module. */
export function whyNot(failure: unknown): Why {
  if (typeof WebAssembly === "undefined") return "other";
  if (failure instanceof RangeError) return "memory";
  // A fetch that fails has a type error for it; so has a stream that is none of a module.
  return failure instanceof TypeError || (failure instanceof Error && NO_MODULE.test(failure.message)) ? "unreached" : "other";
}

/** A module whose instance can be replaced by a new one (build/instances.js). */
export interface Renewable {
  renew(): void;
  memory(): { readonly buffer: ArrayBuffer; grow(pages: number): number } | undefined;
}

/** An instance of this size in which nothing is held is replaced, so that the browser gets its memory back. */
const LARGE = 256 * 2 ** 20;

/** The life of a module's instances: what is held in the present one, and when it is left for a new one. */
export class Life {
  #alive = new Set<{ free(): void }>();

  constructor(private readonly module: Renewable) {}

  /** Does something of the module's. Where it traps, all that comes after has a new instance. `weight`: how many bytes it was given, about. */
  try<T>(act: () => T, weight: number): T {
    try {
      return act();
    } catch (failure) {
      // What it says of itself is no fault of the module.
      if (!(failure instanceof RangeError || (typeof WebAssembly !== "undefined" && failure instanceof WebAssembly.RuntimeError))) throw failure;
      const memory = failure instanceof RangeError || this.#full(weight);
      this.renew();
      throw new Failure(memory ? "memory" : "other", failure);
    }
  }

  /** Whether the memory could not have grown any more: what asks for more than there is traps like any other fault. */
  #full(weight: number): boolean {
    const memory = this.module.memory();
    try {
      memory?.grow(Math.ceil(Math.max(memory.buffer.byteLength, 3 * weight) / 2 ** 16));
      return false;
    } catch {
      return true;
    }
  }

  hold<T extends { free(): void }>(made: T): T {
    this.#alive.add(made);
    return made;
  }

  /** Whether it is held, in an instance that has not trapped since. */
  holds(made: { free(): void }): boolean {
    return this.#alive.has(made);
  }

  free(made: { free(): void } | null | undefined): void {
    if (!made) return;
    try {
      made.free();
    } catch {
      // It trapped in an instance that has been left.
    }
    if (this.#alive.delete(made) && this.#alive.size === 0 && (this.module.memory()?.buffer.byteLength ?? 0) > LARGE) this.renew();
  }

  renew(): void {
    this.#alive.clear();
    this.module.renew();
  }
}

/** A failure of which it is known why. */
export class Failure extends Error {
  constructor(
    readonly why: Why,
    cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
