// All lazy elements, from the views' folders.
import type { Elements } from "../ui/register.ts";

const BY_FOLDER = import.meta.glob<Elements>("./*/lazy-elements.ts", { eager: true, import: "ELEMENTS" });

export const LAZY_ELEMENTS: Elements = Object.values(BY_FOLDER).flat();
