// The outputs that are chosen, packed one after the other.
import type { ExportOptions, FullInspection } from "../../core/core.ts";
import { outputFiles } from "./printed.ts";
import { zip } from "./zip.ts";

/**
 * The bytes of a ZIP file. `tell` hears now and then how many files are in, and their bytes; what `pace` throws ends the packing.
 * @throws TooMuch where it would be more than such a file can hold.
 */
export async function zippedOutputs(core: FullInspection, options: ExportOptions, pace: () => Promise<boolean>, tell: (files: number, bytes: number) => void): Promise<Blob> {
  const files = outputFiles(core, options, options.ids ? new Set(options.ids) : null, pace);
  return zip(files, new Date(), async (files, bytes) => {
    if (await pace()) tell(files, bytes);
  });
}
