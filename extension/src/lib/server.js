/** The one place that speaks to the server on the reader's own machine, and the only caller of fetch. */

import { remember, remembered } from "./browser.js";
import { toUtf16, VERSION } from "./wire.js";
import { LANGUAGE, t } from "./words.js";

/** @typedef {import("./wire.js").Page} Page */
/** @typedef {import("./wire.js").Reading} Reading */
/** @typedef {import("./wire.js").Summary} Summary */
/** @typedef {"md" | "html" | "txt" | "json" | "csv" | "epub" | "ris" | "bibtex" | "csl-json" | "annotations"} Format */
/** @typedef {{sentences: number, method: string, template: string}} Settings  kept by the server, for its own pages too */

export const DEFAULT_ADDRESS = "http://127.0.0.1:7684";
export const METHODS = ["news", "lexrank", "textrank", "lsa", "luhn", "sumbasic", "kl", "reduction", "edmundson"];
const HOST = "http://127.0.0.1";
const USUAL_PORTS = Array.from({ length: 10 }, (_, i) => 7684 + i);
const BESIDE = [-3, -2, -1, 1, 2, 3];
const PATIENCE_MS = 60_000;
const HEALTH_PATIENCE_MS = 2_000;
const PROBE_PATIENCE_MS = 300;

/** What went wrong, as a code for the program and a sentence for the reader. */
export class ServerError extends Error {
  /** @param {string} code @param {string} [message] */
  constructor(code, message) {
    super(message || sentenceOf(code));
    this.code = code;
  }
}

/** @type {Record<string, () => string>} */
const SENTENCES = {
  "no-server": () => t("serverMissing"),
  "cut-off": () => t("serverCutOff"),
  "too-slow": () => t("serverTooSlow"),
  stopped: () => t("serverStopped"),
  "not-nutgraf": () => t("serverNotNutgraf"),
  "wrong-version": () => t("serverWrongVersion"),
  "wrong-code": () => t("serverWrongCode"),
  "not-paired": () => t("serverNotPaired"),
  "no-such-reading": () => t("serverNoSuchReading"),
  "page-too-large": () => t("serverPageTooLarge"),
  "page-too-slow": () => t("serverPageTooSlow"),
  "page-too-heavy": () => t("serverPageTooHeavy"),
  "not-a-page": () => t("serverNotAPage"),
  "bad-template": () => t("serverBadTemplate"),
  "shelf-full": () => t("serverShelfFull"),
  "shelf-read-only": () => t("serverShelfReadOnly"),
  "shelf-busy": () => t("serverShelfBusy"),
  "shelf-too-new": () => t("serverShelfTooNew"),
  "shelf-broken": () => t("serverShelfBroken"),
  busy: () => t("serverBusy"),
};
/** What the extension says in its own words, whatever the server does: it knows better what to do next. */
const OURS = new Set(["wrong-code", "not-paired"]);
/** The page may well be read later: nothing is wrong with it. */
const PASSING = new Set(["no-server", "too-slow", "busy", "shelf-busy", "not-paired", "not-nutgraf", "wrong-version", "cut-off"]);

/** @param {string} code */
export const sentenceOf = (code) => SENTENCES[code]?.() ?? t("serverCouldNot");

/** Whether a page that was refused so is worth keeping until later. @param {string} code */
export const mayPass = (code) => PASSING.has(code);

/**
 * The address in its one allowed form, or null: this machine only, a port and nothing after it.
 * @param {string} typed
 */
export function parseAddress(typed) {
  const [, port] = /^(?:http:\/\/)?127\.0\.0\.1:(\d{1,5})\/?$/.exec(typed.trim()) ?? [];
  return port && isPort(Number(port)) ? `${HOST}:${Number(port)}` : null;
}

/** @param {number} port */
const isPort = (port) => port >= 1 && port <= 65535;

export const address = async () => parseAddress((await remembered("address")) ?? "") ?? DEFAULT_ADDRESS;

/** The token stays behind: it is no business of whoever answers at another address. @param {string} checked  what parseAddress gave */
export async function moveTo(checked) {
  // In this order no call under way can take the token to another port.
  await forgetPairing();
  await remember("address", checked);
}

export const forgetPairing = () => remember("token", null);
export const isPaired = async () => (await remembered("token")) !== null;

/** Whether a Nutgraf server answers. @param {string} [at]  an address; the one in use unless given @param {number} [patience] */
export async function isRunning(at, patience = HEALTH_PATIENCE_MS) {
  try {
    /** @type {{name?: string}} */
    const said = await json(await ask("/health", { token: null, patience, at }));
    return said.name === "nutgraf";
  } catch {
    return false;
  }
}

/** Where else a Nutgraf server answers on this machine: the usual ports, and those beside the one in use. */
export async function findServer() {
  const now = Number((await address()).slice(HOST.length + 1));
  const ports = new Set([...BESIDE.map((step) => now + step), ...USUAL_PORTS].filter(isPort));
  ports.delete(now);
  const asked = [...ports].map(async (port) => {
    const at = `${HOST}:${port}`;
    return (await isRunning(at, PROBE_PATIENCE_MS)) ? at : null;
  });
  return (await Promise.all(asked)).find((at) => at !== null) ?? null;
}

/**
 * Turns the code that the server printed into a token.
 * @param {string} code  six digits the reader typed
 * @param {string} [at]  an address to move to, if the code is right there
 */
export async function pair(code, at) {
  /** @type {{token: string}} */
  const { token } = await json(await ask("/api/v1/pairings", { token: null, body: { code }, at }));
  if (at) await moveTo(at);
  await remember("token", token);
}

/**
 * Reads a page and, unless the reader does not want it, keeps the reading in the library.
 * @param {Page} page
 * @param {boolean} [keep]
 * @param {AbortSignal} [signal]  stops the reading: ServerError "stopped"
 * @returns {Promise<Reading>}
 */
export async function read(page, keep, signal) {
  /** @type {Reading} */
  const reading = await unlessKept(page, keep ?? (await keepsReadings()), signal);
  if (reading.version !== VERSION) throw new ServerError("wrong-version");
  return toUtf16(reading);
}

/**
 * A library that cannot be written to is no reason not to read: the reading says that it was not kept.
 * @param {Page} page @param {boolean} keep @param {AbortSignal} [signal] @returns {Promise<Reading>}
 */
async function unlessKept(page, keep, signal) {
  try {
    return await post(page, keep, signal);
  } catch (error) {
    if (!(error instanceof ServerError) || !error.code.startsWith("shelf-") || !keep) throw error;
    const reading = await post(page, false, signal);
    const notice = { code: "not-kept", message: t("serverNotKept", error.message) };
    return { ...reading, notices: [...reading.notices, notice] };
  }
}

/** Keeps a page in the library; without room there it raises ServerError. @param {Page} page @returns {Promise<string>} the reading's id */
export const keepPage = async (page) => (await post(page, true)).id;

/** Whether readings go into the library; they do unless the reader has said otherwise. */
export const keepsReadings = async () => (await remembered("keep")) !== "no";

/** @param {boolean} keep */
export const keepReadings = (keep) => remember("keep", keep ? null : "no");

/** Into the bin of the library. @param {string} id */
export const takeOut = async (id) => {
  await ask(pathOf(id), { method: "DELETE" });
};

/** Out of the bin again. @param {string} id */
export const putBack = async (id) => {
  await ask(pathOf(id, "restore"), { method: "POST" });
};

/** An address that opens the library signed in, good once. */
export async function libraryLink() {
  /** @type {{link: string}} */
  const { link } = await json(await ask("/api/v1/sign-ins", { method: "POST" }));
  if (!/^http:\/\/127\.0\.0\.1:\d+\//.test(link)) throw new ServerError("not-nutgraf");
  return link;
}

/**
 * The story's sentences as another method ranks them; its numbers are counts, so they are the same in UTF-16.
 * @param {string} id @param {string} method @param {AbortSignal} [signal]
 * @returns {Promise<Summary>}
 */
export async function summaryBy(id, method, signal) {
  return json(await ask(`${pathOf(id, "summary")}?method=${method}`, { signal }));
}

/** @returns {Promise<Settings>} */
export const settings = async () => json(await ask("/api/v1/settings", {}));

/** @param {Partial<Settings>} chosen  what is left out stays as it is @returns {Promise<Settings>} */
export const setSettings = async (chosen) =>
  json(await ask("/api/v1/settings", { method: "PUT", body: chosen }));

/**
 * A server that hangs up on a page but is there all the same is not down: to ask again would not help.
 * @param {Page} page @param {boolean} keep @param {AbortSignal} [signal] @returns {Promise<Reading>}
 */
async function post(page, keep, signal) {
  try {
    return await json(await ask(`/api/v1/readings?save=${keep}`, { body: page, signal }), signal);
  } catch (error) {
    const hungUp = error instanceof ServerError && error.code === "no-server" && (await isRunning());
    throw hungUp ? new ServerError("cut-off") : error;
  }
}

/**
 * A file made by the server, with the name the server gave it.
 * @param {string} id
 * @param {Format} format
 * @param {{sentences: number, method?: string, template?: boolean}} summary  the one in it; `template`: in the reader's own, Markdown only
 */
export async function exportFile(id, format, { sentences, method, template }) {
  const asked = new URLSearchParams({ format, sentences: String(sentences) });
  if (method) asked.set("method", method);
  if (template) asked.set("template", "true");
  const answer = await ask(`${pathOf(id, "export")}?${asked}`, {});
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

/** @param {string} id @param {string} [part] */
const pathOf = (id, part) => `/api/v1/readings/${encodeURIComponent(id)}${part ? `/${part}` : ""}`;

/**
 * @param {string} path
 * @param {{token?: string | null, method?: string, body?: object, patience?: number, at?: string, signal?: AbortSignal}} request
 * @returns {Promise<Response>} an answer that went well
 */
async function ask(path, { token, body, method = body ? "POST" : "GET", patience = PATIENCE_MS, at, signal }) {
  // The address first: a pairing that is forgotten meanwhile goes nowhere.
  const base = at ?? (await address());
  const known = token === undefined ? await remembered("token") : token;
  const headers = new Headers();
  if (known) headers.set("Authorization", `Bearer ${known}`);
  if (body) headers.set("Content-Type", "application/json");
  const late = AbortSignal.timeout(patience);
  /** @type {RequestInit} */
  const request = { method, headers, credentials: "omit", cache: "no-store", redirect: "error", signal: signal ? AbortSignal.any([signal, late]) : late };
  if (body) request.body = JSON.stringify(body);
  let answer;
  try {
    answer = await fetch(base + path, request);
  } catch (error) {
    throw new ServerError(broken(error, signal));
  }
  if (answer.ok) return answer;
  const error = await problem(answer);
  // Not one that was made meanwhile.
  if (error.code === "not-paired" && known === (await remembered("token"))) await forgetPairing();
  throw error;
}

/** @param {unknown} error @param {AbortSignal} [signal] */
function broken(error, signal) {
  if (signal?.aborted) return "stopped";
  return error instanceof DOMException && error.name === "TimeoutError" ? "too-slow" : "no-server";
}

/** @param {Response} answer */
async function problem(answer) {
  /** @type {{code?: unknown, detail?: unknown} | null} */
  const said = await answer.json().catch(() => null);
  if (typeof said?.code !== "string") return new ServerError("not-nutgraf");
  // The server speaks English, and knows the numbers; in any other language our own sentence is plainer.
  const ours = OURS.has(said.code) || (!/^en\b/.test(LANGUAGE) && said.code in SENTENCES);
  return new ServerError(said.code, !ours && typeof said.detail === "string" ? said.detail : undefined);
}

/**
 * @template T
 * @param {Response} answer
 * @param {AbortSignal} [signal]
 * @returns {Promise<T>} in the form the contract promises
 */
async function json(answer, signal) {
  /** @type {string} */
  let body;
  try {
    body = await answer.text();
  } catch (error) {
    throw new ServerError(broken(error, signal));
  }
  try {
    return /** @type {T} */ (JSON.parse(body));
  } catch {
    throw new ServerError("not-nutgraf");
  }
}
