// Growth as a picture: time over rows, both by powers of ten, so that linear growth is a straight line of slope one;
// beside each point stands the time per row.

const WIDTH = 720;
const HEIGHT = 400;
const LEFT = 72;
const RIGHT = 108;
const TOP = 48;
const BOTTOM = 56;

const words = (time) => (time >= 1000 ? `${+(time / 1000).toPrecision(2)} s` : `${+time.toPrecision(2)} ms`);

/** @param {{ rows: number, time: number }[]} points @param {string} where */
export function plot(points, where) {
  const log = Math.log10;
  const low = { x: log(points[0].rows), y: Math.floor(Math.min(...points.map(({ time }) => log(time * 0.6)))) };
  const high = { x: log(points.at(-1).rows), y: Math.ceil(Math.max(...points.map(({ time }) => log(time)))) };
  const x = (rows) => +(LEFT + ((log(rows) - low.x) / (high.x - low.x)) * (WIDTH - LEFT - RIGHT)).toFixed(1);
  const y = (time) => +(HEIGHT - BOTTOM - ((log(time) - low.y) / (high.y - low.y)) * (HEIGHT - TOP - BOTTOM)).toFixed(1);
  const ticks = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => 10 ** (from + i));
  const across = ticks(low.y, high.y)
    .map((time) => `<line class="grid" x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(time)}" y2="${y(time)}"/><text class="end" x="${LEFT - 10}" y="${y(time) + 4}">${words(time)}</text>`)
    .join("\n");
  const along = points
    .map(({ rows }) => `<text class="middle" x="${x(rows)}" y="${HEIGHT - BOTTOM + 22}">${rows.toLocaleString("en")}</text>`)
    .join("\n");
  // What strictly linear growth from the last point would be.
  const { rows, time } = points.at(-1);
  const linear = `<line class="linear" x1="${x(points[0].rows)}" y1="${y((time * points[0].rows) / rows)}" x2="${x(rows)}" y2="${y(time)}"/>`;
  const marks = points
    .map(({ rows, time }) => `<circle cx="${x(rows)}" cy="${y(time)}" r="4.5"/><text x="${x(rows) + 10}" y="${y(time) + 16}"><tspan class="strong">${words(time)}</tspan><tspan x="${x(rows) + 10}" dy="15">${Math.round((time / rows) * 1e6)} ns a row</tspan></text>`)
    .join("\n");
  const line = `<polyline points="${points.map(({ rows, time }) => `${x(rows)},${y(time)}`).join(" ")}"/>`;
  const told = points.map(({ rows, time }) => `${rows.toLocaleString("en")} rows in ${words(time)}`).join(", ");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-labelledby="title told">
<title id="title">Time to inspect, by number of rows</title>
<desc id="told">${told}.</desc>
<style>
svg { background: #fff; font: 13px system-ui, sans-serif; }
text { fill: #4a4f5c; }
.strong, .heading { fill: #1a1d26; font-weight: 600; }
.end { text-anchor: end; }
.middle { text-anchor: middle; }
.grid { stroke: #dfe2ea; }
.linear { stroke: #9aa0b0; stroke-dasharray: 4 4; }
polyline { fill: none; stroke: #4453c6; stroke-width: 2; }
circle { fill: #4453c6; }
@media (prefers-color-scheme: dark) {
svg { background: #14161c; }
text { fill: #a9afbf; }
.strong, .heading { fill: #eef0f6; }
.grid { stroke: #2b2f3b; }
.linear { stroke: #6b7182; }
polyline { stroke: #98a5ff; }
circle { fill: #98a5ff; }
}
</style>
<text class="heading" x="${LEFT}" y="24">inspect + summary, ${where}; dashed: exactly linear</text>
${across}
${along}
<text class="middle" x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}">rows</text>
${linear}
${line}
${marks}
</svg>
`;
}
