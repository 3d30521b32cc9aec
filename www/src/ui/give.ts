// The one way out: whatever the reader copies or saves goes through here, and is announced as what it is.
import { type Export, ExportedEvent } from "../state/view.ts";

/** Copies a text, or saves bytes as a file, and says so from the element where it was asked for; false where the browser does not allow it. */
export async function give(from: EventTarget, exported: Export): Promise<boolean> {
  const { way, name, format, content } = exported;
  try {
    if (way === "copy") await navigator.clipboard.writeText(content as string);
    else save(new Blob([content as BlobPart]), `${name}.${format}`);
  } catch {
    return false;
  }
  from.dispatchEvent(new ExportedEvent(exported));
  return true;
}

/** The name of the file in which an instance's output is saved, without its extension; "" where its id is none that may stand in one. */
export const outputFileOf = (instanceId: string): string => (/^[\w-]{1,64}$/.test(instanceId) ? `output-${instanceId}` : "");

function save(bytes: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(bytes);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
