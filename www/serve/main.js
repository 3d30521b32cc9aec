// @ts-check
// node serve/main.js PORT: serves www/dist until it is stopped, and says where.
import { listen, packed, site } from "./server.js";

try {
  const { url } = await listen(packed(site(new URL("../dist/", import.meta.url))), Number(process.argv[2] ?? 8080));
  console.log(`\nInvocation Inspector: ${url.slice(0, -1)} (Ctrl-C stops it)\n`);
} catch (failure) {
  console.error(`The page cannot be served: ${failure instanceof Error ? failure.message : String(failure)}`);
  process.exitCode = 1;
}
