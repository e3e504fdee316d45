/* What the browser keeps until the server has it: "outbox" holds forms ready to send, in the order they were made;
   "draft" holds forms being filled in. Bodies are kept as bytes: a replay is the same request to the last byte, and
   old WebKit loses Blobs. Imported by address (html[data-store]) so that the address carries the content mark. */

const asked = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

let opened;
const database = () => {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("zhuanban", 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("outbox", { keyPath: "number", autoIncrement: true });
      request.result.createObjectStore("draft", { keyPath: "place" });
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

/** Whose browser this is now; other people's items on a shared phone are neither shown nor sent. */
export const owner = () => document.documentElement.dataset.owner ?? "";

export const put = (name, value) => within(name, "readwrite", (store) => store.put(value));
export const get = (name, key) => within(name, "readonly", (store) => store.get(key));
export const remove = (name, key) => within(name, "readwrite", (store) => store.delete(key));
export const items = async () => (await within("outbox", "readonly", (store) => store.getAll())).filter((item) => item.owner === owner());

/** A form as the bytes and the content type that a request carries; empty file inputs are left out. */
export const pack = async (entries) => {
  const data = new FormData();
  for (const [name, value] of entries) if (typeof value === "string" || value.size) data.append(name, value);
  const packed = new Response(data);
  return { type: packed.headers.get("content-type"), body: await packed.arrayBuffer() };
};

/** The entries again. */
export const unpack = ({ type, body }) => new Response(body, { headers: { "content-type": type } }).formData();

/** A random UUID, also where the page is not served over TLS and crypto.randomUUID is missing. */
export const newKey = () => {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
};
