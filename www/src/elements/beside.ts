// The start of elements.html in the package: the elements come from inline.js, which stands before it, so that the page works from a disk.
import { ElementsPage } from "./page.ts";

customElements.define("elements-page", ElementsPage);
