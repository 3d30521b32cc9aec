// The viewer alone, for other people's pages: this script registers <invocation-inspector> and fetches its wasm beside it.
import { define } from "./widget/define.ts";

define();
