// What the system shares with the page, and what only looks so: any site can send a form to the same address.

/** What was shared; where it came from, as far as it is known. */
export interface Shared {
  title: string;
  text: string;
  url: string;
  files: File[];
}

/** Why something was not taken: a page sent it, or it is of a kind that the system does not send. */
export type Refusal = "foreign" | "odd";

/** More than the core reads of one input need not be held. */
const MOST = 512 * 2 ** 20;

/** The system's own sheet starts a visit that comes from no page. What a browser tells of a page is looked at; what it keeps to itself, the reader is asked about. */
function foreign({ headers, referrer, mode }: Request): boolean {
  const site = headers.get("sec-fetch-site");
  const origin = headers.get("origin");
  return mode !== "navigate" || (site !== null && site !== "none") || (origin !== null && origin !== "null") || !["", "about:client"].includes(referrer);
}

export async function sharedIn(request: Request): Promise<Shared | Refusal> {
  if (foreign(request)) return "foreign";
  try {
    const form = await request.formData();
    const field = (name: string): string => form.getAll(name).filter((value) => typeof value === "string").join("\n");
    const files = form.getAll("files").filter((file) => file instanceof File && (file.name !== "" || file.size > 0)) as File[];
    const shared = { title: field("title"), text: field("text"), url: field("url"), files };
    const size = shared.text.length + files.reduce((sum, file) => sum + file.size, 0);
    return size > MOST ? "odd" : shared;
  } catch {
    // The body of another kind.
    return "odd";
  }
}
