// A part of the page that is loaded when it is first wanted.

/** Gives a function that loads it, once; false where that fails, so that it may be tried again. */
export function later(load: () => Promise<unknown>): () => Promise<boolean> {
  let loading: Promise<boolean> | undefined;
  return () => {
    loading ??= load().then(
      () => true,
      () => {
        loading = undefined;
        return false;
      },
    );
    return loading;
  };
}
