// What comes after the first picture: loaded at the first sign of the reader, or once an answer stands.
import { register } from "../ui/register.ts";
import { later } from "../core/lazy.ts";

export const loadMore = later(async () => {
  const [{ MORE }, { HelpDialog }] = await Promise.all([import("../viewer/lazy-elements.ts"), import("./help.ts")]);
  register([...MORE, ["inspector-help", HelpDialog]]);
});
