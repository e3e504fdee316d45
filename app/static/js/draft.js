/* form[data-outbox]: kept as a draft at every change, photos included (a phone short of memory kills the page while the
   camera is open), and saved first, sent second. The attribute's value is where to go when there is no signal; empty:
   stay, with the form empty again. A field named "key" gets a fresh key each time, the same as the Idempotency-Key. */

const { get, put, remove, owner, pack, unpack } = await import(document.documentElement.dataset.store);
const WAIT_MS = 8_000;
const TYPING_MS = 400;
const place = (form) => `${owner()} ${new URL(form.action).pathname}`;
const toast = (name) => {
  const text = document.querySelector("outbox-strip")?.dataset[name];
  document.dispatchEvent(new CustomEvent("toast", { detail: text }));
};

let typing;
const save = async (form) => put("draft", { place: place(form), at: Date.now(), ...(await pack(new FormData(form))) });

document.addEventListener("input", ({ target }) => {
  const form = target.closest?.("form[data-outbox]");
  if (!form) return;
  clearTimeout(typing);
  typing = setTimeout(() => save(form).catch(() => {}), target.matches("photo-preview") ? 0 : TYPING_MS);
});

const restore = async (form) => {
  const draft = await get("draft", place(form));
  if (!draft) return;
  const entries = await unpack(draft);
  for (const field of form.elements) {
    if (!field.name || field.type === "hidden" || field.type === "file" || field.type === "submit") continue;
    const values = entries.getAll(field.name);
    if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value);
    else if (values.length) field.value = values[0];
  }
  const photos = entries.getAll("photos");
  if (!photos.length) return;
  await customElements.whenDefined("photo-preview");
  form.querySelector("photo-preview")?.hold(photos);
};
const restoreAll = () => document.querySelectorAll("form[data-outbox]").forEach((form) => restore(form).catch(() => {}));

/* The answer to one item, or null when it does not come in time. */
const answered = (key) =>
  new Promise((resolve) => {
    const hear = ({ detail }) => detail.key === key && done(detail);
    const done = (answer) => { document.removeEventListener("outbox:answer", hear); resolve(answer); };
    document.addEventListener("outbox:answer", hear);
    setTimeout(done, navigator.onLine ? WAIT_MS : 0, null);
  });

const finish = async (form, answer) => {
  if (answer && !answer.isTaken && answer.status === 422) return correct(form, answer);
  await remove("draft", place(form));
  if (answer?.location) return location.assign(answer.location);
  toast(answer ? "sent" : "saved");
  if (form.dataset.outbox) return location.assign(form.dataset.outbox);
  form.reset();
  form.querySelector("photo-preview")?.hold([]);
};

/* The form comes back with what is wrong beside each field; the draft puts the photos back in. */
const correct = async (form, answer) => {
  await remove("outbox", answer.number);
  document.dispatchEvent(new CustomEvent("outbox:changed"));
  document.getElementById("main").innerHTML = answer.text;
  document.querySelector(".err-sum")?.focus();
  restoreAll();
};

const keep = async (form, submitter) => {
  const key = crypto.randomUUID();
  const entries = [...new FormData(form)].map(([name, value]) => [name, name === "key" ? key : value]);
  if (submitter?.name) entries.push([submitter.name, submitter.value]);
  const label = form.dataset.label ?? form.querySelector("textarea, [type='text']")?.value ?? "";
  const photos = entries.filter(([name, value]) => name === "photos" && value.size).length;
  const packed = await pack(entries);
  await save(form);
  await put("outbox", { key, url: form.action, from: location.pathname, label: label || document.title, photos, at: Date.now(), ...packed });
  return key;
};

document.addEventListener("submit", async (event) => {
  const form = event.target.closest("form[data-outbox]");
  if (!form || form.dataset.plain || event.submitter?.formMethod === "get") return; // "get" only looks something up
  event.preventDefault();
  if (form.ariaBusy === "true") return; // a double tap is one record
  form.ariaBusy = "true";
  clearTimeout(typing);
  try {
    const key = await keep(form, event.submitter);
    const answer = answered(key);
    document.dispatchEvent(new CustomEvent("outbox:changed"));
    navigator.storage?.persist?.();
    await finish(form, await answer);
  } catch {
    form.dataset.plain = "yes"; // nothing can be kept here, as on plain http: send it the plain way
    setTimeout(() => form.requestSubmit(event.submitter)); // browsers ignore it while this event is still on its way
  } finally {
    setTimeout(() => { form.ariaBusy = "false"; }, 800);
  }
});

restoreAll();
document.addEventListener("htmx:after:swap", restoreAll);
