// The start of elements.html beside the inspector's page: the elements come from inspector.js, and so does Lit.
import "../inspector.ts";
import { ElementsPage } from "./page.ts";

customElements.define("elements-page", ElementsPage);
