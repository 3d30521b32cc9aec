// The samples: the official documents' own, as the cases of the tests hold them, each named by what it shows.
import type { Key } from "../words.ts";

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

function text(name: string): string {
  const path = Object.keys(TEXTS).find((one) => one.endsWith(`/${name}`));
  return path ? (TEXTS[path] ?? "") : "";
}

export interface Sample {
  title: Key;
  /** How it is written: "JSON", "XML", "text". */
  form: string;
  text: string;
}

export const SAMPLES: readonly Sample[] = [
  { title: "sample.several", form: "JSON", text: text("seed003_invocations.json") },
  { title: "sample.severalBroken", form: "XML", text: text("seed003_invocations.xml") },
  { title: "sample.failed", form: "JSON", text: text("seed002_results_failed.json") },
  { title: "sample.failed", form: "XML", text: text("seed002_results_failed.xml") },
  { title: "sample.contradiction", form: "JSON", text: text("seed004_results_full.json") },
  { title: "sample.tags", form: "JSON", text: text("seed004_results_tags_array.json") },
  { title: "sample.error", form: "JSON", text: text("seed003_error.json") },
  { title: "sample.flattened", form: "TXT", text: text("seed004_flattened.txt") },
];
