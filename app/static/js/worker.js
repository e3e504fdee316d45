/* Registers the service worker, has the pages at hand that must open without signal, and takes them away again when
   somebody signs out or nobody is signed in. */

const KEPT = "pages";
const PAGES = ["/outbox", "/tickets/new", "/today"]; // the same three as in sw.js
const wipe = () => globalThis.caches?.delete(KEPT);
const isSignedIn = "owner" in document.documentElement.dataset;

const stock = async () => {
  const pages = await caches.open(KEPT);
  for (const page of PAGES) {
    const fresh = (await pages.match(page)) ? null : await fetch(page);
    if (fresh?.ok && !fresh.redirected) await pages.put(page, fresh);
  }
};

const start = async () => {
  await navigator.serviceWorker.register(document.querySelector("[data-worker]").dataset.worker);
  if (isSignedIn) await stock();
};

if (!isSignedIn) wipe();
if (isSecureContext && navigator.serviceWorker) addEventListener("load", () => start().catch(() => {}));
document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-logout]")) wipe();
});
