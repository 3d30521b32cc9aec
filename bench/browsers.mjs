// Real browsers, each as one object: `open` shows the bench's page afresh, `call` lets it work, `close` ends it.
import { execFileSync, spawn } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import http from "node:http";
import { createServer } from "node:net";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const TOP = fileURLToPath(new URL("../", import.meta.url));

// ---------------------------------------------------------------- where they are

const isFile = (path) => path && existsSync(path);

function onPath(...names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  // Cargo's folder is where geckodriver goes, and not on every path.
  folders.push(join(process.env.CARGO_HOME ?? join(process.env.HOME ?? "", ".cargo"), "bin"));
  for (const name of names) {
    const folder = folders.find((folder) => isFile(join(folder, name)));
    if (folder) return join(folder, name);
  }
  return null;
}

/** WebKitGTK's small browser stands beside its library. */
function miniBrowser() {
  for (const top of ["/usr/lib", "/usr/libexec", "/usr/lib64"]) {
    if (!existsSync(top)) continue;
    const folders = [top, ...readdirSync(top).filter((name) => name.endsWith("-gnu") || /^webkit/.test(name)).map((name) => join(top, name))];
    for (const folder of folders) {
      for (const path of [folder, ...["webkitgtk-6.0", "webkit2gtk-4.1", "webkit2gtk-4.0"].map((name) => join(folder, name))]) {
        if (isFile(join(path, "MiniBrowser"))) return join(path, "MiniBrowser");
      }
    }
  }
  return null;
}

// ---------------------------------------------------------------- Chromium

const FLAGS = [
  "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  // Lets the page collect garbage between two turns.
  "--js-flags=--expose-gc",
];

async function chromium(url) {
  const { chromium } = await import("playwright-core");
  const executablePath = execFileSync("bash", [join(TOP, "scripts/chromium.sh")], { encoding: "utf8" }).trim();
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  let context;
  let page;
  return {
    version: browser.version(),
    async open() {
      await context?.close();
      context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce" });
      page = await context.newPage();
      await page.goto(url);
      await page.waitForFunction(() => "bench" in globalThis);
    },
    call: (name, argument) => page.evaluate(([name, argument]) => globalThis.bench[name](argument), [name, argument]),
    /** Opens any page and waits until all that its HTML names is there. */
    async visit(address) {
      const other = await browser.newPage();
      await other.goto(address, { waitUntil: "load" });
      await other.close();
    },
    /** Opens a page as for the first time, on a line of its own, and lets `use` work with it; `cpu` gives the milliseconds that its process has computed. */
    async fresh(address, { scripts = [], line }, use) {
      // What is kept for later visits is fetched by the worker, at a time of its own.
      const own = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-US", reducedMotion: "reduce", serviceWorkers: "block" });
      try {
        const page = await own.newPage();
        for (const script of scripts) await page.addInitScript(script);
        const protocol = await own.newCDPSession(page);
        await protocol.send("Network.enable");
        if (line) await protocol.send("Network.emulateNetworkConditions", line);
        await protocol.send("Performance.enable", { timeDomain: "timeTicks" });
        await page.goto(address, { waitUntil: "commit" });
        const cpu = async () => 1000 * (await protocol.send("Performance.getMetrics")).metrics.find(({ name }) => name === "ProcessTime").value;
        return await use(page, cpu);
      } finally {
        await own.close();
      }
    },
    close: () => browser.close(),
  };
}

// ---------------------------------------------------------------- WebDriver

function freePort() {
  return new Promise((done) => {
    const server = createServer().listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** One command of WebDriver. Without a time limit of its own: some works take minutes. */
function command(port, method, path, body) {
  return new Promise((done, fail) => {
    const text = body === undefined ? "" : JSON.stringify(body);
    const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(text) };
    const request = http.request({ host: "127.0.0.1", port, method, path, headers }, (response) => {
      const pieces = [];
      response.on("data", (piece) => pieces.push(piece));
      response.on("end", () => {
        const answer = Buffer.concat(pieces).toString();
        try {
          const { value } = JSON.parse(answer);
          if (response.statusCode === 200) done(value);
          else fail(new Error(`${value.error}: ${value.message}`));
        } catch {
          fail(new Error(`${method} ${path}: ${response.statusCode} ${answer.slice(0, 200)}`));
        }
      });
    });
    request.on("error", fail);
    request.end(text);
  });
}

const SCRIPT = `const [name, argument, done] = arguments;
window.bench[name](argument).then((value) => done({ value }), (error) => done({ error: String(error) + "\\n" + (error.stack || "") }));`;

async function webdriver(url, program, args, capabilities, env = {}) {
  const port = await freePort();
  const ended = { by: null };
  // A group of its own, so that what the driver started ends with it.
  const driver = spawn(program, args(port), { detached: true, stdio: "ignore", env: { ...process.env, ...env } });
  driver.on("error", (error) => (ended.by = error));
  driver.on("exit", (code) => (ended.by ??= new Error(`${program} ended with ${code}`)));
  const stop = () => {
    try {
      process.kill(-driver.pid);
    } catch {
      // It has ended by itself.
    }
  };
  process.once("exit", stop);
  try {
    for (let tries = 0; ; tries += 1) {
      if (ended.by) throw ended.by;
      try {
        await command(port, "GET", "/status");
        break;
      } catch (error) {
        if (tries === 100) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
    const session = await command(port, "POST", "/session", { capabilities: { alwaysMatch: capabilities } });
    const at = `/session/${session.sessionId}`;
    await command(port, "POST", `${at}/timeouts`, { script: 900_000, pageLoad: 60_000 });
    await command(port, "POST", `${at}/window/rect`, { width: 1400, height: 1100 }).catch(() => undefined);
    return {
      version: session.capabilities.browserVersion,
      open: async () => {
        await command(port, "POST", `${at}/url`, { url: "about:blank" });
        await command(port, "POST", `${at}/url`, { url });
        // Not every driver waits for the modules of a page.
        const there = () => command(port, "POST", `${at}/execute/sync`, { script: "return 'bench' in window", args: [] });
        for (let tries = 0; !(await there()); tries += 1) {
          if (tries === 100) throw new Error("the bench's page did not start");
          await new Promise((done) => setTimeout(done, 100));
        }
      },
      call: async (name, argument) => {
        const { value, error } = await command(port, "POST", `${at}/execute/async`, { script: SCRIPT, args: [name, argument] });
        if (error) throw new Error(error);
        return value;
      },
      /** Opens any page. */
      visit: (address) => command(port, "POST", `${at}/url`, { url: address }),
      /** Runs a script in the page that is open; the last of its arguments takes what it answers. */
      ask: (script, ...args) => command(port, "POST", `${at}/execute/async`, { script, args }),
      close: async () => {
        await command(port, "DELETE", at).catch(() => undefined);
        stop();
      },
    };
  } catch (error) {
    stop();
    throw error;
  }
}

const firefox = (url, { driver, browser }) =>
  webdriver(url, driver, (port) => ["--port", String(port)], {
    browserName: "firefox",
    "moz:firefoxOptions": {
      binary: browser,
      args: ["-headless"],
      prefs: {
        "privacy.reduceTimerPrecision": false,
        "intl.accept_languages": "en-US",
        "datareporting.policy.dataSubmissionEnabled": false,
        "app.update.disabledForTesting": true,
      },
    },
  });

const webkit = (url, { driver, browser, screen }) =>
  webdriver(
    url,
    screen ?? driver,
    (port) => [...(screen ? ["-a", driver] : []), `--port=${port}`],
    { "webkitgtk:browserOptions": { binary: browser, args: ["--automation"] } },
    // Its sandbox needs rights that containers do not give. Only our own pages are opened.
    { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1" },
  );

// ---------------------------------------------------------------- all of them

/** Each browser: how it is found (a missing part is named), and how it is started. */
export const BROWSERS = {
  chromium: { label: "Chromium", find: () => ({}), start: chromium, install: "" },
  firefox: {
    label: "Firefox",
    find: () => ({
      driver: process.env.GECKODRIVER ?? onPath("geckodriver"),
      browser: process.env.FIREFOX ?? onPath("firefox", "firefox-esr") ?? ["/Applications/Firefox.app/Contents/MacOS/firefox"].find(isFile) ?? null,
    }),
    start: firefox,
    install: "apt-get install firefox-esr (or Firefox by any other way), and cargo install geckodriver --locked; GECKODRIVER and FIREFOX name them elsewhere",
  },
  webkit: {
    label: "WebKitGTK",
    find: () => ({
      driver: process.env.WEBKIT_DRIVER ?? onPath("WebKitWebDriver"),
      browser: process.env.MINIBROWSER ?? miniBrowser(),
      ...(process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? {} : { screen: onPath("xvfb-run") }),
    }),
    start: webkit,
    install: "apt-get install webkit2gtk-driver xvfb; WEBKIT_DRIVER and MINIBROWSER name its programs elsewhere",
  },
};
