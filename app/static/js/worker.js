/* Registers the service worker, has at hand what must open without signal, and takes people's pages away again when
   somebody signs out or nobody is signed in. The names are those in sw.js. */

const FILES = "files";
const KEPT = "pages";
const PAGES = ["/outbox", "/tickets/new", "/today"];
const html = document.documentElement;
const isSignedIn = "owner" in html.dataset;
const wipe = () => globalThis.caches?.delete(KEPT);

const missing = async (cache, addresses) => {
  const kept = await Promise.all(addresses.map((address) => cache.match(address)));
  return addresses.filter((_, at) => !kept[at]);
};

const stockPages = async () => {
  const pages = await caches.open(KEPT);
  const open = PAGES.filter((page) => page === "/outbox" || document.querySelector(`.nav a[href="${page}"]`));
  for (const page of await missing(pages, open)) {
    const fresh = await fetch(page);
    if (fresh.ok && !fresh.redirected) await pages.put(page, fresh);
  }
};

/* This page's own files: the browser has just loaded them, so this costs no network. */
const stockFiles = async () => {
  const used = [...document.querySelectorAll("script[src], link[href*='/static/'], use")];
  const addresses = used.map((one) => (one.src ?? one.getAttribute("href")).split("#")[0]).concat(html.dataset.store);
  const files = await caches.open(FILES);
  await files.addAll(await missing(files, [...new Set(addresses)]));
};

const start = async () => {
  await navigator.serviceWorker.register(html.dataset.worker);
  await navigator.serviceWorker.ready; // nothing is fetched ahead for a worker that does not come up
  await stockFiles();
  if (isSignedIn) await stockPages();
};

if (!isSignedIn) wipe();
if (isSecureContext && navigator.serviceWorker) addEventListener("load", () => start().catch(() => {}));
document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-logout]")) wipe();
});
