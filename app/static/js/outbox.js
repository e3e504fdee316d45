/* <outbox-strip>: sends what is kept, one after the other, and says how many are left. It counts unsent items, not
   connectivity, so it disappears only when everything has arrived. Each answer goes out as the event "outbox:answer". */

const { items, put, remove, tidy, unsent, forget } = await import(document.documentElement.dataset.store);
const RETRY_MS = 30_000;
const LIMIT_MS = 20_000;
const OLD_MS = 48 * 3_600_000;
const LATER = new Set([401, 408, 425, 429]); // not an answer about the item: sign in, or try again

const send = async (item) => {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), LIMIT_MS);
  const headers = { "Content-Type": item.type, "Idempotency-Key": item.key, "HX-Request": "true", "HX-Request-Type": "partial" };
  try {
    const response = await fetch(item.url, { method: "POST", body: item.body, headers, signal: stop.signal });
    return { status: response.status, location: response.headers.get("HX-Location"), text: await response.text() };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(timer);
  }
};

customElements.define("outbox-strip", class extends HTMLElement {
  #isBusy = false;
  #isLost = false;
  #isOut = false;
  #wasTaken = false;

  connectedCallback() {
    addEventListener("online", () => this.flush());
    addEventListener("offline", () => this.paint());
    addEventListener("pageshow", () => this.flush());
    document.addEventListener("visibilitychange", () => document.hidden || this.flush());
    document.addEventListener("outbox:changed", () => this.flush());
    document.addEventListener("signal:lost", () => this.#lose());
    document.addEventListener("server:fault", () => this.#say("red", this.dataset.fault, ""));
    document.addEventListener("submit", (event) => event.target.matches("[data-logout]") && this.#leave(event));
    setInterval(() => this.flush(), RETRY_MS);
    tidy().catch(() => {});
    this.flush();
  }

  async flush() {
    if (this.#isBusy) return this.paint();
    this.#isBusy = true;
    try {
      for (const item of await items()) {
        if (item.refused) continue;
        await this.paint("sending");
        if (!(await this.#settle(item, await send(item)))) break;
      }
    } finally {
      this.#isBusy = false;
      await this.paint();
    }
  }

  /* True when the server has decided about this item and the next one may go. */
  async #settle(item, answer) {
    this.#isLost = answer.status === 0;
    this.#isOut = answer.status === 401;
    if (answer.status === 0 || answer.status >= 500 || LATER.has(answer.status)) return false;
    const isTaken = answer.status < 400;
    this.#wasTaken = isTaken;
    if (isTaken) await remove("outbox", item.number);
    else await put("outbox", { ...item, refused: answer.status, why: words(answer.text) });
    document.dispatchEvent(new CustomEvent("outbox:answer", { detail: { ...answer, key: item.key, number: item.number, isTaken } }));
    return true;
  }

  /* Signing out takes along what is kept here, but not unasked. */
  async #leave(event) {
    event.preventDefault();
    const number = await unsent().catch(() => 0);
    if (number && !confirm(this.dataset.leaving.replace("{n}", number))) return;
    await forget().catch(() => {});
    event.target.submit();
  }

  #lose() {
    this.#isLost = true;
    this.paint();
  }

  async paint(word = "kept") {
    const kept = await items().catch(() => []);
    const refused = kept.filter((item) => item.refused).length;
    const old = kept.filter((item) => Date.now() - item.at > OLD_MS).length;
    const isOff = !navigator.onLine || this.#isLost;
    if (refused) this.#say("red", this.dataset.refused, refused);
    else if (old) this.#say("red", this.dataset.old, old);
    else if (kept.length && this.#isOut) this.#say("amber", this.dataset.out, kept.length);
    else if (kept.length) this.#say("amber", this.dataset[word], kept.length);
    else if (isOff) this.#say("amber", this.dataset.off, "");
    else if (this.#wasTaken && this.dataset.s === "amber" && !this.hidden) this.#say("green", this.dataset.sent, "");
    else if (this.dataset.s !== "green") this.hidden = true;
  }

  #say(light, text, number) {
    this.hidden = false;
    this.dataset.s = light;
    this.querySelector("a").hidden = number === "";
    this.querySelector("span").textContent = text.replace("{n}", number);
    if (light === "green") setTimeout(() => { this.hidden = this.dataset.s === "green"; delete this.dataset.s; }, 4_000);
  }
});

/* The server's own words about what is wrong, out of the page it answered with. */
const words = (html) => {
  const page = new DOMParser().parseFromString(html, "text/html");
  return [...page.querySelectorAll(".err-sum li, .alert p")].map((line) => line.textContent.trim()).join(" ");
};
