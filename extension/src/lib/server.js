/** The one place that speaks to the server on the reader's own machine, and the only caller of fetch. */

import { remember, remembered } from "./browser.js";
import { toUtf16, VERSION } from "./wire.js";

/** @typedef {import("./wire.js").Page} Page */
/** @typedef {import("./wire.js").Reading} Reading */
/** @typedef {"md" | "html" | "txt" | "epub" | "json"} Format */

export const DEFAULT_ADDRESS = "http://127.0.0.1:7684";
const PATIENCE_MS = 60_000;
const HEALTH_PATIENCE_MS = 2_000;

/** What went wrong, as a code for the program and a sentence for the reader. */
export class ServerError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

/** @type {Record<string, string>} */
const SENTENCES = {
  "no-server": "The Nutgraf server is not running. Start it with “nutgraf serve”.",
  "cut-off": "The server ended the connection before the whole page had arrived. The page may be too large.",
  "too-slow": "The server took too long to answer. Try again in a moment.",
  "not-nutgraf": "Something else answers at this address. Check the server address in the options.",
  "wrong-version": "The server and this extension are of different versions. Update both.",
  "wrong-code": "That code is not right, or it is used up or too old. Run “nutgraf pair” for a new one.",
  "not-paired": "This browser is not paired with the server yet.",
  "no-such-reading": "The server was restarted and does not know this reading any more.",
  "page-too-large": "This page is larger than Nutgraf reads.",
  "page-too-slow": "This page took too long to read.",
  "page-too-heavy": "This page is too heavy to read.",
  "not-a-page": "This does not look like a page with text.",
  busy: "The server is busy with other pages. Try again in a moment.",
};

/** @param {string} code */
export const sentenceOf = (code) => SENTENCES[code] ?? "The server could not do this.";

/**
 * The address in its one allowed form, or null: this machine only, a port and nothing after it.
 * @param {string} typed
 */
export function parseAddress(typed) {
  const [, port] = /^(?:http:\/\/)?127\.0\.0\.1:(\d{1,5})\/?$/.exec(typed.trim()) ?? [];
  return port && Number(port) >= 1 && Number(port) <= 65535 ? `http://127.0.0.1:${Number(port)}` : null;
}

export const address = async () => parseAddress((await remembered("address")) ?? "") ?? DEFAULT_ADDRESS;

/** @param {string} checked  what parseAddress gave */
export async function moveTo(checked) {
  await remember("address", checked);
  await forgetPairing();
}

export const forgetPairing = () => remember("token", null);

/** Whether a Nutgraf server answers. */
export async function isRunning() {
  try {
    /** @type {{name?: string}} */
    const said = await json(await ask("/health", { token: null, patience: HEALTH_PATIENCE_MS }));
    return said.name === "nutgraf";
  } catch {
    return false;
  }
}

/** @param {string} code  six digits the reader typed */
export async function pair(code) {
  /** @type {{token: string}} */
  const { token } = await json(await ask("/api/v1/pairings", { token: null, body: { code } }));
  await remember("token", token);
}

/**
 * Reads a page and, unless the reader does not want it, keeps the reading in the library.
 * @param {Page} page
 * @param {boolean} [keep]
 * @returns {Promise<Reading>}
 */
export async function read(page, keep) {
  /** @type {Reading} */
  const reading = await unlessKept(page, keep ?? (await keepsReadings()));
  if (reading.version !== VERSION) throw new ServerError("wrong-version", sentenceOf("wrong-version"));
  return toUtf16(reading);
}

/**
 * A library that cannot be written to is no reason not to read: the reading says that it was not kept.
 * @param {Page} page @param {boolean} keep @returns {Promise<Reading>}
 */
async function unlessKept(page, keep) {
  try {
    return await json(await post(page, keep));
  } catch (error) {
    if (!(error instanceof ServerError) || !error.code.startsWith("shelf-")) throw error;
    /** @type {Reading} */
    const reading = await json(await post(page, false));
    const notice = { code: "not-kept", message: `This reading is not in your library. ${error.message}` };
    return { ...reading, notices: [...reading.notices, notice] };
  }
}

/** Whether readings go into the library; they do unless the reader has said otherwise. */
export const keepsReadings = async () => (await remembered("keep")) !== "no";

/** @param {boolean} keep */
export const keepReadings = (keep) => remember("keep", keep ? null : "no");

/** Into the bin of the library. @param {string} id */
export const takeOut = async (id) => {
  await ask(`/api/v1/readings/${encodeURIComponent(id)}`, { token: await remembered("token"), method: "DELETE" });
};

/** Out of the bin again. @param {string} id */
export const putBack = async (id) => {
  await ask(`/api/v1/readings/${encodeURIComponent(id)}/restore`, { token: await remembered("token"), method: "POST" });
};

/** An address that opens the library signed in, good once. */
export async function libraryLink() {
  /** @type {{link: string}} */
  const { link } = await json(await ask("/api/v1/sign-ins", { token: await remembered("token"), method: "POST" }));
  return link;
}

/**
 * A server that hangs up on a page but is there all the same is not down: to ask again would not help.
 * @param {Page} page @param {boolean} keep
 */
async function post(page, keep) {
  try {
    return await ask(`/api/v1/readings?save=${keep}`, { token: await remembered("token"), body: page });
  } catch (error) {
    const hungUp = error instanceof ServerError && error.code === "no-server" && (await isRunning());
    throw hungUp ? new ServerError("cut-off", sentenceOf("cut-off")) : error;
  }
}

/**
 * A file made by the server, with the name the server gave it.
 * @param {string} id
 * @param {Format} format
 * @param {number} sentences  length of the summary in it
 */
export async function exportFile(id, format, sentences) {
  const path = `/api/v1/readings/${encodeURIComponent(id)}/export?format=${format}&sentences=${sentences}`;
  const answer = await ask(path, { token: await remembered("token") });
  return { name: fileName(answer.headers.get("Content-Disposition")) ?? `reading.${format}`, bytes: await answer.blob() };
}

/** @param {string | null} disposition  the header; its filename* (RFC 5987) wins */
export function fileName(disposition) {
  const [, encoded] = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? "") ?? [];
  const [, plain] = /filename="([^"]*)"/i.exec(disposition ?? "") ?? [];
  const name = (encoded ? decoded(encoded) : null) ?? plain ?? "";
  return name.replace(/[/\\\u0000-\u001F]/g, "") || null;
}

/** @param {string} encoded */
function decoded(encoded) {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}

/**
 * @param {string} path
 * @param {{token: string | null, method?: string, body?: object, patience?: number}} request
 * @returns {Promise<Response>} an answer that went well
 */
async function ask(path, { token, method = "GET", body, patience = PATIENCE_MS }) {
  const headers = new Headers();
  if (token) headers.set("Authorization", `Bearer ${token}`);
  if (body) headers.set("Content-Type", "application/json");
  /** @type {RequestInit} */
  const request = { method, headers, credentials: "omit", cache: "no-store", redirect: "error", signal: AbortSignal.timeout(patience) };
  if (body) Object.assign(request, { method: "POST", body: JSON.stringify(body) });
  let answer;
  try {
    answer = await fetch((await address()) + path, request);
  } catch (error) {
    const code = error instanceof DOMException && error.name === "TimeoutError" ? "too-slow" : "no-server";
    throw new ServerError(code, sentenceOf(code));
  }
  if (!answer.ok) throw await problem(answer);
  return answer;
}

/** @param {Response} answer */
async function problem(answer) {
  /** @type {{code?: unknown, detail?: unknown} | null} */
  const said = await answer.json().catch(() => null);
  if (typeof said?.code !== "string") return new ServerError("not-nutgraf", sentenceOf("not-nutgraf"));
  const known = said.code === "wrong-code" || said.code === "not-paired" ? sentenceOf(said.code) : said.detail;
  return new ServerError(said.code, typeof known === "string" && known ? known : sentenceOf(said.code));
}

/**
 * @template T
 * @param {Response} answer
 * @returns {Promise<T>} in the form the contract promises
 */
async function json(answer) {
  try {
    return /** @type {T} */ (await answer.json());
  } catch {
    throw new ServerError("not-nutgraf", sentenceOf("not-nutgraf"));
  }
}
