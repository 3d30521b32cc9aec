// What a ZIP of outputs will hold, told before it is packed.
import type { ExportInfo } from "../../core/core.ts";
import type { Words } from "../../words/words.ts";
import { MOST_FILES } from "./zip.ts";

/** Its files and their bytes. Where something is hidden, texts alone leave. */
export const filesOf = ({ outputs, outputBytes, texts, textBytes }: ExportInfo, hides: boolean) => (hides ? { files: texts, bytes: textBytes } : { files: outputs, bytes: outputBytes });

/** The same in words: of texts in which something is hidden about as much. */
export function holdsFiles(info: ExportInfo, hides: boolean, words: Words): string {
  const { files, bytes } = filesOf(info, hides);
  if (files > MOST_FILES) return words.t("share.zip.much");
  const size = words.bytes(bytes);
  return words.t("share.zip.holds", { instances: words.count("share.instances", info.instances), files: words.number(files), size: hides ? words.t("share.about", { size }) : size });
}
