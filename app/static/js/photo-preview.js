/* <photo-preview>: photos from its file inputs, made smaller than 1600 px, shown, removable. They all end up in the last
   input, so that the form sends them as if they had been chosen there. Fires "input" when they have changed. */

const LONGEST = 1600;
const QUALITY = 0.8;

const shrunk = async (file) => {
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, LONGEST / Math.max(picture.width, picture.height));
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    const made = await new Promise((resolve) => { canvas.toBlob(resolve, "image/jpeg", QUALITY); });
    const name = file.name.replace(/\.\w+$/, "") + ".jpg";
    return made && made.size < file.size ? new File([made], name, { type: "image/jpeg", lastModified: file.lastModified }) : file;
  } catch {
    return file; // a format this browser cannot draw: the server takes it as it is
  }
};

customElements.define("photo-preview", class extends HTMLElement {
  #photos = [];

  connectedCallback() {
    this.addEventListener("change", (event) => this.#take(event));
    this.addEventListener("click", ({ target }) => this.#drop(target.closest("[data-drop]")));
  }

  /** Show and send exactly these. */
  hold(photos) {
    this.#photos = [...photos];
    const kept = new DataTransfer();
    for (const photo of this.#photos) kept.items.add(photo);
    [...this.querySelectorAll("[type='file']")].at(-1).files = kept.files;
    this.#paint();
  }

  async #take(event) {
    if (event.target.type !== "file") return;
    const form = this.closest("form");
    form?.setAttribute("aria-busy", "true");
    const chosen = [...event.target.files];
    event.target.value = "";
    this.hold([...this.#photos, ...(await Promise.all(chosen.map(shrunk)))]);
    form?.removeAttribute("aria-busy");
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #drop(button) {
    if (!button) return;
    this.hold(this.#photos.filter((_, at) => at !== Number(button.dataset.drop)));
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  #paint() {
    const list = this.querySelector("ul");
    for (const picture of list.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    list.replaceChildren(...this.#photos.map((photo, at) => this.#drawn(photo, at)));
  }

  #drawn(photo, at) {
    const [line, figure, picture, button] = ["li", "figure", "img", "button"].map((name) => document.createElement(name));
    picture.src = URL.createObjectURL(photo);
    picture.alt = this.dataset.shown.replace("{n}", at + 1);
    Object.assign(button, { type: "button", className: "btn drop", textContent: "\u00d7", ariaLabel: this.dataset.remove.replace("{n}", at + 1) });
    button.dataset.drop = at;
    figure.append(picture, button);
    line.append(figure);
    return line;
  }
});
