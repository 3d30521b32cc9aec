// The samples: the official documents' own, as the cases of the tests hold them, each named by what it shows.
import { lazy } from "../core/lazy.ts";
import type { Key } from "../words/words.ts";

export interface Sample {
  title: Key;
  /** How it is written: "JSON", "XML", "text". */
  form: string;
  name: string;
}

export const SAMPLES: readonly Sample[] = [
  { title: "sample.several", form: "JSON", name: "seed003_invocations.json" },
  { title: "sample.severalBroken", form: "XML", name: "seed003_invocations.xml" },
  { title: "sample.failed", form: "JSON", name: "seed002_results_failed.json" },
  { title: "sample.failed", form: "XML", name: "seed002_results_failed.xml" },
  { title: "sample.contradiction", form: "JSON", name: "seed004_results_full.json" },
  { title: "sample.tags", form: "JSON", name: "seed004_results_tags_array.json" },
  { title: "sample.error", form: "JSON", name: "seed003_error.json" },
  { title: "sample.flattened", form: "TXT", name: "seed004_flattened.txt" },
];

let texts: typeof import("./sample-texts.ts") | undefined;

/** Has their texts ready. */
export const loadSamples = lazy(async () => {
  texts = await import("./sample-texts.ts");
});

/** The text of a sample; null where it cannot be had. */
export async function sampleText({ name }: Sample): Promise<string | null> {
  await loadSamples();
  return texts?.text(name) ?? null;
}
