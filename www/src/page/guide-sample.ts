// A sample of the guide that the address names (`#sample=status-Failed`): loaded from beside the guide, or taken from the page that is one file, and the address cleared. An address only
// ever names one; it never carries a response.
import en from "../../../lang/en/install.json";
import zh from "../../../lang/zh/install.json";
import { type Key, learn } from "../words.ts";
import type { Taken } from "./input.ts";

learn({ en, zh });

type Samples = Record<string, string | { base64: string }>;

function bytesOf(base64: string): BlobPart {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

/** null where the address names none; what to say where there is none of that name, or it cannot be had. */
export async function linkedSample(guide: string): Promise<Taken | Key | null> {
  const name = /^#sample=([\w.-]+)$/.exec(location.hash)?.[1];
  if (!name) return null;
  history.replaceState(history.state, "", location.pathname + location.search);
  try {
    const inside = document.getElementById("samples")?.textContent;
    const all = JSON.parse(inside ?? (await (await fetch(`${guide}samples.json`)).text())) as Samples;
    const sample = Object.hasOwn(all, name) ? all[name] : undefined;
    if (sample === undefined) return "sample.missing";
    return { kind: "files", files: [new File([typeof sample === "string" ? sample : bytesOf(sample.base64)], `${name}.txt`)] };
  } catch {
    return "sample.unreached";
  }
}
