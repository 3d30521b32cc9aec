// A sample of the guide that the address names (`#sample=status-Failed`): loaded from beside the guide, or taken from the page that is one file, and the address cleared. An address only
// ever names one; it never carries a response.
import { addWords, type Key, type Words } from "../words/words.ts";
import type { PageInput } from "./input.ts";

addWords(import.meta.glob("../../../lang/*/install.json", { eager: true, import: "default" }));

type Samples = Record<string, string | { base64: string }>;

function bytesOf(base64: string): BlobPart {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

/**
 * null where the address names none, or the reader does not want it; what to say where there is none of that name, or it cannot be had. `ask`: whether
 * there is something here that it would take the place of.
 */
export async function linkedSample(guide: string, words: Words, isOccupied: () => boolean): Promise<PageInput | Key | null> {
  const name = /^#sample=([\w.-]+)$/.exec(location.hash)?.[1];
  if (!name) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  try {
    const inside = document.getElementById("samples")?.textContent;
    const all = JSON.parse(inside ?? (await (await fetch(`${guide}samples.json`)).text())) as Samples;
    const sample = Object.hasOwn(all, name) ? all[name] : undefined;
    if (sample === undefined) return "sample.missing";
    const question = { text: words.t("sample.link", { name }), detail: words.t("sample.kept"), yes: words.t("sample.open"), no: words.t("sample.keep") };
    if (isOccupied()) {
      const { agreed } = await import("./question.ts");
      if (!(await agreed(question))) return null;
    }
    return { kind: "files", sample: true, files: [new File([typeof sample === "string" ? sample : bytesOf(sample.base64)], `${name}.txt`)] };
  } catch {
    return "sample.unreached";
  }
}
