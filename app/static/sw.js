/* Static files from the cache: their address changes with their content. Three pages that must open without signal come
   from the network first and from their last copy after three seconds. Nothing else is kept, and nothing is ever sent
   from here: unsent forms belong to the page (js/outbox.js), since not every web view has service workers. */

const FILES = "files";
const KEPT = "pages";
const PAGES = new Set(["/today", "/tickets/new", "/outbox"]);
const LIMIT_MS = 3_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (address.pathname.startsWith("/static/") && address.search) event.respondWith(file(request));
  else if (request.mode === "navigate" && PAGES.has(address.pathname)) event.respondWith(page(request, address.pathname));
});

const file = async (request) => {
  const files = await caches.open(FILES);
  const kept = await files.match(request);
  if (kept) return kept;
  const fresh = await fetch(request);
  if (fresh.ok) {
    const older = (await files.keys()).filter((one) => new URL(one.url).pathname === new URL(request.url).pathname);
    await Promise.all(older.map((one) => files.delete(one)));
    await files.put(request, fresh.clone());
  }
  return fresh;
};

const page = async (request, path) => {
  const pages = await caches.open(KEPT);
  const late = new Promise((resolve) => { setTimeout(resolve, LIMIT_MS, null); });
  const coming = fetch(request).then(async (fresh) => {
    if (fresh.ok && !fresh.redirected && fresh.type === "basic") await pages.put(path, fresh.clone());
    return fresh;
  });
  const first = await Promise.race([coming.catch(() => null), late]);
  return first ?? (await pages.match(path)) ?? coming;
};
