// Lazy loading: a part of the page that is loaded when it is first wanted, and when the browser is idle.

/** A browser that does not say when it is idle has time for an answer until then, in milliseconds. */
const PATIENCE = 150;

/** When what was drawn now is on the screen, and nothing else is to be done at once. */
export const painted = () =>
  new Promise<unknown>((done) =>
    requestAnimationFrame(() => {
      if ("requestIdleCallback" in globalThis) requestIdleCallback(done, { timeout: 2 * PATIENCE });
      else setTimeout(done, PATIENCE);
    }),
  );

/** When what has changed is on the screen; soon, where nothing is drawn. */
export const frame = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, PATIENCE);
  });
/** Called for each part that could not be loaded; the page has its service worker check the files (main.ts). */
export const partFailure: { handle?: () => void } = {};

/** Gives a function that loads it, once; false where that fails, so that it may be tried again. */
export function lazy(load: () => Promise<unknown>): () => Promise<boolean> {
  let loading: Promise<boolean> | undefined;
  return () => {
    loading ??= load().then(
      () => true,
      () => {
        loading = undefined;
        partFailure.handle?.();
        return false;
      },
    );
    return loading;
  };
}
