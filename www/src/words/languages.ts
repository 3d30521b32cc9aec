// The languages, once: each by the name of its folder in lang/, with the locale of its numbers, plurals and `lang` attributes, and its own name.
import type { Language } from "../core/core.ts";

export const LANGUAGES: Record<Language, { locale: string; name: string }> = {
  en: { locale: "en", name: "English" },
  zh: { locale: "zh-CN", name: "中文" },
};

/** The first is the one that the others are translations of. */
export const TAGS = Object.keys(LANGUAGES) as [Language, ...Language[]];

/** What a browser writes without a blank between a number and Chinese, `26小时前`, with it, as everywhere here: `26 小时前`. */
export function spaced(text: string): string {
  return text.replace(/(\d)(?=[\u3400-\u9fff])/g, "$1 ");
}

/** The language a tag such as "zh-Hans-CN" asks for. A host may set anything. */
export function languageOf(tag: string): Language {
  const lower = String(tag).toLowerCase();
  return TAGS.find((language) => lower.startsWith(language)) ?? TAGS[0];
}
