/* Boxes in front of a list's rows: how many are ticked stands on the button, one press ticks them all. Without this file
   the boxes still work, and that press opens the form with the whole page chosen. */

const boxes = () => [...document.querySelectorAll(".pick input")];

const tell = () => {
  const words = document.querySelector("[data-picked]");
  if (words) words.textContent = words.dataset.picked.replace("{n}", boxes().filter((box) => box.checked).length);
};

document.addEventListener("change", ({ target }) => {
  if (target.matches(".pick input")) tell();
});

document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-pick-all]")) return;
  event.preventDefault();
  const all = boxes();
  const isOn = all.some((box) => !box.checked);
  for (const box of all) box.checked = isOn;
  tell();
});

/* A browser that comes back to the page ticks again what was ticked. */
addEventListener("pageshow", tell);
