// @ts-check
// Frameworks in the browser: the response as a property, an event back; React's server rendering; Vue's and Svelte's own checks of types.
import { html, VERDICT } from "./look.js";

/** @typedef {import("./environments.js").Environment} Environment */

const ROOT = html(`<script type="module" src="/main.js"></script>`, `<div id="app"></div>`);

const STRICT = { strict: true, exactOptionalPropertyTypes: true, noEmit: true, target: "es2022", module: "esnext", moduleResolution: "bundler", types: [] };

/** What a server renders, and React wakes up: a text as attribute, and an object that comes in an effect. */
const RENDERED = `import { createElement as h, useEffect, useRef, useState } from "react";
import response from "./response.js";
export function View() {
  const [told, tell] = useState("");
  const second = useRef(null);
  useEffect(() => {
    second.current.addEventListener("ii-ready", ({ outcome }) => tell(outcome));
    second.current.response = response;
  }, []);
  return [h("p", { key: 1 }, "Told: ", told), h("invocation-inspector", { key: 2, response: JSON.stringify(response) }), h("invocation-inspector", { key: 3, ref: second })];
}
`;
/** @param {string} view the part of a component that draws the element */
const reactFiles = (view) => ({
  "tsconfig.json": JSON.stringify({ compilerOptions: { ...STRICT, jsx: "react-jsx" }, files: ["view.tsx"] }),
  "index.html": ROOT,
  "main.js": `import "invocation-inspector/define";
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { View } from "./view.tsx";
createRoot(document.getElementById("app")).render(createElement(View));
`,
  "view.tsx": `import type { InvocationInspector } from "invocation-inspector";
import type {} from "invocation-inspector/react";
import { useEffect, useRef, useState } from "react";
import response from "./response.js";
export function View() {
  const [told, tell] = useState<string | null>("");
  ${view}
}
`,
  "rendered.js": RENDERED,
  "wake.js": `import "invocation-inspector/define";
import { createElement } from "react";
import { hydrateRoot } from "react-dom/client";
import { View } from "./rendered.js";
hydrateRoot(document.getElementById("app"), createElement(View), { onRecoverableError: (error) => console.error(error) });
`,
  "render.js": `import { readFileSync, writeFileSync } from "node:fs";
import { createElement } from "react";
import { renderToString } from "react-dom/server";
import { View } from "./rendered.js";
writeFileSync("rendered.html", readFileSync("index.html", "utf8").replace("main.js", "wake.js").replace('<div id="app">', '<div id="app">' + renderToString(createElement(View))));
`,
  "vite.config.js": `export default { base: "./", build: { chunkSizeWarningLimit: 2000, rollupOptions: { input: ["index.html", "rendered.html"] } } };\n`,
});
// React's own warnings are in the development build alone.
const REACT_BUILD = "tsc && node render.js && vite build --outDir dist/built && NODE_ENV=development vite build --mode development --outDir dist/development";
const REACT_PAGES = ["built/index.html", "development/index.html"].map((path) => ({ path, told: true })).concat(["built/rendered.html", "development/rendered.html"].map((path) => ({ path, told: true, elements: 2 })));

/** @type {Environment[]} */
export const FRAMEWORKS = [
  {
    name: "React 18",
    note: "the text as attribute, else by `ref`; rendered on a server and hydrated; JSX by `tsc`",
    packages: { react: "18.3.1", "react-dom": "18.3.1", "@types/react": "18.3.32", typescript: "6.0.3", vite: "8.4.0" },
    files: reactFiles(
      `const element = useRef<InvocationInspector>(null);
  useEffect(() => {
    const here = element.current;
    if (!here) return;
    here.addEventListener("ii-ready", ({ outcome }) => tell(outcome));
    here.response = response;
  }, []);
  return <><p>Told: {told}</p><invocation-inspector ref={element} /><invocation-inspector response={JSON.stringify(response)} /></>;`,
    ),
    build: REACT_BUILD,
    serve: "dist",
    pages: REACT_PAGES.map((page) => ({ ...page, elements: 2 })),
  },
  {
    name: "React 19",
    note: "an object as `response`; rendered on a server and hydrated; JSX by `tsc`",
    packages: { react: "19.3.1", "react-dom": "19.3.1", "@types/react": "19.3.3", typescript: "7.0.2", vite: "8.4.0" },
    files: reactFiles(`return <><p>Told: {told}</p><invocation-inspector response={response} onii-ready={({ outcome }) => tell(outcome)} /></>;`),
    build: REACT_BUILD,
    serve: "dist",
    pages: REACT_PAGES,
  },
  {
    name: "Vue 3",
    note: "a template with `isCustomElement`; checked by `vue-tsc`, strictly",
    packages: { vue: "3.5.45", "@vitejs/plugin-vue": "6.0.11", "vue-tsc": "3.3.14", typescript: "6.0.3", vite: "8.4.0" },
    files: {
      "tsconfig.json": JSON.stringify({
        compilerOptions: { ...STRICT },
        vueCompilerOptions: { strictTemplates: true },
        files: ["App.vue", "Refused.vue"],
      }),
      "index.html": ROOT,
      "main.js": `import "invocation-inspector/define";\nimport { createApp } from "vue";\nimport App from "./App.vue";\ncreateApp(App).mount("#app");\n`,
      "App.vue": `<script setup lang="ts">
import type {} from "invocation-inspector/vue";
import { ref } from "vue";
import response from "./response.js";
const told = ref<string | null>("");
const chosen = ref<string | undefined>();
</script>
<template>
  <p>Told: {{ told }}</p>
  <invocation-inspector
    ref="inspector" key="one" :response="response" class="portal" :class="{ wide: true }" style="height: 800px" view="tree" :query="chosen" :names="chosen ? [chosen] : undefined" has-aside
    :actions="[{ id: 'ticket', label: 'Open a ticket' }]" @ii-ready="({ outcome }) => (told = outcome)" @ii-selection="(event) => event.instanceId" @ii-action.once="(event) => event.action" @click="chosen = ''"
  />
  <invocation-badge v-for="status in ['Success', 'Failed']" :key="status" :status="status" invoke-id="t-1" />
</template>
`,
      "Refused.vue": `<script setup lang="ts">
import type {} from "invocation-inspector/vue";
</script>
<template>
  <!-- @vue-expect-error no such view -->
  <invocation-inspector view="picture" />
  <!-- @vue-expect-error no such property -->
  <invocation-badge statuses="Success" />
  <!-- @vue-expect-error no such element -->
  <invocation-picture />
</template>
`,
      "vite.config.js": `import vue from "@vitejs/plugin-vue";
export default { plugins: [vue({ template: { compilerOptions: { isCustomElement: (tag) => tag.startsWith("invocation-") } } })] };
`,
    },
    build: "vue-tsc && vite build",
    serve: "dist",
    pages: [{ path: "", told: true }],
  },
  {
    name: "Svelte 5",
    note: "an object and an event; checked by `svelte-check`",
    packages: { svelte: "5.57.3", "@sveltejs/vite-plugin-svelte": "7.3.1", "svelte-check": "4.7.8", typescript: "6.0.3", vite: "8.4.0" },
    files: {
      "tsconfig.json": JSON.stringify({ compilerOptions: { ...STRICT, verbatimModuleSyntax: true }, include: ["*.svelte", "*.d.ts"] }),
      "index.html": ROOT,
      "main.js": `import "invocation-inspector/define";\nimport { mount } from "svelte";\nimport App from "./App.svelte";\nmount(App, { target: document.getElementById("app") });\n`,
      "App.svelte": `<script lang="ts">
  import type { InvocationInspector } from "invocation-inspector";
  import type {} from "invocation-inspector/svelte";
  import response from "./response.js";
  let told = $state<string | null>("");
  let chosen = $state<string | undefined>();
  let inspector = $state<InvocationInspector>();
  $effect(() => void inspector?.ready.then(() => inspector?.summary?.headline));
</script>
<p>Told: {told}</p>
<invocation-inspector
  bind:this={inspector} {response} class={["portal", { wide: true }]} style:height="800px" view="tree" query={chosen} names={chosen ? [chosen] : undefined} has-aside
  actions={[{ id: "ticket", label: "Open a ticket" }]} onii-ready={({ outcome }) => (told = outcome)} onii-selection={(event) => event.instanceId} onii-action={(event) => event.action}
></invocation-inspector>
{#each ["Success", "Failed"] as status (status)}<invocation-badge {status} invoke-id="t-1"></invocation-badge>{/each}
`,
      "refused/tsconfig.json": JSON.stringify({ extends: "../tsconfig.json", include: ["*.svelte"] }),
      "refused/Refused.svelte": `<script lang="ts">
  import type {} from "invocation-inspector/svelte";
</script>
<invocation-inspector view="picture"></invocation-inspector>
<invocation-badge statuses="Success"></invocation-badge>
<invocation-badge onii-state={() => {}}></invocation-badge>
`,
      "vite.config.js": `import { svelte } from "@sveltejs/vite-plugin-svelte";\nexport default { plugins: [svelte()] };\n`,
    },
    build: `svelte-check --fail-on-warnings && test "$(svelte-check --workspace refused --tsconfig tsconfig.json --output machine | grep -c " ERROR ")" = 3 && vite build`,
    serve: "dist",
    pages: [{ path: "", told: true }],
  },
  {
    name: "Angular",
    note: "`ng build`; the two `.wasm` under `assets`",
    packages: {
      "@angular/core": "22.2.6", "@angular/common": "22.2.6", "@angular/compiler": "22.2.6", "@angular/platform-browser": "22.2.6", "@angular/compiler-cli": "22.2.6",
      "@angular/build": "22.2.7", "@angular/cli": "22.2.7", rxjs: "7.8.2", tslib: "2.9.1", typescript: "6.0.3", node: "26.10.0",
    },
    files: {
      "angular.json": JSON.stringify({
        version: 1,
        cli: { analytics: false },
        projects: {
          portal: {
            projectType: "application", root: "", sourceRoot: "",
            architect: {
              build: {
                builder: "@angular/build:application",
                options: { browser: "main.ts", index: "index.html", tsConfig: "tsconfig.json", outputPath: "dist", assets: [{ glob: "{core,outputs}.wasm", input: "node_modules/invocation-inspector", output: "." }] },
              },
            },
          },
        },
      }),
      "tsconfig.json": JSON.stringify({
        compilerOptions: { strict: true, target: "es2022", module: "preserve", moduleResolution: "bundler", experimentalDecorators: true, types: [] },
        angularCompilerOptions: { strictTemplates: true },
        files: ["main.ts"],
      }),
      "index.html": html("", "<app-root></app-root>"),
      "main.ts": `import "invocation-inspector/define";
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from "@angular/core";
import { bootstrapApplication } from "@angular/platform-browser";
import type { ReadyEvent } from "invocation-inspector";
import response from "./response.js";

@Component({
  selector: "app-root",
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: \`<p>Told: {{ told() }}</p><invocation-inspector [response]="response" (ii-ready)="ready($event)" />\`,
})
class App {
  response = response;
  told = signal<string | null>("");
  ready(event: ReadyEvent) {
    this.told.set(event.outcome);
  }
}
void bootstrapApplication(App);
`,
    },
    build: "ng build",
    serve: "dist/browser",
    pages: [{ path: "", told: true }],
  },
];

const NEXT = {
  packages: { next: "16.4.6", react: "19.3.1", "react-dom": "19.3.1", "@types/react": "19.3.3", "@types/node": "24.19.4", typescript: "6.0.3" },
  files: {
    "app/layout.tsx": `export const metadata = { title: "A portal", icons: { icon: "data:," } };
export default function Layout({ children }: { children: React.ReactNode }) {
  return <html lang="en"><body>{children}</body></html>;
}
`,
    "app/page.tsx": `import { inspect, ready } from "invocation-inspector/core";
import response from "../response.js";
import { Inspector } from "./inspector";
export const dynamic = "force-dynamic";
export default async function Page() {
  const text = JSON.stringify(response);
  await ready();
  return <main><h1>{inspect(text, { language: "en" }).summary().headline}</h1><Inspector response={text} /></main>;
}
`,
    "app/inspector.tsx": `"use client";
import "invocation-inspector/define";
import type {} from "invocation-inspector/react";
import type { InvocationInspector } from "invocation-inspector";
import { useEffect, useRef, useState } from "react";
export function Inspector({ response }: { response: string }) {
  const [told, tell] = useState<string | null | undefined>("");
  const element = useRef<InvocationInspector>(null);
  // The element may have read, and said so, before React listens.
  useEffect(() => void element.current?.ready.then(() => tell(element.current?.summary?.outcome)), [response]);
  return <><p>Told: {told}</p><invocation-inspector ref={element} response={response} /></>;
}
`,
  },
  start: "next start --port $PORT --hostname 127.0.0.1",
  pages: [{ path: "", told: true }],
  renders: `<h1>${VERDICT}</h1>`,
};

/** @type {Environment[]} */
export const SERVERS = [
  { name: "Next, Turbopack", note: "a server component that reads, a client component that shows", ...NEXT, build: "next build" },
  { name: "Next, webpack", note: "the same, `next build --webpack`", ...NEXT, build: "next build --webpack" },
  {
    name: "Node, without a DOM",
    note: "`./core` reads; every other entry can be imported",
    version: () => process.versions.node,
    files: {
      "main.js": `import response from "./response.js";
for (const entry of ["", "/define", "/badge", "/inline"]) await import(\`invocation-inspector\${entry}\`);
const { inspect, ready } = await import("invocation-inspector/core");
await ready();
console.log(inspect(JSON.stringify(response), { language: "en" }).summary().headline);
`,
    },
    prints: ["node main.js", VERDICT],
  },
];
