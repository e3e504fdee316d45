/* What the browser keeps until the server has it: "outbox" holds forms ready to send, in the order they were made;
   "draft" holds forms being filled in. Bodies are kept as bytes: a replay is the same request to the last byte, and
   old WebKit loses Blobs. All of it is sealed with the signed-in person's key from the server (app/web/unsent.py), which
   no script can read back; it is forgotten on the first page that is not that person's. Where browsers cannot seal, on
   plain http, nothing is kept. Imported by address (html[data-store]) so that the address carries the content mark. */

const KEPT_MS = 14 * 24 * 3_600_000;
const SEAL = "AES-GCM";

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened;
const database = () => {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("zhuanban", 2);
    request.onupgradeneeded = () => {
      for (const old of [...request.result.objectStoreNames]) request.result.deleteObjectStore(old);
      request.result.createObjectStore("outbox", { keyPath: "number", autoIncrement: true });
      request.result.createObjectStore("draft", { keyPath: "place" });
      request.result.createObjectStore("key", { keyPath: "owner" });
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
};

const within = async (name, mode, action) => {
  const transaction = (await database()).transaction(name, mode);
  const result = await asked(action(transaction.objectStore(name)));
  if (mode === "readonly") return result;
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error);
  });
};
const all = (name) => within(name, "readonly", (store) => store.getAll());
const write = (name, value) => within(name, "readwrite", (store) => store.put(value));

/** Whose browser this is now; other people's items on a shared phone are neither shown nor sent. */
export const owner = () => document.documentElement.dataset.owner ?? "";
const isOwn = (kept) => owner() !== "" && kept.owner === owner();

/* From the last time, so that it opens without signal; else from the server. */
const found = async () => {
  const kept = await within("key", "readonly", (store) => store.get(owner()));
  if (kept) return kept.key;
  const response = await fetch("/outbox/key");
  if (!response.ok || response.redirected) throw new Error("no key");
  const key = await crypto.subtle.importKey("raw", await response.arrayBuffer(), SEAL, false, ["encrypt", "decrypt"]);
  await write("key", { owner: owner(), key });
  return key;
};
let held;
const key = () => {
  held ??= found().catch((error) => { held = undefined; throw error; });
  return held;
};

const sealed = async (bytes) => {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, data: await crypto.subtle.encrypt({ name: SEAL, iv }, await key(), bytes) };
};
const unsealed = async ({ iv, data }) => crypto.subtle.decrypt({ name: SEAL, iv }, await key(), data);

/** Keep; only whose it is, when it was made and where it lies can be read without the key. */
export const put = async (name, { number, place, at, body, ...words }) => {
  const lies = number ? { number } : place ? { place } : {};
  const text = new TextEncoder().encode(JSON.stringify(words));
  return write(name, { ...lies, at, owner: owner(), words: await sealed(text), body: await sealed(body) });
};

const read = async ({ words, body, ...open }) => ({
  ...JSON.parse(new TextDecoder().decode(await unsealed(words))), ...open, body: await unsealed(body),
});

export const get = async (name, place) => {
  const kept = await within(name, "readonly", (store) => store.get(place));
  return kept && read(kept);
};
export const remove = (name, place) => within(name, "readwrite", (store) => store.delete(place));
export const items = async () => {
  const opening = (await all("outbox")).filter(isOwn).map(read);
  return (await Promise.allSettled(opening)).flatMap(({ value }) => value ?? []);
};

/** How many own forms are kept, drafts among them. */
export const unsent = async () => [...(await all("outbox")), ...(await all("draft"))].filter(isOwn).length;

const drop = async (isDoomed) => {
  for (const [name, place] of [["outbox", "number"], ["draft", "place"], ["key", "owner"]]) {
    for (const kept of await all(name)) if (isDoomed(kept, name)) await remove(name, kept[place]);
  }
};
/** Everything of whoever signs out. */
export const forget = () => drop(isOwn);
/** Other people's keys, and what nobody sent for two weeks; then have the own key at hand, for when there is no signal. */
export const tidy = async () => {
  await drop((kept, name) => (name === "key" ? !isOwn(kept) : Date.now() - kept.at > KEPT_MS));
  if (owner() && crypto.subtle) await key();
};

/** A form as the bytes and the content type that a request carries; empty file inputs are left out. */
export const pack = async (entries) => {
  const data = new FormData();
  for (const [name, value] of entries) if (typeof value === "string" || value.size) data.append(name, value);
  const packed = new Response(data);
  return { type: packed.headers.get("content-type"), body: await packed.arrayBuffer() };
};

/** The entries again. */
export const unpack = ({ type, body }) => new Response(body, { headers: { "content-type": type } }).formData();
