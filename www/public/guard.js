// @ts-check
// Looks, once all has come, whether the page has begun. Where a kept file has failed (it was damaged, or another program wrote it), what is kept goes,
// and the page comes anew from its server: once, and only while that server has this page. Until then the page's own text says how it stands. Where the
// reader has given something meanwhile, the page says that it was not read, and stays: it may be stored nowhere, so that a new page would know nothing of it.
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

  /** Has the page say of what was given, and of what will be (begin.js), that it is lost. */
  function tellLost() {
    for (const region of document.querySelectorAll("[data-lost]")) {
      const lost = region.getAttribute("data-lost") ?? "";
      region.setAttribute("data-kept", lost);
      if (region.textContent) region.textContent = lost;
    }
  }

  addEventListener("load", async () => {
    if (customElements.get(begins)) return;
    tellLost();
    if (history.state?.anew) return;
    try {
      if (!(await reached())) return;
      await fetchAnew();
      await forget();
    } catch {
      // No network: what stands in the page says so.
      return;
    }
    if (document.querySelector("[data-lost]:not(:empty)")) return;
    history.replaceState({ anew: true }, "");
    location.reload();
  });
})();
