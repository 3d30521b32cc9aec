// @ts-check
// What a server says about the page's files beside sending them. docs/deploying.md names the same for other servers, which a test compares with this.

/** The page's own policy (index.html has it too), and who may frame it: only a header can say that. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types lit-html inspector-worker; frame-ancestors 'none'";

/** @type {Readonly<Record<string, string>>} */
export const ALL = {
  "Content-Security-Policy": POLICY,
  "Cross-Origin-Opener-Policy": "same-origin",
  "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()",
  "Referrer-Policy": "no-referrer",
  "X-Content-Type-Options": "nosniff",
  // Asked for anew each time, and answered in a word where nothing has changed.
  "Cache-Control": "no-cache",
};

/** Names with a hash in them never change. */
export const FOREVER = "public, max-age=31536000, immutable";

/** One file each, with a policy inside that names its script by hash: the header adds only who may frame it. */
const SINGLE = "frame-ancestors 'none'";

/** Who may frame embed.html: its own site, and the origins that it names. `null`, a page without an origin, has no name in a policy. @param {string} file its text */
export function framePolicy(file) {
  const named = (/name="allowed-origins" content="([^"]*)"/.exec(file)?.[1] ?? "").split(/\s+/).filter((origin) => origin && origin !== "null");
  return `frame-ancestors ${named.includes("*") ? "*" : ["'self'", ...named].join(" ")}`;
}

/** The headers of an answer. @param {string} path of the site @param {() => string} embed the text of embed.html @returns {Record<string, string>} */
export function headersOf(path, embed) {
  if (path.startsWith("/assets/")) return { ...ALL, "Cache-Control": FOREVER };
  if (/^\/embed(\.html)?$/.test(path)) return { ...ALL, "Content-Security-Policy": framePolicy(embed()) };
  if (/^\/invocation-inspector(\.html)?$/.test(path)) return { ...ALL, "Content-Security-Policy": SINGLE };
  return { ...ALL };
}
