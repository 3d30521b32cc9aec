// Clocks of time zones, by the browser's own tables: what one shows at an instant, at which instant it shows that, and how far away it is.
import { spaced } from "../words/languages.ts";

/** "2026-11-21 08:00:00", as a clock in the zone shows it; the reader's own without one, null where the browser does not know it. */
export function wallIn(zone: string | undefined, at: number): string | null {
  try {
    const format = new Intl.DateTimeFormat("en", {
      timeZone: zone,
      hourCycle: "h23",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
    });
    const part = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]));
    return `${part.year}-${part.month}-${part.day} ${part.hour}:${part.minute}:${part.second}`;
  } catch {
    return null;
  }
}

const asUtc = (wall: string) => Date.parse(`${wall.replace(" ", "T")}Z`);

/** When a clock in the zone shows that; `exact` is false where it never does, since clocks go forward. */
export function instantIn(zone: string, wall: string): { at: number; exact: boolean } | null {
  let at = asUtc(wall);
  for (let i = 0; i < 2; i += 1) {
    const shown = wallIn(zone, at);
    if (shown === null) return null;
    at -= asUtc(shown) - asUtc(wall);
  }
  return { at, exact: wallIn(zone, at) === wall };
}

/** "Mon, 23 Nov 2026, 08:30", whatever the zone. */
export function wallText(wall: string, locale: string): string {
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, {
    timeZone: "UTC",
    hourCycle: "h23",
    weekday: "short",
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: wall.endsWith(":00") ? undefined : "2-digit",
  }).format(asUtc(wall));
}

/** Unit, its seconds, from how many of them on it is used, and how a part of one counts. */
const UNITS = [
  ["year", 31_557_600, 2, Math.trunc],
  ["month", 2_629_800, 2, Math.trunc],
  ["day", 86_400, 1.5, Math.round],
  ["hour", 3_600, 1.5, Math.round],
  ["minute", 60, 1.5, Math.round],
  ["second", 1, 0, Math.round],
] as const;

/** The instant on the reader's own clock, with its zone: "08:00:00 GMT+8", with the day where that is another than in UTC; null where the clock is UTC's. */
export function onOwnClock(at: number, locale: string): string | null {
  const date = new Date(at);
  if (date.getTimezoneOffset() === 0) return null;
  const day = date.getDate() === date.getUTCDate() ? {} : ({ month: "short", day: "numeric" } as const);
  return new Intl.DateTimeFormat(locale === "en" ? "en-GB" : locale, { ...day, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZoneName: "short" }).format(at);
}

/** "in 3 hours" */
export function relative(milliseconds: number, locale: string): string {
  const seconds = milliseconds / 1000;
  const [unit, size, , whole] = UNITS.find(([, size, least]) => Math.abs(seconds) >= size * least) ?? UNITS[5];
  return spaced(new Intl.RelativeTimeFormat(locale).format(whole(seconds / size), unit));
}
