// @ts-check
// Without a framework: no bundler, and each bundler.
import { html } from "./look.js";

/** @typedef {import("./environments.js").Environment} Environment */

const MAIN = `import "invocation-inspector/define";
import response from "./response.js";
document.querySelector("invocation-inspector").response = response;
`;
const INLINE = MAIN.replace("/define", "/inline");
const FROM_DIST = { "dist/index.html": html(`<script type="module" src="main.js"></script>`) };
const COPIED = "cp node_modules/invocation-inspector/*.wasm dist/";
const GIVEN = `<script type="module">import response from "./response.js"; document.querySelector("invocation-inspector").response = response;</script>`;

/** @type {Environment[]} */
const BARE = [
  {
    name: "No bundler",
    note: "`define.js` as a module",
    files: { "index.html": html(`<script type="module" src="node_modules/invocation-inspector/define.js"></script>${GIVEN}`) },
  },
  {
    name: "No bundler, import map",
    note: "`import \"invocation-inspector/define\"`",
    files: {
      "index.html": html(`<script type="importmap">{ "imports": { "invocation-inspector/": "./node_modules/invocation-inspector/", "invocation-inspector/define": "./node_modules/invocation-inspector/define.js" } }</script>
<script type="module" src="main.js"></script>`),
      "main.js": MAIN,
    },
  },
  {
    name: "Classic script",
    note: "`inline.js`, no module",
    files: { "index.html": html("", `<invocation-inspector></invocation-inspector><script src="node_modules/invocation-inspector/inline.js"></script>${GIVEN}`) },
  },
  {
    name: "Another origin",
    note: "`define.js` of a host that allows it by CORS, as a CDN does",
    elsewhere: "node_modules/invocation-inspector",
    files: { "index.html": html(`<script type="module" src="{elsewhere}define.js"></script>${GIVEN}`) },
  },
  {
    name: "Two copies on one page",
    note: "`badge.js` of one, `define.js` of both, `inline.js` of the other",
    files: {
      "index.html": html(
        ["first/badge", "second/define", "first/define", "second/inline"].map((script) => `<script type="module" src="${script}.js"></script>`).join("") + GIVEN,
        `<invocation-badge status="failed"></invocation-badge><invocation-inspector></invocation-inspector>`,
      ),
    },
    build: `cp -r node_modules/invocation-inspector first && cp -r first second && cd second && npm version 99.0.0 --no-git-tag-version`,
  },
];

/** @type {Environment[]} */
const BUNDLERS = [
  { name: "Vite", packages: { vite: "8.4.0" }, files: { "index.html": html(`<script type="module" src="/main.js"></script>`), "main.js": MAIN }, build: "vite build", serve: "dist" },
  {
    name: "Vite, development server",
    note: "`optimizeDeps.exclude`",
    packages: { vite: "8.4.0" },
    files: {
      "index.html": html(`<script type="module" src="/main.js"></script>`),
      "main.js": MAIN,
      "vite.config.js": `export default { optimizeDeps: { exclude: ["invocation-inspector"] } };\n`,
    },
    start: "vite --port $PORT --strictPort --host 127.0.0.1",
  },
  { name: "esbuild", note: "the two `.wasm` copied", packages: { esbuild: "0.28.2" }, files: { ...FROM_DIST, "main.js": MAIN }, build: `esbuild main.js --bundle --splitting --format=esm --minify --outdir=dist && ${COPIED}`, serve: "dist" },
  {
    name: "esbuild, `./inline`",
    note: "one classic script",
    packages: { esbuild: "0.28.2" },
    files: { "dist/index.html": html("", `<invocation-inspector></invocation-inspector><script src="main.js"></script>`), "main.js": INLINE },
    build: "esbuild main.js --bundle --format=iife --minify --outdir=dist",
    serve: "dist",
  },
  {
    name: "Rollup",
    note: "the two `.wasm` copied",
    packages: { rollup: "4.68.8", "@rollup/plugin-node-resolve": "16.0.3" },
    files: {
      ...FROM_DIST,
      "main.js": MAIN,
      "rollup.config.js": `import resolve from "@rollup/plugin-node-resolve";\nexport default { input: "main.js", output: { dir: "dist", format: "es" }, plugins: [resolve({ browser: true })] };\n`,
    },
    build: `rollup --config && ${COPIED}`,
    serve: "dist",
  },
  {
    name: "webpack",
    note: "`performance: { hints: false }`",
    packages: { webpack: "5.113.0", "webpack-cli": "7.3.1" },
    files: { ...FROM_DIST, "main.js": MAIN, "webpack.config.js": `export default { mode: "production", entry: "./main.js", performance: { hints: false } };\n` },
    build: "webpack",
    serve: "dist",
  },
  {
    name: "Rspack",
    note: "`performance: { hints: false }`",
    packages: { "@rspack/core": "2.3.4", "@rspack/cli": "2.2.8" },
    files: { ...FROM_DIST, "main.js": MAIN, "rspack.config.js": `export default { mode: "production", entry: { main: "./main.js" }, performance: { hints: false } };\n` },
    build: "rspack build",
    serve: "dist",
  },
  {
    name: "Parcel",
    note: "`packageExports`",
    packages: { parcel: "2.16.4" },
    manifest: { "@parcel/resolver-default": { packageExports: true } },
    files: { "index.html": html(`<script type="module" src="main.js"></script>`), "main.js": MAIN },
    build: "parcel build index.html --no-cache --public-url ./",
    serve: "dist",
  },
];

export const WITHOUT_FRAMEWORK = [...BARE, ...BUNDLERS];
