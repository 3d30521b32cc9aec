// The tree as it is drawn -> an SVG that stands alone, with the colours of the theme in force, and a PNG of it.
import type { RedactionView } from "../../core/core.ts";
import { visible } from "../../ui/visible.ts";

const SVG = "http://www.w3.org/2000/svg";
/** Around the drawing, in its own units. */
const MARGIN = 16;
/** Pixels of the PNG for each of the drawing, and the most that browsers draw on a side. */
const [DENSITY, LONGEST_SIDE] = [2, 16_384];

/** What is drawn; links and what only a pointer needs are not. */
const DRAWN = new Set(["svg", "g", "path", "rect", "circle", "text", "title"]);
const GEOMETRY = ["x", "y", "width", "height", "rx", "d", "cx", "cy", "r", "viewBox"];
/** Properties by the value that they have where nothing is set, which need not be written. */
const STYLE = { "stroke-width": "1px", "stroke-linecap": "butt", "stroke-linejoin": "miter", "stroke-dasharray": "none", "font-weight": "400", "text-anchor": "start" };
/** What XML 1.0 has no way to write (2.2 Characters). */
const NO_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

export interface Picture {
  readonly svg: string;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
}

/** What of a text may leave: values that are hidden are replaced by their placeholders. */
export type Hide = (text: string) => string;

export function hideIn(redaction: RedactionView | null): Hide {
  const hidden = (redaction?.kinds ?? []).flatMap(({ findings }) => findings).filter((one) => one.hidden && one.text !== "");
  // What contains another value comes first.
  const values = hidden.map(({ id, text }) => [visible(text), `<${id}>`] as const).sort(([a], [b]) => b.length - a.length);
  return (text) => values.reduce((left, [value, placeholder]) => left.replaceAll(value, placeholder), text);
}

let pixel: OffscreenCanvasRenderingContext2D | null = null;
const known = new Map<string, string>();

/** A colour as every reader of SVG takes it: `#rrggbb`, or `none` where nothing of it is seen. */
function colour(value: string): string {
  if (value === "none") return value;
  pixel ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
  if (!pixel) return value;
  let hex = known.get(value);
  if (hex === undefined) {
    pixel.clearRect(0, 0, 1, 1);
    pixel.fillStyle = value;
    pixel.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0, alpha = 0] = pixel.getImageData(0, 0, 1, 1).data;
    hex = alpha === 0 ? "none" : `#${[r, g, b].map((one) => one.toString(16).padStart(2, "0")).join("")}`;
    known.set(value, hex);
  }
  return hex;
}

function styled(from: Element, to: Element): void {
  const style = getComputedStyle(from);
  for (const property of ["fill", "stroke"]) to.setAttribute(property, colour(style.getPropertyValue(property)));
  for (const [property, initial] of Object.entries(STYLE)) {
    const value = style.getPropertyValue(property);
    if (value !== initial) to.setAttribute(property, value);
  }
  if (from.localName !== "text") return;
  to.setAttribute("font-size", style.fontSize);
  to.setAttribute("font-family", from.classList.contains("mono") ? "monospace" : "sans-serif");
  if (style.textDecorationLine !== "none") to.setAttribute("text-decoration", style.textDecorationLine);
}

/** Copies what is drawn. `whole`: the name of the item that a text belongs to, which the text may be a shortened form of. */
function copied(from: Element, hide: Hide, whole: string): Element | null {
  if (!DRAWN.has(from.localName) || from.matches(".guide")) return null;
  const to = document.createElementNS(SVG, from.localName);
  if (from.localName === "title" || from.localName === "text") to.textContent = shown(from.textContent ?? "", hide, whole);
  if (from.localName === "title") return to;
  for (const name of GEOMETRY) if (from.hasAttribute(name)) to.setAttribute(name, from.getAttribute(name) ?? "");
  if (from.localName !== "g" && from.localName !== "svg") styled(from, to);
  if (from.localName !== "text") to.append(...children(from, hide, whole));
  return to;
}

function children(of: Element, hide: Hide, whole: string): Element[] {
  let name = whole;
  return [...of.children].flatMap((child) => {
    // An item's name stands before its face.
    name = child.getAttribute("aria-label") ?? name;
    return copied(child, hide, name) ?? [];
  });
}

function shown(text: string, hide: Hide, whole: string): string {
  const left = hide(text);
  // A part of what is hidden would not be found in it.
  const part = left === text && text.includes("…") && hide(whole) !== whole;
  return (part ? "…" : left).replace(NO_XML, "\uFFFD");
}

/** The tree as it is drawn now beside an element; null where it is not. */
export function drawnBeside(element: Element): SVGSVGElement | null {
  const root = element.getRootNode() as ShadowRoot;
  return root.querySelector("ii-diagram")?.shadowRoot?.querySelector<SVGSVGElement>("svg[role=tree]") ?? null;
}

/** The drawing with a margin, on the ground that it is seen on. */
export function pictureOf(drawn: SVGSVGElement, desc: string, hide: Hide): Picture {
  const { width: w, height: h } = drawn.viewBox.baseVal;
  const scale = (parseFloat(drawn.getAttribute("width") ?? "") || w) / w;
  const [wide, high] = [w + 2 * MARGIN, h + 2 * MARGIN];
  const [width, height] = [Math.ceil(wide * scale), Math.ceil(high * scale)];
  const svg = document.createElementNS(SVG, "svg");
  const attributes = { width, height, viewBox: `${-MARGIN} ${-MARGIN} ${wide} ${high}`, role: "img", "font-family": "sans-serif" };
  for (const [name, value] of Object.entries(attributes)) svg.setAttribute(name, String(value));
  const made = (name: string) => document.createElementNS(SVG, name);
  const [title, said, ground] = [made("title"), made("desc"), made("rect")];
  title.textContent = shown(drawn.querySelector("[role=treeitem]")?.getAttribute("aria-label") ?? "", hide, "");
  said.textContent = desc;
  const fill = groundOf(drawn);
  for (const [name, value] of Object.entries({ x: -MARGIN, y: -MARGIN, width: wide, height: high, fill })) ground.setAttribute(name, String(value));
  svg.append(title, said, ground, ...children(drawn, hide, ""));
  return { svg: `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(svg)}\n`, width, height };
}

/** The colour of the ground in the theme in force: that of something that is filled with it. */
function groundOf(drawn: Element): string {
  const probe = drawn.appendChild(document.createElementNS(SVG, "rect"));
  probe.style.fill = "var(--ii-ground)";
  const ground = colour(getComputedStyle(probe).fill);
  probe.remove();
  return ground;
}

/** Rejects where the policy of the page allows no pictures. */
export async function png({ svg, width, height }: Picture): Promise<Uint8Array<ArrayBuffer>> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const density = Math.min(DENSITY, LONGEST_SIDE / Math.max(width, height));
  const canvas = new OffscreenCanvas(Math.floor(width * density), Math.floor(height * density));
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await canvas.convertToBlob({ type: "image/png" });
  return new Uint8Array(await blob.arrayBuffer());
}
