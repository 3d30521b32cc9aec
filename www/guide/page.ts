// The guide in one language: contents and text, and the words that its script says; as a page of its own, with a head.
import { icons } from "../src/ui/icons.ts";
import { LANGUAGES, TAGS } from "../src/words/languages.ts";
import { Lists, type Source } from "./entries.ts";
import { drawn, escape, linked } from "./markup.ts";
import { type Section, sections } from "./prose.ts";

/** The page's own script says these: the rest is in the markup already. */
const PAGE_WORDS = /^(search|entry|called|rollup|theme)\b/;

/** The words that the guide's elements say, as JSON that may stand in markup. */
export function spoken(words: Record<string, string>): string {
  return JSON.stringify(Object.fromEntries(Object.entries(words).filter(([key]) => PAGE_WORDS.test(key)))).replaceAll("<", "\\u003c");
}

/** What the reader sees. */
export function body(source: Source, text: string): string {
  const lists = new Lists(source);
  const t = (key: string) => escape(lists.t(key));
  const all = sections(text, (name) => lists.made(name));
  const languages = TAGS.map((language) => {
    const { locale, name } = LANGUAGES[language];
    return source.language === language ? `<span aria-current="true" lang="${locale}">${name}</span>` : `<a href="${language}.html" hreflang="${locale}" lang="${locale}" data-language="${language}">${name}</a>`;
  });
  return `<a class="skip" href="#text">${t("skip")}</a>
<header>
<a class="brand" href="${source.alone ? "#text" : "../index.html"}">${drawn(icons.brand)}<span>${t("brand")}</span></a>
<guide-search><p class="unstarted">${t("unstarted.search")}</p></guide-search>
<div class="settings">
${source.alone ? "" : `<a class="inspect" href="../index.html">${t("inspect")}</a>\n`}<div class="languages" role="group" aria-label="${t("language")}">${languages.join("")}</div>
<guide-theme></guide-theme>
</div>
</header>
<div class="frame">
<nav aria-label="${t("contents")}">
<h2>${t("contents")}</h2>
<ol>${all.map((one) => contents(one)).join("")}</ol>
</nav>
<main id="text" tabindex="-1">
<div class="title"><h1>${t("title")}</h1><p>${t("subtitle")}</p></div>
${all.map((one) => section(one, lists)).join("\n")}
</main>
</div>
<script type="application/json" id="words">${spoken(source.words)}</script>
`;
}

/** The title of the window. */
export function titleOf({ words }: Source): string {
  return `${words.title} · ${words.brand}`;
}

/** `policy` and `icon` are those of the inspector's page; `alone`: that page is not beside it. */
export function page(source: Source, text: string, { policy, icon, alone }: { policy: string; icon: string; alone: boolean }): string {
  const { locale } = LANGUAGES[source.language];
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8" />
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}" />
<meta name="viewport" content="width=device-width, initial-scale=1" />
<meta name="color-scheme" content="light dark" />
<meta name="referrer" content="no-referrer" />
<title>${escape(titleOf(source))}</title>
<meta name="description" content="${escape(source.words.description ?? "")}" />
${icon}
${alone ? "" : `<link rel="manifest" href="../manifest.webmanifest" />\n`}<link rel="stylesheet" href="/src/guide/style.css" />
${alone ? "" : `<script src="/guard.js" defer data-begins="guide-search"></script>\n`}<script type="module" src="/src/guide/${alone ? "alone" : "main"}.ts"></script>
</head>
<body>
${body(source, text)}</body>
</html>
`;
}

/** The way to a sample of what a section tells, where there is one. */
function sampleOf(id: string, title: string, lists: Lists): string {
  const link = lists.sample(`section-${id}`, title, "sample");
  return link && `<p class="meta">${link}</p>\n`;
}

function contents({ id, title, parts }: Section): string {
  const below = parts.length ? `<ol>${parts.map((part) => contents(part)).join("")}</ol>` : "";
  return `<li><a href="#${id}">${linked(title)}</a>${below}</li>`;
}

function section({ id, title, body, parts }: Section, lists: Lists, level = 2): string {
  const plain = title.replaceAll("`", "");
  return `<section class="${level === 2 ? "chapter" : "part"}" data-kind="section" data-title="${escape(plain)}" data-id="${id}">
<div class="name"><h${level} id="${id}">${linked(title)}</h${level}>${lists.self(id, plain)}</div>
${body}${sampleOf(id, plain, lists)}${lists.sourceOf(`section-${id}`)}${parts.map((part) => section(part, lists, level + 1)).join("\n")}</section>`;
}
