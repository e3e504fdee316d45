/* What a press on data-open, data-close, data-dismiss, data-print or data-copy does, the strong-light switch, and the
   line at the bottom that says what was done. Without this file each of them is a link or a form. */

const TOAST_MS = 8_000;
const SAID_AFTER_MS = 150;

const presses = {
  open: (element, event) => {
    const dialog = document.getElementById(element.dataset.open);
    if (!dialog?.showModal) return;
    event.preventDefault();
    dialog.showModal();
  },
  close: (element, event) => {
    event.preventDefault();
    element.closest("dialog")?.close();
  },
  dismiss: (element) => element.closest("[data-toast]").remove(),
  print: (_, event) => {
    event.preventDefault();
    print();
  },
  copy: async (element) => {
    await navigator.clipboard?.writeText(element.dataset.copy);
    if (element.dataset.copied) say(element.dataset.copied);
  },
};

document.addEventListener("click", (event) => {
  for (const [name, press] of Object.entries(presses)) {
    const element = event.target.closest(`[data-${name}]`);
    if (element) press(element, event);
  }
});

/* At once on this screen; remembered by the same form post that works without this. */
document.addEventListener("submit", (event) => {
  const button = event.target.matches("[data-theme-form]") && event.target.querySelector("button");
  if (!button) return;
  event.preventDefault();
  const theme = button.value;
  fetch(event.target.action, { method: "POST", body: new URLSearchParams({ theme }), redirect: "manual", keepalive: true });
  document.documentElement.dataset.theme = theme;
  button.ariaPressed = String(theme === "sun");
  button.value = theme === "sun" ? "auto" : "sun";
});

/* Chips over a list slide sideways on a phone: the one that is on must be in sight. */
const chip = document.querySelector(".filters [aria-current]");
if (chip) chip.parentElement.scrollLeft = chip.offsetLeft - chip.parentElement.offsetLeft - chip.parentElement.clientWidth / 3;

/* Whoever is reading it, or has the key on its button, keeps it. */
const leave = (toast) =>
  setTimeout(() => (toast.matches(":hover, :focus-within") ? leave(toast) : toast.remove()), TOAST_MS);

const say = (text) => {
  const [toast, words] = [document.createElement("div"), document.createElement("span")];
  toast.className = "toast";
  words.textContent = text;
  toast.append(words);
  document.getElementById("toast").replaceChildren(toast);
  leave(toast);
};

document.addEventListener("toast", ({ detail }) => say(detail));

/* What came with the page is put in again a moment later: a screen reader says only what changes in a live region. */
const came = document.querySelector("[data-toast]");
if (came) {
  came.remove();
  setTimeout(() => document.getElementById("toast").replaceChildren(came), SAID_AFTER_MS);
  leave(came);
}
