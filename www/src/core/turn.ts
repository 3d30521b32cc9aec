// Between two pieces of long work the page has its turn.

/**
 * Lets the page draw, listen and do what else waits. A timer waits for four milliseconds where it follows others; browsers that have it put a task
 * behind the others without. (`scheduler.yield` would go on before them, so that on a busy page nothing else had its turn.)
 */
export function turn(): Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { postTask?: (task: () => void) => Promise<void> } };
  return scheduler?.postTask?.(() => {}) ?? new Promise((done) => setTimeout(done));
}
