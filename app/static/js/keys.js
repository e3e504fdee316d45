/* Keys for people at a desk. An element says its own key: data-key="c", or two strokes: data-key="g t". j and k walk the
   rows, x or Space ticks the box of one, ? shows the list. What else a key does to the row with the focus its list says:
   data-row-keys="t:assignment" opens that page of it. Off while typing, and off for good where the box in that list is
   ticked. Ctrl+Enter sends a form from anywhere in it. */

const SWITCH = "keys";
const AFTER_MS = 1_200;
let before = "";
let waiting;

const isOff = () => localStorage.getItem(SWITCH) === "off";
const isTyping = (target) => target.closest("input:not([type='checkbox'], [type='radio']), textarea, select, [contenteditable]");
const isShown = (element) => element.offsetParent !== null;

const walk = (step) => {
  const rows = [...document.querySelectorAll(".row, .row a.t")].filter((row) => row.href && isShown(row));
  const at = rows.findIndex((row) => (row.closest("li") ?? row).contains(document.activeElement));
  rows[Math.min(Math.max(at + step, 0), rows.length - 1)]?.focus();
};

const own = {
  j: () => walk(1),
  k: () => walk(-1),
  "?": () => document.getElementById("keys")?.showModal(),
};

const toRow = (stroke) => {
  const line = document.activeElement.closest(".rows > li");
  const row = line?.querySelector(".row");
  const box = line?.querySelector(".pick input");
  if (box && (stroke === "x" || (stroke === " " && document.activeElement === row))) return () => box.click();
  if (!box && line?.parentElement.querySelector(".pick")) return null; // where rows have boxes, one without takes no move
  const offered = line?.parentElement.dataset.rowKeys?.split(" ").map((pair) => pair.split(":"));
  const noun = offered?.find(([key]) => key === stroke)?.[1];
  return noun && row?.href && (() => location.assign(`${row.pathname}/${noun}`));
};

const send = (event) => {
  const form = event.target.closest("form") ?? document.querySelector("main form:has(.main-act[type='submit'])");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector(".main-act[type='submit']") ?? form.querySelector("[type='submit']"));
};

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter" && !event.isComposing) return send(event);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isOff() || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  const stroke = before + event.key;
  const action = own[stroke] ?? toRow(stroke) ?? pressed(stroke);
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
