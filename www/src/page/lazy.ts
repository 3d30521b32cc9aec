// What comes after the first picture: loaded at the first sign of the reader, or once an answer stands.
import { register } from "../ui/register.ts";
import { lazy } from "../core/lazy.ts";

export const loadLazyElements = lazy(async () => {
  const [{ LAZY_ELEMENTS }, { HelpDialog }] = await Promise.all([import("../viewer/lazy-elements.ts"), import("./help.ts")]);
  register([...LAZY_ELEMENTS, ["inspector-help", HelpDialog]]);
});
