// The core's catalogue -> the lists of the guide: statuses, codes, fields, diagnostics, each entry with its anchor and its sample.
import type { Explanation, ExplanationKind, Language, Outcome, Phrase, Severity } from "../pkg/invocation_inspector.js";
import { outcomeIcon, severityIcon } from "../src/ui/status-icons.ts";
import { phrase } from "../src/ui/text.ts";
import { fill, plain } from "../src/words/template.ts";
import { ALL_INVOCATION_FIELDS, ALL_RECORD_FIELDS, type Field, type Group } from "./fields.ts";
import { anchor, code, drawn, escape, linked, name as broken } from "./markup.ts";
import { grid } from "./prose.ts";
import { EXAMPLES, OF_A_PART, OF_THE_WHOLE, PAIRS, RECURRING_ONLY, respond } from "./tables.ts";

/** What the lists are made from. */
export interface Source {
  language: Language;
  words: Record<string, string>;
  fields: readonly Group[];
  core: typeof import("../pkg/invocation_inspector.js");
  /** The anchors that have a sample. */
  samples: ReadonlySet<string>;
  /** Nothing is beside it: no inspector to lead to. */
  alone: boolean;
  sources: Sources;
}

/** `../../lang/sources.json`: what each source is, in each language, and the keys of those that an entry rests on, by its anchor. */
export interface Sources {
  sources: Record<string, Record<Language, string>>;
  entries: Record<string, string>;
}

export class Lists {
  constructor(readonly source: Source) {}

  /** A word of the guide. */
  t(key: string, values: Record<string, string> = {}): string {
    const word = this.source.words[key];
    if (word === undefined) throw new Error(`lang/${this.source.language}/guide.json lacks ${key}`);
    return plain(fill(word, values));
  }

  /** The list that the text names. */
  made(name: string): string {
    switch (name) {
      case "rollup":
        return this.#rollup();
      case "statuses":
        return this.#all("status").map((one) => this.#status(one)).join("");
      case "legacy":
        return this.#all("legacy").map((one) => this.#status(one)).join("");
      case "pairs":
        return this.#pairs();
      case "errors":
        return this.#grouped("error");
      case "oss":
        return this.#grouped("oss");
      case "calls":
        return this.#calls();
      case "exits":
        return this.#exits();
      case "fields":
        return this.source.fields.map((group) => this.#fields(group)).join("");
      case "diagnostics":
        return this.#diagnostics();
      case "sources":
        return this.#sources();
      default:
        throw new Error(`the guide has no list ${name}`);
    }
  }

  #explain(kind: ExplanationKind, name: string): Explanation {
    const one = this.source.core.explain(kind, name, this.source.language);
    if (!one) throw new Error(`the core does not explain ${kind} ${name}`);
    return one;
  }

  #all(kind: ExplanationKind): Explanation[] {
    return this.source.core.explanations(kind).map((name) => this.#explain(kind, name));
  }

  // ------------------------------------------------------------------ pieces

  self(id: string, title: string): string {
    return `<a class="self" href="#${id}" aria-label="${escape(this.t("link", { title }))}">#</a>`;
  }

  /** The link that loads a sample, where there is one. */
  sample(id: string, title: string, label = "sample.short"): string {
    if (!this.source.samples.has(id)) return "";
    const [short, long] = [this.t(label), this.t("sample.of", { title })];
    return `<a class="try" href="../index.html#sample=${id}" title="${escape(long)}" aria-label="${escape(`${short}${this.t("colon")}${long}`)}">${escape(short)}</a>`;
  }

  /** An entry as a row: the code at its side. `aliases` are codes that lead here too. */
  #row(kind: string, id: string, title: string, head: string, text: string, level = 4): string {
    return `<article class="row" id="${id}" data-kind="${kind}" data-title="${escape(title)}"><div class="name"><h${level}>${head}</h${level}>${this.self(id, title)}</div><div class="text">${text}</div></article>\n`;
  }

  /** Where an entry or a section comes from, on request. */
  sourceOf(id: string): string {
    const keys = this.source.sources.entries[id]?.split(" ") ?? [];
    const label = this.t(keys.length > 1 ? "source.many" : "source");
    const names = keys.map((key) => (key === "NONE" ? escape(this.t("source.none")) : `<a href="#source-${key}">${key}</a>`));
    return keys.length ? `<details class="source"><summary>${escape(label)}</summary><p>${names.join(this.t("comma"))}</p></details>\n` : "";
  }

  /** Every explanation rests on something. */
  #source(id: string): string {
    const source = this.sourceOf(id);
    if (!source) throw new Error(`lang/sources.json has no source of ${id}`);
    return source;
  }

  #sources(): string {
    const all = Object.entries(this.source.sources.sources).filter(([key]) => key !== "NONE");
    const rows = all.map(([key, what]) => [code(key), escape(what[this.source.language])]);
    return grid([escape(this.t("source")), escape(this.t("source.what"))], rows, all.map(([key]) => `id="source-${key}"`));
  }

  /** The way to what the guide says more of. */
  #more(one: Explanation): string {
    return one.more ? `<a href="#${one.more.section}">${escape(one.more.label)}</a>` : "";
  }

  #remedy(one: Explanation): string {
    return one.remedy ? `<p class="remedy"><span class="aloud">${escape(this.t("remedy"))}${this.t("colon")}</span>${sentence(one.remedy)}</p>` : "";
  }

  #meta(pieces: readonly string[]): string {
    const shown = pieces.filter(Boolean);
    return shown.length ? `<p class="meta">${shown.map((piece) => `<span>${piece}</span>`).join("")}</p>` : "";
  }

  #badge(label: string, outcome: Outcome): string {
    return `<span class="badge" data-outcome="${outcome}">${drawn(outcomeIcon(outcome))}<span translate="no">${escape(label)}</span></span>`;
  }

  // ------------------------------------------------------------------ the interactive table, and examples of it

  /** What the core says of instances in these states. */
  #whole(statuses: readonly string[]) {
    const inspection = this.source.core.inspect(new TextEncoder().encode(respond(statuses, false)), { language: this.source.language });
    const detail = inspection.invocation(0);
    const parts = inspection.instances(0, { start: 0, end: statuses.length }).rows;
    inspection.free();
    if (!detail) throw new Error(`nothing is computed for ${statuses.join()}`);
    return { rollups: detail.rollups, parts };
  }

  #outcome(kind: ExplanationKind, status: string): Outcome {
    return this.#explain(kind, status).facts?.outcome ?? "unknown";
  }

  #rollup(): string {
    const badge = (one: { label: string; outcome: Outcome } | null) => (one ? this.#badge(one.label, one.outcome) : "");
    const rows = EXAMPLES.map((statuses) => {
      const { rollups, parts } = this.#whole(statuses);
      const [current, legacy] = rollups;
      const three = `<span class="three">${parts.map((part) => badge(part.badge)).join("")}</span>`;
      return [three, badge(current?.computed ?? null), badge(legacy?.computed ?? null)];
    });
    return `<guide-rollup><p class="unstarted">${escape(this.t("unstarted.rollup"))}</p></guide-rollup>
<h4 class="caption">${escape(this.t("rollup.examples"))}</h4>
${grid([escape(this.t("rollup.instance")), code("InvocationStatus"), code("InvokeStatus")], rows)}`;
  }

  // ------------------------------------------------------------------ statuses

  #status(one: Explanation): string {
    const { kind, code: name, facts } = one;
    const id = at(one);
    const outcome = this.#outcome(kind, name);
    const also = facts?.spellings.filter((spelling) => spelling !== name) ?? [];
    const where = OF_THE_WHOLE.includes(name) && (kind === "status" || name === "PartialFailed") ? "only.whole" : kind === "status" && OF_A_PART.includes(name) ? "only.part" : RECURRING_ONLY.includes(name) ? "only.recurring" : "";
    const counts = facts?.countsAs ? this.t("counts", { what: facts.countsAs.label }) : facts?.final ? this.t("counts.nothing") : "";
    const tags = [this.t(facts?.final ? "final.yes" : "final.no"), counts, where && this.t(where)].filter(Boolean);
    const lines: [string, string | null][] = [
      ...(one.recurring ? ([[this.t("once"), sentence(one.what)], [this.t("recurring"), sentence(one.recurring)]] satisfies [string, string][]) : []),
      [this.t("cause"), one.cause && sentence(one.cause)],
      [this.t("remedy"), one.remedy && sentence(one.remedy)],
      [this.t("spellings"), also.length ? also.map(code).join(this.t("comma")) : null],
    ];
    const what = one.recurring ? "" : `<p class="what">${sentence(one.what)}</p>`;
    return `<article class="entry" id="${id}" data-kind="${kind}" data-title="${escape(name)}" data-also="${escape(this.t(`also.${name}`))}" data-outcome="${outcome}">
<div class="name"><h3>${this.#badge(name, outcome)}</h3>${this.self(id, name)}<p class="tags">${tags.map((tag) => `<span>${escape(tag)}</span>`).join("")}</p></div>
${what}
<dl>${lines.map(([label, text]) => (text ? `<dt>${escape(label)}</dt><dd>${text}</dd>` : "")).join("")}</dl>
${this.#meta([one.likely ? escape(one.likely.label) : "", this.#more(one), this.sample(id, name, "sample")])}${this.#source(id)}</article>\n`;
  }

  #pairs(): string {
    const rows = PAIRS.map(([current, legacy, basis]) => [
      `<a href="#${anchor("status", current)}">${this.#badge(current, this.#outcome("status", current))}</a>`,
      `<a href="#${anchor("legacy", legacy)}">${this.#badge(legacy, this.#outcome("legacy", legacy))}</a>`,
      escape(this.t(`pair.${basis}`)),
    ]);
    return grid([code(this.t("pair.current")), escape(this.t("pair.legacy")), escape(this.t("pair.note"))], rows);
  }

  // ------------------------------------------------------------------ codes

  /** Codes with one explanation are one entry. */
  #grouped(kind: ExplanationKind): string {
    const entries = new Map<string, Explanation[]>();
    for (const one of this.#all(kind)) entries.set(at(one), [...(entries.get(at(one)) ?? []), one]);
    return [...entries].map(([id, codes]) => this.#code(kind, id, codes)).join("");
  }

  #code(kind: ExplanationKind, id: string, codes: readonly Explanation[], level = 3): string {
    const own = codes.find((one) => anchor(kind, one.code) === id) ?? codes[0]!;
    const others = codes.filter((one) => one !== own).map((one) => `<span id="${anchor(kind, one.code).replace("*", "")}">${code(one.code)}</span>`);
    const also = others.length ? `<p class="also">${escape(this.t("codes.same"))}${this.t("colon")}${others.join(this.t("comma"))}</p>` : "";
    const text = `<p>${sentence(own.what)}</p>${this.#remedy(own)}${also}${this.#meta([own.likely ? escape(own.likely.label) : "", this.#more(own), this.sample(id, own.code)])}${this.#source(id)}`;
    return this.#row(kind, id, own.code, broken(own.code), text, level);
  }

  #calls(): string {
    const any = this.#explain("call", "ServerException");
    const last = this.#row("call", at(any), this.t("call.group"), escape(this.t("call.group")), `<p>${sentence(any.what)}</p>${this.#remedy(any)}${this.#meta([this.sample(at(any), any.code)])}${this.#source(at(any))}`, 3);
    return this.#grouped("call") + last;
  }

  #exits(): string {
    const all = this.#all("exit").map((one) => ({ one, name: /\((.+)\)$/.exec(one.title)?.[1] ?? "" }));
    const form = ({ one, name }: (typeof all)[number]) => plain(one.what).replace(one.code, "").replace(name || "\0", "");
    const singles = all.filter(({ name }) => !name);
    const groups = Object.entries(EXIT_GROUPS).map(([group, like]) => {
      const first = all.find(({ one }) => one.code === like);
      if (!first) throw new Error(`the core has no exit code ${like}`);
      return { group, first, members: all.filter((member) => member.name && form(member) === form(first)) };
    });
    const left = all.filter((one) => one.name && !groups.some(({ members }) => members.includes(one)));
    if (left.length) throw new Error(`exit codes without a group: ${left.map(({ one }) => one.title).join()}`);
    const rest = this.#row("exit", "exit-windows", this.t("exit.windows"), escape(this.t("exit.windows")), `<p>${linked(this.t("exit.windows.what"))}</p>${this.#meta([this.sample("exit-windows", this.t("exit.windows"))])}${this.#source("exit-windows")}`, 3);
    return (
      this.#part("exit-single", "exit.single", singles.map(({ one }) => this.#code("exit", at(one), [one], 4)).join("")) +
      groups
        .map(({ group, first, members }) => {
          const rows = members.map(({ one, name }) => [code(one.code), broken(name), signed(one.code), this.sample(anchor("exit", one.code), one.title)]);
          const marks = members.map(({ one }) => `id="${anchor("exit", one.code)}" data-kind="exit" data-title="${escape(one.title)}" data-text="${escape(plain(one.what))}"`);
          const numbers = members.some(({ one }) => one.code.startsWith("0x"));
          const head = [this.t("exit.code"), this.t("exit.name"), ...(numbers ? [this.t("exit.signed")] : []), ""].map(escape);
          head[head.length - 1] = `<span class="aloud">${escape(this.t("sample"))}</span>`;
          const table = grid(head, numbers ? rows : rows.map(([number = "", name = "", , link = ""]) => [number, name, link]), marks);
          return this.#part(`exit-${group}`, `exit.${group}`, `<p>${sentence(first.one.what)}</p>${this.#remedy(first.one)}${this.#source(`exit-${group}`)}${table}`);
        })
        .join("") +
      rest
    );
  }

  #part(id: string, title: string, body: string): string {
    const words = this.t(title);
    return `<section class="part"><div class="name"><h3 id="${id}">${escape(words)}</h3>${this.self(id, words)}</div>\n${body}</section>\n`;
  }

  // ------------------------------------------------------------------ fields

  #fields({ group, fields }: Group): string {
    return this.#part(`fields-${group}`, `fields.${group}`, fields.map((field) => this.#field(field)).join(""));
  }

  #field(field: Field): string {
    const { name, twin, now } = field;
    const id = anchor("field", name);
    const differ = this.source.words[`field.${name}.differ`];
    const type = field.type.split(/([;:,] )/).map((piece, i) => (i % 2 ? piece : this.#type(piece))).join("");
    const link = (other: string) => `<a href="#${anchor("field", other)}">${code(other)}</a>`;
    const marks = (field.flags ?? []).map((word) => ` <span class="tag">${escape(this.t(`field.${word}`))}</span>`).join("");
    const lines: [string, string][] = [
      [this.t("field.where"), field.at.map((at) => `<span class="place">${linked(this.t(`at.${at}`))}${this.#since(field, at)}</span>`).join("")],
      [this.t("field.type"), type],
    ];
    if (twin) lines.push([this.t("field.twin"), link(twin)]);
    if (now) lines.push([this.t("field.now"), link(now)]);
    const of = (levels: readonly string[]) => field.at.some((at) => levels.includes(at)) && !field.type.startsWith("element");
    const own = this.source.samples.has(id) ? id : "";
    const sample = own || (of(["record", "page", "root-results"]) ? ALL_RECORD_FIELDS : of(["invocation", "instance", "invocations", "root-invocations"]) ? ALL_INVOCATION_FIELDS : of(["error"]) ? "call-Forbidden.RAM" : "");
    const text = `<p>${linked(this.t(`field.${name}`))}</p>
${differ ? `<p class="differ"><strong>${escape(this.t("field.differ"))}${this.t("colon")}</strong>${linked(differ)}</p>` : ""}
<dl class="facts">${lines.map(([label, value]) => `<dt>${escape(label)}</dt><dd>${value}</dd>`).join("")}</dl>
${this.#meta([sample ? this.sample(sample, name) : ""])}${this.#source(id)}`;
    return this.#row("field", id, name, broken(name) + marks, text);
  }

  #type(piece: string): string {
    const word = this.source.words[`type.${piece}`];
    return word ? escape(word) : code(piece);
  }

  /** Since when a field is documented on a level. */
  #since({ since }: Field, level: string): string {
    if (since === null) return "";
    const when = typeof since === "string" ? since : since[level];
    return ` <span class="of">${escape(when ? this.t("field.since", { when }) : this.t("field.since.unknown"))}</span>`;
  }

  // ------------------------------------------------------------------ diagnostics

  #diagnostics(): string {
    const groups = new Map<string, Explanation[]>();
    for (const one of this.#all("diagnostic")) {
      const group = one.code.split("/")[0] ?? "";
      groups.set(group, [...(groups.get(group) ?? []), one]);
    }
    return [...groups].map(([group, all]) => this.#part(`diagnostics-${group}`, `group.${group}`, all.map((one) => this.#diagnostic(one)).join(""))).join("");
  }

  #diagnostic(one: Explanation): string {
    const severity: Severity = one.severity ?? "note";
    const head = `${drawn(severityIcon(severity))}<span class="aloud">${escape(this.t(`severity.${severity}`))}${this.t("colon")}</span>${broken(one.code)}`;
    const remedy = one.remedy ? `<p class="muted">${sentence(one.remedy)}</p>` : "";
    return this.#row("diagnostic", at(one), one.code, head, `<p>${sentence(one.what)}</p>${remedy}${this.#meta([this.#more(one), this.sample(at(one), one.code)])}`);
  }
}

/** The anchor of an explanation. */
function at({ kind, entry }: Explanation): string {
  return anchor(kind, entry);
}

/** The groups of exit codes, each with a code that is in it. */
const EXIT_GROUPS: Record<string, string> = { ended: "143", killed: "137", crash: "139", signal: "141", alive: "145", memory: "0xC0000017", library: "0xC0000135", init: "0xC0000142", denied: "0xC0000022" };

/** A sentence of the core. */
function sentence(parts: Phrase): string {
  return drawn(phrase(parts));
}

/** A status of Windows as the numbers that it may come as. */
function signed(hex: string): string {
  if (!hex.startsWith("0x")) return "";
  const bits = Number.parseInt(hex.slice(2), 16);
  return bits >= 2 ** 31 ? `${bits} / ${bits - 2 ** 32}` : String(bits);
}
