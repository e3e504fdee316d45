/* <outbox-list>: what is not sent yet, with its state and what can be done about it; drawn from the <template> inside. */

const { items, put, remove, owner } = await import(document.documentElement.dataset.store);

customElements.define("outbox-list", class extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => this.#press(event));
    for (const name of ["outbox:answer", "outbox:changed"]) document.addEventListener(name, () => this.paint());
    this.querySelector("[data-open-line]").hidden = isSecureContext;
    this.paint();
  }

  async paint() {
    const kept = await items();
    this.querySelector("[data-items]").replaceChildren(...kept.map((item) => this.#drawn(item)));
    this.querySelector("[data-none]").hidden = kept.length > 0;
    this.querySelector("[data-send]").hidden = kept.length === 0;
  }

  #drawn(item) {
    const line = this.querySelector("template").content.firstElementChild.cloneNode(true);
    const fill = (name, text) => { line.querySelector(`[data-${name}]`).textContent = text; };
    line.dataset.number = item.number;
    fill("state", item.refused ? this.dataset.refused : this.dataset.waiting);
    line.querySelector("[data-state]").dataset.s = item.refused ? "red" : "amber";
    fill("at", new Date(item.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }));
    fill("label", item.label);
    fill("photos", item.photos ? this.dataset.photos.replace("{n}", item.photos) : "");
    fill("why", item.why ?? "");
    line.querySelector("[data-why]").hidden = !item.why;
    return line;
  }

  async #press({ target }) {
    if (target.closest("[data-send]")) return this.#again();
    const number = Number(target.closest("[data-number]")?.dataset.number);
    const item = (await items()).find((one) => one.number === number);
    if (!item) return;
    if (target.closest("[data-drop]")) await remove("outbox", number);
    if (target.closest("[data-edit]")) await this.#edit(item);
    document.dispatchEvent(new CustomEvent("outbox:changed"));
  }

  /* Refused ones are tried once more with the rest: what stood in their way may be gone. */
  async #again() {
    for (const item of await items()) if (item.refused) await put("outbox", { ...item, refused: undefined, why: undefined });
    document.dispatchEvent(new CustomEvent("outbox:changed"));
  }

  /* Back into its form, as the draft there. */
  async #edit(item) {
    const place = `${owner()} ${new URL(item.url).pathname}`;
    await put("draft", { place, at: Date.now(), type: item.type, body: item.body });
    await remove("outbox", item.number);
    location.assign(item.from);
  }
});
