// The elements of the views that do not come with the first paint: one chunk, made of each folder's `lazy-elements.ts`.
import { lazy } from "../core/lazy.ts";
import { register } from "../ui/register.ts";

export const loadLazyElements = lazy(async () => register((await import("./lazy-elements.ts")).LAZY_ELEMENTS));
