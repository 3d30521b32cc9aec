// What comes after the first picture: loaded at the first sign of the reader, or once an answer stands.
import { define } from "../elements/define.ts";
import { later } from "../parts/later.ts";

export const loadMore = later(async () => {
  const [{ MORE }, { HelpDialog }] = await Promise.all([import("../elements/more.ts"), import("./help.ts")]);
  define([...MORE, ["inspector-help", HelpDialog]]);
});
