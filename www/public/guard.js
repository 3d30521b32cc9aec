// @ts-check
// Looks, once all has come, whether the page has begun. Where a kept file has failed (it was damaged, or another program wrote it), what is kept goes,
// and the page comes anew from its server: once, and only while that server has this page. Until then the page's own text says how it stands.
(() => {
  const begins = document.currentScript?.dataset.begins ?? "";

  /** Whether the server can be reached, and has this page: no login page, no error. */
  async function reached() {
    const answer = await fetch(location.pathname, { cache: "reload" });
    return answer.ok && (await answer.text()).includes(`<${begins}`);
  }

  /** The browser's own cache, under the worker's. */
  async function fetchAnew() {
    const named = [...document.querySelectorAll("script[src], link[rel=stylesheet]")].map((element) => element.getAttribute("src") ?? element.getAttribute("href") ?? "");
    const addresses = new Set([...named.map((address) => new URL(address, location.href).href), ...performance.getEntriesByType("resource").map(({ name }) => name)]);
    const own = [...addresses].filter((address) => address.startsWith(`${location.origin}/`));
    await Promise.allSettled(own.map((address) => fetch(address, { cache: "reload" })));
  }

  async function forget() {
    const worker = navigator.serviceWorker?.controller;
    if (!worker) return;
    await new Promise((done) => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = done;
      setTimeout(done, 2_000);
      worker.postMessage("forget", [port2]);
    });
  }

  addEventListener("load", async () => {
    if (customElements.get(begins) || history.state?.anew) return;
    try {
      if (!(await reached())) return;
      await fetchAnew();
      await forget();
    } catch {
      // No network: what stands in the page says so.
      return;
    }
    history.replaceState({ anew: true }, "");
    location.reload();
  });
})();
