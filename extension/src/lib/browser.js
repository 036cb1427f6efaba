/** The one place that knows Chrome from Firefox, and the only one that names the browser's own calls. */

/**
 * Which tab the reader pressed the button on, and when. `selection`: only what is selected there is
 * asked for.
 * @typedef {{tabId: number, windowId: number, at: number, selection?: boolean, url?: string}} Asked
 */
/** @typedef {"local" | "session"} Area  what outlives the browser, and what lasts as long as it runs */

const api = globalThis.browser ?? chrome;
// Chromium never paints the highlight of a user sheet; in Firefox no other sheet reaches into shadow roots.
const SHEET = api.sidePanel ? "AUTHOR" : "USER";
const OWN_MACHINE = { origins: ["http://127.0.0.1/*"] };
const SELECTION = "selection";

/** A page that could not be read or lit, with a sentence for the reader. */
export class PageError extends Error {}

/**
 * Opens the panel. Must run inside the reader's own click: an await before it loses the gesture.
 * @param {chrome.tabs.Tab} tab
 */
export function openPanel(tab) {
  return api.sidePanel ? api.sidePanel.open({ tabId: idOf(tab) }) : api.sidebarAction.open();
}

/**
 * The ways in: the button and its key, and the page's menu.
 * @param {(tab: chrome.tabs.Tab, selection: boolean) => void} read
 */
export function onAsk(read) {
  api.action.onClicked.addListener((tab) => read(tab, false));
  api.contextMenus.onClicked.addListener(({ menuItemId }, tab) => tab && read(tab, menuItemId === SELECTION));
  api.runtime.onInstalled.addListener(() =>
    api.contextMenus.removeAll(() => {
      api.contextMenus.create({ id: "read", title: message("read", []), contexts: ["page", "selection", "link", "image"] });
      api.contextMenus.create({ id: SELECTION, title: message("readSelection", []), contexts: ["selection"] });
    }),
  );
}

/** Calls back when the browser has just started, or the extension has. @param {() => void} awake */
export function onWake(awake) {
  api.runtime.onStartup.addListener(awake);
  api.runtime.onInstalled.addListener(awake);
}

/** Keeps what is stored, the token first of all, from whatever runs inside a page. Firefox knows no such levels. */
export const guardStored = () => api.storage.local.setAccessLevel?.({ accessLevel: "TRUSTED_CONTEXTS" });

/**
 * Tells the panel of a window which tab to read: an open panel hears it, one still opening finds it.
 * @param {{id?: number, windowId: number, url?: string}} tab @param {boolean} [selection]
 */
export function ask({ id, windowId, url = "" }, selection = false) {
  const asked = { tabId: id ?? api.tabs.TAB_ID_NONE, windowId, at: Date.now(), selection, url };
  return store({ [`asked-${windowId}`]: asked }, "session");
}

/**
 * Calls back with the tab to read, now if the button was pressed before, and at every press after.
 * @param {(asked: Asked | null) => void} read
 */
export async function onAsked(read) {
  const key = `asked-${await ownWindow()}`;
  let last = 0;
  /** @param {Asked} asked */
  const once = (asked) => {
    if (asked.at === last) return;
    last = asked.at;
    read(asked);
  };
  onStored("session", (changes) => changes[key] && once(/** @type {Asked} */ (changes[key])));
  const before = /** @type {Asked | null} */ (await stored(key, "session"));
  // A panel that is opened again must not read a page the reader has gone on to since the press.
  const now = before && before.tabId >= 0 ? await api.tabs.get(before.tabId).catch(() => null) : null;
  if (before && (!before.url || before.url === now?.url)) once(before);
  else if (!last) read(null);
}

/**
 * Opens a line to a tab's page, where followPresses listens. It ends with this panel, which could send
 * nothing any more when it closes.
 * @param {number} tabId
 * @param {(sentence: number) => void} pressed  the reader pressed lit words in the page
 * @param {() => void} ended  by the page; not when it never answered
 * @returns {Promise<() => void>} hangs up; raises PageError when the page does not answer
 */
export function callPage(tabId, pressed, ended) {
  const line = api.tabs.connect(tabId, { frameId: 0 });
  return new Promise((answered, refuse) => {
    let isOpen = false;
    line.onMessage.addListener(({ ready, sentence }) => {
      if (ready) answered(() => line.disconnect());
      isOpen ||= ready;
      if (Number.isInteger(sentence)) pressed(sentence);
    });
    line.onDisconnect.addListener(() => {
      // Chromium complains of an error nobody has looked at.
      void api.runtime.lastError;
      if (isOpen) ended();
      else refuse(new PageError(message("tabWentAway", [])));
    });
  });
}

/**
 * Runs a function inside a tab's page, or in every frame of it; the function closes over nothing.
 * @template T
 * @param {number} tabId
 * @param {(...args: any[]) => T} func
 * @param {unknown[]} [args]
 * @param {{allFrames?: boolean}} [where]
 * @returns {Promise<Awaited<T>[]>} one answer a frame, the page's own first; raises PageError
 */
export async function runInPage(tabId, func, args = [], { allFrames = false } = {}) {
  const answers = await inTab(tabId, async () => {
    const given = await api.scripting.executeScript({ target: { tabId, allFrames }, func, args });
    // Firefox says nothing, instead of no, on its own pages.
    if (!given[0]) throw new TypeError("no answer");
    return given;
  });
  return answers.map(({ result }) => /** @type {Awaited<T>} */ (result));
}

/**
 * Lays style rules over a tab's page that its own DOM knows nothing of; raises PageError.
 * @param {number} tabId @param {string} css
 */
export const styleInPage = (tabId, css) =>
  inTab(tabId, () => api.scripting.insertCSS({ target: { tabId, allFrames: true }, css, origin: SHEET }));

/** @param {number} tabId */
export const showTab = (tabId) => inTab(tabId, () => api.tabs.update(tabId, { active: true }));

/**
 * Calls back when a tab may show another page, loaded or put there by the page itself.
 * @param {number} tabId @param {() => void} changed @param {AbortSignal} signal  ends it
 */
export function onTabChanged(tabId, changed, signal) {
  /** @param {number} id @param {{url?: string, status?: string}} became */
  const heard = (id, { url, status }) => id === tabId && (url || status === "complete") && changed();
  api.tabs.onUpdated.addListener(heard);
  signal.addEventListener("abort", () => api.tabs.onUpdated.removeListener(heard));
}

/** What a tab shows and what that is called, where the browser tells, and whether its window is a private one. @param {number} tabId */
export async function tabOf(tabId) {
  const tab = await api.tabs.get(tabId).catch(() => null);
  return { address: tab?.url ?? "", title: tab?.title ?? "", isPrivate: tab?.incognito ?? true };
}

/** The tabs a reader has selected in a window, from left to right. @param {number} windowId */
export async function selectedTabs(windowId) {
  const tabs = await api.tabs.query({ highlighted: true, windowId });
  return tabs.sort((a, b) => a.index - b.index).map(idOf);
}

/** A word or two on the button while this tab shows this page; "" takes them off. @param {number} tabId @param {string} text @param {string} title */
export async function badge(tabId, text, title) {
  try {
    await api.action.setBadgeText({ tabId, text });
    await api.action.setBadgeBackgroundColor({ tabId, color: "#1d1b18" });
    await api.action.setBadgeTextColor({ tabId, color: "#ffffff" });
    await api.action.setTitle({ tabId, title });
  } catch {
    // The tab was closed meanwhile: there is no button left to write on.
  }
}

/** The key that presses the button, as this reader has set it; "" when there is none. */
export async function shortcut() {
  const commands = await api.commands.getAll();
  return commands.find(({ name }) => name === "_execute_action")?.shortcut ?? "";
}

export const ownWindow = async () => (await api.windows.getCurrent()).id ?? 0;

/** The reader's words for a key of _locales, "" for one that is missing. @param {string} key @param {string[]} fills */
export const message = (key, fills) => api.i18n.getMessage(key, fills);

/** The language the browser speaks, as a BCP 47 code. */
export const uiLanguage = () => api.i18n.getUILanguage();

/** Firefox lets the reader take this back in the add-on's settings. */
export const mayReachServer = () => api.permissions.contains(OWN_MACHINE);
export const askToReachServer = () => api.permissions.request(OWN_MACHINE);
export const openOptions = () => api.runtime.openOptionsPage();

/** @param {string} name @returns {Promise<string | null>} */
export async function remembered(name) {
  const value = await stored(name);
  return typeof value === "string" ? value : null;
}

/** @param {string} name @param {string | null} value */
export const remember = (name, value) => (value === null ? unstore([name]) : store({ [name]: value }));

/** @param {string} name @param {Area} [area] @returns {Promise<unknown>} null for what is not there */
export const stored = async (name, area = "local") => (await api.storage[area].get(name))[name] ?? null;

/** @param {Record<string, unknown>} items @param {Area} [area] */
export const store = (items, area = "local") => api.storage[area].set(items);

/** @param {string[]} names @param {Area} [area] */
export const unstore = (names, area = "local") => api.storage[area].remove(names);

/**
 * Calls back with the new values of what was stored or, as null, taken away, wherever that was done.
 * @param {Area} area @param {(changes: Record<string, unknown>) => void} heard
 */
export function onStored(area, heard) {
  api.storage[area].onChanged.addListener((changes) =>
    heard(Object.fromEntries(Object.entries(changes).map(([name, { newValue }]) => [name, newValue ?? null]))),
  );
}

/**
 * @template T
 * @param {number} tabId
 * @param {() => Promise<T>} act
 * @returns {Promise<T>}
 */
async function inTab(tabId, act) {
  // A reading from the queue has no tab.
  if (tabId < 0) throw new PageError(message("tabClosed", []));
  try {
    return await act();
  } catch (error) {
    const key = await kindOf(tabId, String(error));
    throw new PageError(message(key, []) || key);
  }
}

const STORES = /^https:\/\/(chromewebstore\.google\.com|chrome\.google\.com\/webstore|microsoftedge\.microsoft\.com\/addons|addons\.mozilla\.org|addons\.opera\.com)(\/|$)/;
/** By the page's address, which the browser tells once the button was pressed on it. @type {[RegExp, string][]} */
const ADDRESSES = [
  [/^view-source:/, "tabSource"],
  [/^about:reader/, "tabReader"],
  [STORES, "tabStore"],
  [/^file:/, "tabFile"],
  [/^(https?|blob|ftp):.*\.pdf([?#]|$)/i, "pagePdf"],
  [/^(?!https?:|blob:|ftp:)[a-z-]+:/i, "tabOwn"],
];
/** By the browser's own words. @type {[RegExp, string][]} */
const COMPLAINTS = [
  [/no tab with id|invalid tab id/i, "tabClosed"],
  [/view-source/i, "tabSource"],
  [/extensions gallery/i, "tabStore"],
  [/chrome:|chrome-extension:|about:|moz-extension:|scheme|devtools/i, "tabOwn"],
  [/frame.*(removed|closed|detached)|error page/i, "tabWentAway"],
  [/permission|cannot access|host/i, "tabNotShown"],
];

/** The key of what to say of a page that does not let itself be read. @param {number} tabId @param {string} complaint */
async function kindOf(tabId, complaint) {
  const { url = "" } = await api.tabs.get(tabId).catch(() => /** @type {{url?: string}} */ ({}));
  const [, known] = ADDRESSES.find(([form]) => form.test(url)) ?? COMPLAINTS.find(([form]) => form.test(complaint)) ?? [];
  return known ?? "tabUnread";
}

/** @param {chrome.tabs.Tab} tab */
const idOf = (tab) => tab.id ?? api.tabs.TAB_ID_NONE;
