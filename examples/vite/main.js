// A response by property, and an event.
import "invocation-inspector/define";
import response from "../response.json";

const inspector = document.querySelector("invocation-inspector");
inspector.addEventListener("ii-ready", (event) => (document.title = `${event.outcome}: ${event.invokeIds.join(", ")}`));
inspector.response = response;
