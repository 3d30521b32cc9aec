// The package's ./define: registers the elements.
import { define } from "../widget/define.ts";

define();
