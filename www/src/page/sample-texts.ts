// The texts of the samples: loaded when one is chosen, or before.
/** Wherever they stand among the cases: a folder there is named by what is expected, which may change. */
const TEXTS = import.meta.glob<string>(
  [
    "../../../tests/cases/*/seed002_results_failed.{json,xml}",
    "../../../tests/cases/*/seed003_invocations.{json,xml}",
    "../../../tests/cases/*/seed003_error.json",
    "../../../tests/cases/*/seed004_results_full.json",
    "../../../tests/cases/*/seed004_results_tags_array.json",
    "../../../tests/cases/*/seed004_flattened.txt",
  ],
  { query: "?raw", import: "default", eager: true },
);

/** The text of a sample by the name of its file; empty where there is none. */
export function text(name: string): string {
  const path = Object.keys(TEXTS).find((one) => one.endsWith(`/${name}`));
  return path ? (TEXTS[path] ?? "") : "";
}

