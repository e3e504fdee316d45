/* Keys for people at a desk. An element says its own key: data-key="c", or two strokes: data-key="g t". j and k walk the
   rows, ? shows the list. Off while typing, and off for good where the box in that list is ticked. */

const SWITCH = "keys";
const AFTER_MS = 1_200;
let before = "";
let waiting;

const isOff = () => localStorage.getItem(SWITCH) === "off";
const isTyping = (target) => target.closest("input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable]");
const isShown = (element) => element.offsetParent !== null;

const walk = (step) => {
  const rows = [...document.querySelectorAll(".row, .row a.t")].filter((row) => row.href && isShown(row));
  const at = rows.indexOf(document.activeElement);
  rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
};

const own = {
  j: () => walk(1),
  k: () => walk(-1),
  "?": () => document.getElementById("keys")?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isOff() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const stroke = before + event.key;
  const action = own[stroke] ?? pressed(stroke);
  clearTimeout(waiting);
  before = event.key === "g" ? "g " : "";
  waiting = setTimeout(() => { before = ""; }, AFTER_MS);
  if (!action) return;
  event.preventDefault();
  action();
});

const pressed = (stroke) => {
  const element = [...document.querySelectorAll("[data-key]")].find((one) => one.dataset.key === stroke);
  return element && (() => element.click());
};

document.addEventListener("change", ({ target }) => {
  if (target.matches("[data-keys-off]")) localStorage.setItem(SWITCH, target.checked ? "off" : "on");
});
for (const box of document.querySelectorAll("[data-keys-off]")) box.checked = isOff();
