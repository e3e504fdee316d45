/* HTMX swaps whatever comes back; only pages that the server rendered may get in. A JSON body swapped as HTML has run
   script before, a 5xx page would replace what somebody is reading, and a lost connection says nothing by itself. */

const STEERING = ["HX-Location", "HX-Redirect", "HX-Refresh"];
const tell = (name) => document.dispatchEvent(new CustomEvent(name));

document.addEventListener("htmx:before:response", (event) => {
  const { headers, status } = event.detail.ctx.response;
  if (status >= 500) tell("server:fault");
  const isPage = (headers.get("content-type") ?? "").startsWith("text/html");
  if (status >= 500 || !(isPage || STEERING.some((name) => headers.has(name)))) event.preventDefault();
});

document.addEventListener("htmx:error", ({ detail }) => {
  if (detail.ctx && !detail.ctx.response) tell("signal:lost");
});
