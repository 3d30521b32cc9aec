// The inspector in a sandbox without an origin: hello, connect, show.
const frame = document.querySelector("iframe");
const say = (message) => frame.contentWindow.postMessage({ protocol: "invocation-inspector", version: 1, ...message }, "*");

addEventListener("message", async ({ source, data }) => {
  if (source !== frame.contentWindow || data?.protocol !== "invocation-inspector") return;
  if (data.type === "hello") say({ type: "connect", language: "en" });
  if (data.type === "connected") say({ type: "show", documents: await (await fetch("../response.json")).text() });
  if (data.type === "size") frame.height = data.height;
  if (data.type === "ready") document.title = `${data.outcome}: ${data.invokeIds.join(", ")}`;
});
frame.src = `${frame.dataset.src}#origin=${location.origin}`;
