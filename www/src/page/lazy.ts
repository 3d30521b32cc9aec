// The lazy parts of the page: the views' lazy elements, the help and the files. Loaded at the first gesture of the reader, or once an answer stands.
import { lazy } from "../core/lazy.ts";
import { register } from "../ui/register.ts";
import { VIEWS } from "../views/list.ts";

const loadHelp = lazy(async () => register([["inspector-help", (await import("./help.ts")).HelpDialog]]));

const loadFiles = lazy(() => import("./files.ts"));

/** False where something of it cannot be fetched, so that it may be tried again. */
export async function loadLazyParts(): Promise<boolean> {
  const loads = new Set(VIEWS.flatMap(({ load }) => load ?? []));
  const loaded = await Promise.all([loadHelp, loadFiles, ...loads].map((load) => load()));
  return loaded.every(Boolean);
}
