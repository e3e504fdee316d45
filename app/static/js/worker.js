/* Registers the service worker, and takes away the pages it kept when somebody signs out or nobody is signed in. */

const KEPT = "pages";
const wipe = () => globalThis.caches?.delete(KEPT);
const address = document.querySelector("[data-worker]").dataset.worker;

if (isSecureContext) navigator.serviceWorker?.register(address).catch(() => {});
if (!document.documentElement.dataset.owner) wipe();
document.addEventListener("submit", ({ target }) => {
  if (target.matches("[data-logout]")) wipe();
});
