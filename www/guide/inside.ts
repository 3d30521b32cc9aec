// The guide inside the page that is one file: each language as an inert template, whose links lead to places of that file; the samples as data.
import { guideStyle, make } from "./make.ts";
import { escape } from "./markup.ts";
import { body, titleOf } from "./page.ts";

/** Names in it are prefixed, so that an address tells the guide from the inspector; `../src/guide/inside.ts` knows the same prefix. */
function moved(markup: string, language: string): string {
  const here = `guide/${language}/`;
  return markup
    .replace(/ (id|data-id)="([^"]+)"/g, (_, name: string, id: string) => ` ${name}="${here}${id}"`)
    .replace(/ href="([^"]*)"/g, (_, href: string) => ` href="${placed(href, here)}"`);
}

function placed(href: string, here: string): string {
  if (href.startsWith("#")) return `#${here}${href.slice(1)}`;
  if (href === "../index.html") return "#";
  const [, sample] = /^\.\.\/index\.html(#sample=.+)$/.exec(href) ?? [];
  if (sample) return sample;
  const [, other] = /^([\w-]+)\.html$/.exec(href) ?? [];
  if (other) return `#guide/${other}/`;
  throw new Error(`the guide leads to ${href}, which one file does not have`);
}

export interface Inside {
  style: string;
  markup: string;
}

export async function guideInside(): Promise<Inside> {
  const { guides, samples } = await make();
  const templates = guides.map(({ source, text }) => {
    const title = escape(titleOf(source));
    return `<template data-guide="${source.language}" data-title="${title}">\n${moved(body(source, text), source.language)}</template>\n`;
  });
  const json = JSON.stringify(Object.fromEntries(samples)).replaceAll("<", "\\u003c");
  return {
    style: guideStyle(),
    markup: `${templates.join("")}<script type="application/json" id="samples">${json}</script>\n`,
  };
}
